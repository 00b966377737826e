import { Hono } from "hono";
import { problemToast, workingToast } from "#cards/toasts";
import type { Answer } from "#bot/bot";
import type { HandleMode } from "#bot/handle-kept";
import { callbackAnswer } from "#platforms/lark/answer";
import { prepareLark, readWebhook, type LarkSecrets } from "#platforms/lark/webhook";
import type { Language } from "#domain/local-text";
import type { CardActionEvent, ChatEvent } from "#ports/chat";
import type { Clock } from "#ports/clock";
import { readLimitedBody } from "./limited-body.ts";
import type { Metrics } from "./metrics.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const JSON_ANSWER = { headers: { "content-type": "application/json" } };
/** A press must be answered within 3 s; what takes longer than this follows as a patch. */
const PATIENCE_MILLISECONDS = 2_000;

export type LarkWebhookDeps = {
  readonly secrets: LarkSecrets;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Of a toast for somebody whose language is not looked up. */
  readonly language: Language;
  /** Keeps an event; false: it was known. */
  readonly keep: (event: ChatEvent) => Promise<boolean>;
  /** Wakes the worker for a kept event, or for what a press has put into the outbox. */
  readonly wake: (event: ChatEvent) => void;
  readonly press: (event: CardActionEvent, mode: HandleMode) => Promise<Answer | null>;
  /** For an answer that came when nobody waited any more. */
  readonly sendLate: (event: CardActionEvent, answer: Answer) => Promise<void>;
  readonly log: { info(fields: object, words: string): void; error(fields: object, words: string): void };
};

/** `POST /webhooks/lark`: verify, parse, keep, answer. Nothing is decided here. */
export function createLarkWebhook(deps: LarkWebhookDeps): Hono {
  const lark = prepareLark(deps.secrets);
  const seenTypes = new Set<string>();
  const app = new Hono();

  app.post("/", async (c) => {
    const rawBody = await readLimitedBody(c, MAX_BODY_BYTES);
    if (rawBody === null) {
      deps.metrics.refused("lark", "too-large");
      return c.json({ error: { code: "too-large", message: "A webhook body has at most 1 MB." } }, 413);
    }
    const reading = readWebhook(lark, {
      rawBody,
      header: (name) => c.req.header(name),
      now: deps.clock.now(),
    });
    switch (reading.kind) {
      case "refused":
        deps.metrics.refused("lark", reading.reason);
        return c.json({ error: { code: reading.reason } }, reading.status);
      case "challenge":
        deps.metrics.event("lark", "challenge");
        return c.json({ challenge: reading.challenge });
      case "ignored":
        deps.metrics.event("lark", "ignored");
        noteIgnored(deps, seenTypes, reading.type);
        return c.json({});
      case "event":
        // Not c.body(): it makes a Headers object, a tenth of the whole request.
        return new Response(await take(deps, reading.event), JSON_ANSWER);
    }
  });
  return app;
}

/** A type that we have no use for is logged once, however often it comes. */
function noteIgnored(deps: LarkWebhookDeps, seenTypes: Set<string>, type: string): void {
  if (seenTypes.has(type) || seenTypes.size > 1_000) return;
  seenTypes.add(type);
  deps.log.info({ type }, "an event type that is not handled");
}

/** @returns the body of the answer */
async function take(deps: LarkWebhookDeps, event: ChatEvent): Promise<string> {
  const startedAt = performance.now();
  const isNew = await deps.keep(event);
  deps.metrics.event("lark", isNew ? "kept" : "duplicate");
  if (!isNew) return "{}";
  if (event.kind !== "card-action") {
    deps.wake(event);
    return "{}";
  }
  const answer = await answerInTime(deps, event);
  deps.metrics.press((performance.now() - startedAt) / 1000);
  return callbackAnswer(answer);
}

async function answerInTime(deps: LarkWebhookDeps, event: CardActionEvent): Promise<Answer> {
  const language = deps.language;
  const work = deps.press(event, "inline");
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), PATIENCE_MILLISECONDS);
  });
  try {
    const first = await Promise.race([work, patience]);
    if (first !== "late") return first ?? { toast: problemToast("busy", {}, language) };
    void followUp(deps, event, work);
    return { toast: workingToast(language) };
  } catch {
    // It stays in the inbox and is tried again; who pressed hears that nothing is lost.
    deps.wake(event);
    return { toast: problemToast("unavailable", {}, language) };
  } finally {
    clearTimeout(timer);
    // What the use case wrote into the outbox goes out now.
    deps.wake(event);
  }
}

async function followUp(
  deps: LarkWebhookDeps,
  event: CardActionEvent,
  work: Promise<Answer | null>,
): Promise<void> {
  try {
    const answer = await work;
    if (answer !== null) await deps.sendLate(event, answer);
  } catch (error) {
    deps.log.error(
      { event: event.key, error: error instanceof Error ? error.name : "unknown" },
      "a late press failed",
    );
  } finally {
    deps.wake(event);
  }
}
