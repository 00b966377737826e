import { handleKept, type HandleKeptDeps } from "#bot/handle-kept";
import { createConnectionReceiver, type LarkWebhookDeps } from "#http/lark";
import type { LarkIntakeDeps } from "#http/lark-intake";
import type { Metrics } from "#http/metrics";
import { type LongConnection, openLongConnection } from "#platforms/lark/long-connection";
import type { ChatEvent } from "#ports/chat";
import { createEventKeeper } from "#usecases/delivery/keep-events";
import type { Program } from "./program.ts";

/** What is done with whatever Lark brings, by whichever way; null when Lark is not switched on. */
export function larkIntake(
  program: Program,
  metrics: Metrics,
  kept: HandleKeptDeps,
  wake: { readonly inbox: () => void; readonly outbox: () => void },
): LarkIntakeDeps | null {
  const platform = program.platforms.find(({ name }) => name === "lark");
  if (platform === undefined) return null;
  const keeper = createEventKeeper(program);
  return {
    ownId: platform.ownId,
    metrics,
    language: program.policy.language.default,
    log: program.log,
    keep: (event: ChatEvent) => keeper.keep({ key: event.key, event }),
    wake: (event) => (event.kind === "card-action" ? wake.outbox() : wake.inbox()),
    press: (event, isLate) => handleKept(kept, { key: event.key }, isLate),
  };
}

/** Null without the secrets that it is verified with: then nothing answers there. */
export function larkWebhook(
  { config: { lark }, clock }: Program,
  intake: LarkIntakeDeps | null,
): LarkWebhookDeps | null {
  return intake !== null && lark?.mode === "webhook" ? { ...intake, secrets: lark, clock } : null;
}

/**
 * Only who serves HTTP connects: it is the process that takes events in. A worker alone must not, or the presses that
 * Lark hands to one connection at random would wait behind its jobs.
 */
export function connectToLark(
  { config: { lark }, clock, log }: Program,
  intake: LarkIntakeDeps | null,
  onError: (error: Error) => void,
): LongConnection | null {
  if (intake === null || lark?.mode !== "websocket") return null;
  const take = createConnectionReceiver({ ...intake, appId: lark.appId, clock });
  const receive: typeof take = async (envelope) => {
    try {
      return await take(envelope);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };
  return openLongConnection(lark, { receive, log });
}
