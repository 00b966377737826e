import { problemCard } from "#cards/problem-card";
import { problemToast } from "#cards/toasts";
import { AppError, type ErrorCode } from "#domain/error";
import type { Language } from "#domain/local-text";
import type { ChatEvent, ChatUser } from "#ports/chat";
import type { NewOutboxMessage, WaitingEvent } from "#ports/delivery";
import type { Store } from "#ports/store";
import type { Answer, BotDeps } from "./bot.ts";
import { guessLanguage } from "./commands.ts";
import { handleEvent } from "./handle-event.ts";

/** An event that is done with: ids and closed words only, nothing of what somebody wrote. */
export type Handled = {
  readonly event: string;
  readonly kind: ChatEvent["kind"];
  readonly person: string | null;
  /** Why a rule said no; null: it did not. */
  readonly refused: ErrorCode | null;
};

export type HandleKeptDeps = BotDeps & {
  readonly onHandled?: (handled: Handled) => void;
  readonly onRefusal: (code: ErrorCode) => void;
  /** Only what went wrong on our side. */
  readonly onFailure: (error: unknown, eventKey: string) => void;
};

/**
 * Whether nobody waits for the answer any more: what they must know then goes into the outbox. Asked at the end of
 * the transaction, so that no kill can come between what was done and the word of it.
 */
export type IsLate = () => boolean;

const FIRST_RETRY_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 10 * 60_000;
/** So that a database that is away for the night costs nobody their words. */
const GIVEN_UP_AFTER_MILLISECONDS = 24 * 3_600_000;

type EventRef = { readonly id: string } | { readonly key: string };

/**
 * Handles one kept event exactly once: taking it from the inbox as handled and all that it changes are one
 * transaction. Null: it is handled already, or somebody else is at it. A failure leaves it for a later try and is
 * thrown on.
 */
export async function handleKept(
  deps: HandleKeptDeps,
  ref: EventRef,
  isLate: IsLate,
): Promise<Answer | null> {
  let seen: WaitingEvent | null = null;
  let refused: ErrorCode | null = null;
  const onRefusal = (code: ErrorCode): void => {
    refused = code;
    deps.onRefusal(code);
  };
  const take: Take = async (store) => {
    const waiting = await store.inbox.take(ref, deps.clock.now());
    seen = waiting ?? seen;
    return waiting;
  };
  try {
    const answer = await answerOrRefuse({ ...deps, onRefusal }, take, isLate);
    if (answer !== null) noteHandled(deps, seen, refused);
    return answer;
  } catch (error) {
    if (seen === null) deps.onFailure(error, "key" in ref ? ref.key : `inbox ${ref.id}`);
    else await putBack(deps, seen, error);
    throw error;
  }
}

function noteHandled(deps: HandleKeptDeps, seen: WaitingEvent | null, refused: ErrorCode | null): void {
  if (seen === null) return;
  const { event, sender } = seen;
  deps.onHandled?.({ event: event.key, kind: event.kind, person: sender?.id ?? null, refused });
}

type Take = (store: Store) => Promise<WaitingEvent | null>;

async function answerOrRefuse(deps: HandleKeptDeps, take: Take, isLate: IsLate): Promise<Answer | null> {
  try {
    return await deps.store.transaction(async (store) => {
      const waiting = await take(store);
      if (waiting === null) return null;
      const answer = await handleEvent({ ...deps, store }, waiting);
      if (answer.refused !== undefined) {
        deps.onRefusal(answer.refused.code);
        await tellRefusal(deps, store, waiting, isLate, answer.refused);
      }
      if (isLate() || showsPicture(answer)) await sendLate(deps, store, waiting, answer);
      else if (answer.isForm) await keepOpen(deps, store, waiting.event);
      return answer;
    });
  } catch (error) {
    if (error instanceof AppError) return settleRefusal(deps, take, isLate, error);
    throw error;
  }
}

