import { AppError } from "#domain/error";
import { CARD_LIFE_MS } from "./api-messages.ts";
import {
  errorToast,
  readAnswer,
  type ErrorToast,
  type ErrorToastKind,
  type Toast,
} from "./callback-answer.ts";
import { pressed, submitted, type ClientAction, type PressTarget } from "./card-client.ts";
import type { FieldInput } from "./card-fields.ts";
import type { JsonObject } from "./card-schema.ts";
import { CALLBACK, type Deliveries } from "./delivery.ts";
import { createEnvelope, type Envelope } from "./envelope.ts";
import { cardFault, sizeFault } from "./message-content.ts";
import type { Message } from "./messages.ts";
import type { Person } from "./people.ts";
import { personIds } from "./receivers.ts";
import type { World } from "./world.ts";

/** What the person sees after a press. `status` is the HTTP status of the program's answer, null without one. */
export type Interaction = {
  status: number | null;
  toast?: Toast;
  errorToast?: ErrorToast;
  /** The client's own warning; no callback was sent. */
  clientWarning?: string;
  missing?: string[];
  /** The press did nothing: too old (14 days), taken back, or a reset button. */
  ignored?: "too-old" | "deleted" | "reset";
  openedUrl?: string;
  cardReplaced: boolean;
  tookMs: number;
  eventId?: string;
  /** The credential that the callback carried for delayed updates. */
  updateToken?: string;
};

export type Interactions = {
  press(person: string, messageId: string, target: PressTarget): Promise<Interaction>;
  submit(
    person: string,
    messageId: string,
    button: string,
    fields?: Readonly<Record<string, FieldInput>>,
  ): Promise<Interaction>;
};

const QUIET: Interaction = { status: null, cardReplaced: false, tookMs: 0 };
/** Failures of the way there are ordered by tests (a killed program); the others are the program's own. */
const OWN_FAULTS: Partial<Record<ErrorToastKind, string>> = {
  timeout: "callback-late",
  status: "callback-answer",
  body: "callback-answer",
  card: "callback-answer",
  "card-version": "callback-answer",
};

export function createInteractions(world: World, deliveries: Deliveries): Interactions {
  const act = async (
    reference: string,
    messageId: string,
    decide: (card: unknown, members: ReadonlySet<string>) => ClientAction,
  ): Promise<Interaction> => {
    const person = world.people.get(reference);
    const message = visibleCard(world, person, messageId);
    if (message.deleted) return { ...QUIET, ignored: "deleted" };
    if (world.clock.nowMs() - message.createdMs > CARD_LIFE_MS) return { ...QUIET, ignored: "too-old" };
    const action = decide(message.content, world.chats.get(message.chatId).members);
    switch (action.kind) {
      case "missing":
        return { ...QUIET, clientWarning: "有必填项未填写", missing: action.names };
      case "link":
        return { ...QUIET, openedUrl: action.url };
      case "reset":
        return { ...QUIET, ignored: "reset" };
      case "no-callback":
        world.logs.violation("no-callback", `a component of ${messageId} can be pressed but has no callback`);
        return { ...QUIET, errorToast: errorToast("no-callback-url", "the component has no callback") };
      case "callback":
        return call(world, deliveries, { person, message, action: action.action });
    }
  };
  return {
    press: (person, messageId, target) =>
      act(person, messageId, (card, members) => pressed(card, target, members)),
    submit: (person, messageId, button, fields = {}) =>
      act(person, messageId, (card, members) =>
        submitted(card, { button, fields }, members, { turn: world.ids.turn("form-value") }),
      ),
  };
}

function visibleCard(world: World, person: Person, messageId: string): Message {
  const message = world.messages.get(messageId);
  if (message.msgType !== "interactive") throw new AppError("bad-input", `${messageId} is no card`);
  if (!world.chats.get(message.chatId).members.has(person.openId))
    throw new AppError("not-allowed", `${person.name} does not see ${messageId}`);
  return message;
}

type Press = { person: Person; message: Message; action: JsonObject };

async function call(world: World, deliveries: Deliveries, press: Press): Promise<Interaction> {
  const updateToken = world.updateTokens.issue(press.message.messageId);
  const envelope = callbackEnvelope(world, press, updateToken);
  const outcome = await deliveries.once(envelope);
  const answer = readAnswer(outcome, (card) => sizeFault(JSON.stringify(card)) ?? cardFault(world, card));
  if (outcome.status === 200) world.updateTokens.open(updateToken);
  if (answer.card) world.messages.update(press.message, "callback", answer.card);
  const violation = answer.errorToast ? OWN_FAULTS[answer.errorToast.kind] : undefined;
  if (violation && answer.errorToast) world.logs.violation(violation, answer.errorToast.detail);
  return {
    status: outcome.status,
    ...(answer.toast ? { toast: answer.toast } : {}),
    ...(answer.errorToast ? { errorToast: answer.errorToast } : {}),
    cardReplaced: answer.card !== undefined,
    tookMs: outcome.tookMs,
    eventId: envelope.header.event_id,
    updateToken,
  };
}

function callbackEnvelope(world: World, { person, message, action }: Press, token: string): Envelope {
  const place = {
    host: "im_message",
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  };
  const isOutside = world.ids.turn("callback-context") % 3 === 2;
  const envelope = createEnvelope(world, CALLBACK, {
    operator: { tenant_key: world.tenantKey, ...personIds(world, person) },
    token,
    action,
    ...(isOutside ? {} : place),
  });
  // Two of the official samples carry these beside `event` instead of inside it.
  return isOutside ? { ...envelope, ...place } : envelope;
}
