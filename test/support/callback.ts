import { LARK_APP, type Town } from "./town.ts";

/** What a program answers to a card callback: the toast's words, and whether a card came with it. */
export type CallbackReply = {
  readonly status: number | null;
  readonly toast: { readonly type: string; readonly content: string } | null;
  readonly hasCard: boolean;
};

export type HandMadePress = {
  /** open_id of whoever is said to have pressed. */
  readonly by: string;
  readonly messageId: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly eventId?: string;
};

let made = 0;

/** A genuine callback, signed and encrypted, that no client would send: it gets past what the client checks. */
export async function pressByHand(town: Town, press: HandMadePress): Promise<CallbackReply> {
  const { lark, clock } = town.emulator;
  made += 1;
  const answer = await lark.deliveries.once({
    schema: "2.0",
    header: {
      event_id: press.eventId ?? `by-hand-${process.pid}-${made}`,
      event_type: "card.action.trigger",
      create_time: String(Math.floor(clock.nowMs())),
      token: LARK_APP.verificationToken,
      app_id: LARK_APP.appId,
      tenant_key: "tenant",
    },
    event: {
      operator: { open_id: press.by },
      token: "c-by-hand",
      action: {
        tag: "button",
        value: press.value,
        ...(press.form === undefined ? {} : { form_value: press.form }),
      },
      host: "im_message",
      context: { open_message_id: press.messageId },
    },
  });
  const body = JSON.parse(answer.body) as { toast?: { type: string; content: string }; card?: unknown };
  return { status: answer.status, toast: body.toast ?? null, hasCard: body.card !== undefined };
}