/** A rule said no: nothing was changed, and the person is told. */
async function settleRefusal(
  deps: HandleKeptDeps,
  take: Take,
  isLate: IsLate,
  error: AppError,
): Promise<Answer | null> {
  deps.onRefusal(error.code);
  return deps.store.transaction(async (store) => {
    const waiting = await take(store);
    if (waiting === null) return null;
    const language = await tellRefusal(deps, store, waiting, isLate, error);
    return { toast: problemToast(error.code, error.facts, language) };
  });
}

/** Puts a refusal into the outbox for somebody who gets no toast; answers the language that they are spoken to in. */
async function tellRefusal(
  deps: BotDeps,
  store: Store,
  waiting: WaitingEvent,
  isLate: IsLate,
  { code, facts }: Pick<AppError, "code" | "facts">,
): Promise<Language> {
  const { event, sender } = waiting;
  const user = userOf(event);
  const language =
    sender?.language ?? guessLanguage("text" in event ? event.text : "", deps.policy.language.default);
  if (user !== null && (await isToBeTold(store, waiting, isLate, code))) {
    const message: NewOutboxMessage = {
      key: `problem:${event.key}`,
      to: { user },
      card: problemCard({ language, code, facts }),
    };
    await store.outbox.add([message], deps.clock.now());
  }
  return language;
}

/**
 * Whether a refusal goes out as a message. A press is told by its toast; one that nobody waited for any more is told
 * only when the person cannot know: who pressed again has had an answer, and what is done already the card shows.
 */
async function isToBeTold(
  store: Store,
  { id, event }: WaitingEvent,
  isLate: IsLate,
  code: ErrorCode,
): Promise<boolean> {
  if (event.kind !== "card-action") return true;
  if (!isLate() || code === "already-done") return false;
  return !(await store.inbox.isPressedAgain({ id, messageId: event.messageId }));
}

/** An answer has no time to upload what its card shows, so the card comes once more when that is done. */
const showsPicture = ({ card }: Answer): boolean =>
  card?.blocks.some(({ kind }) => kind === "picture" || kind === "drawing") ?? false;

/**
 * The card that would have been the answer comes as a patch, when nobody waits any more or its picture has to be
 * uploaded first, unless the card was pressed again since: it shows something newer.
 */
async function sendLate(
  deps: BotDeps,
  store: Store,
  { id, event }: WaitingEvent,
  answer: Answer,
): Promise<void> {
  if (event.kind !== "card-action" || answer.card === undefined) return;
  const target = await store.outbox.keyOfMessage(event.messageId);
  if (target === null || (await store.inbox.isPressedAgain({ id, messageId: event.messageId }))) return;
  await store.outbox.add(
    [{ key: `late:${event.key}`, to: { patchOf: target }, card: answer.card }],
    deps.clock.now(),
  );
}

/** A patch of the card as it was would wipe out what the person is about to fill in. */
async function keepOpen(deps: BotDeps, store: Store, event: ChatEvent): Promise<void> {
  if (event.kind === "card-action") await store.outbox.withdrawPatches(event.messageId, deps.clock.now());
}

async function putBack(deps: HandleKeptDeps, seen: WaitingEvent, error: unknown): Promise<void> {
  deps.onFailure(error, seen.event.key);
  const now = deps.clock.now().getTime();
  const isLast = now - seen.receivedAt.getTime() >= GIVEN_UP_AFTER_MILLISECONDS;
  const waitMilliseconds = Math.min(FIRST_RETRY_MILLISECONDS * 2 ** seen.attempts, LONGEST_WAIT_MILLISECONDS);
  const dueAt = isLast ? null : new Date(now + waitMilliseconds);
  await deps.store.inbox.failed(seen.id, error instanceof Error ? error.name : "unknown", dueAt);
}

function userOf(event: ChatEvent): ChatUser | null {
  const userId = "userId" in event ? event.userId : null;
  return userId === null ? null : { platform: event.platform, appId: event.appId, userId };
}
