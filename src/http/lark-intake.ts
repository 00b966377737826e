import { problemToast, workingToast } from "#cards/toasts";
import type { Toast } from "#cards/card";
import type { Answer } from "#bot/bot";
import type { IsLate } from "#bot/handle-kept";
import { callbackAnswer } from "#platforms/lark/answer";
import type { WebhookReading } from "#platforms/lark/webhook";
import type { Language } from "#domain/local-text";
import type { CardActionEvent, ChatEvent, OwnId } from "#ports/chat";
import { createArrivals } from "./arrivals.ts";
import { createKnownLanguages, type KnownLanguages } from "./known-languages.ts";
import type { Metrics } from "./metrics.ts";
import { startPatience, type Patience } from "./patience.ts";

/** A press must be answered within 3 s; what takes longer than this follows as a patch. */
const PATIENCE_MILLISECONDS = 2_000;
const OWN_ID_PATIENCE_MILLISECONDS = 1_000;

export type LarkIntakeDeps = {
  readonly ownId: OwnId;
  readonly metrics: Metrics;
  /** Of a toast for somebody whose language is not known. */
  readonly language: Language;
  /** Keeps an event; false: it was known. */
  readonly keep: (event: ChatEvent) => Promise<boolean>;
  /** Wakes the worker for a kept event, or for what a press has put into the outbox. */
  readonly wake: (event: ChatEvent) => void;
  /** Writes into the outbox what the person must know when the answer is late. */
  readonly press: (event: CardActionEvent, isLate: IsLate) => Promise<Answer | null>;
  readonly log: { info(fields: object, words: string): void; error(fields: object, words: string): void };
};

/** What Lark is answered with: a status as of HTTP and JSON. */
export type LarkAnswer = { readonly status: 200 | 400 | 401 | 403; readonly body: string };

/**
 * What comes in, by whichever way: read, keep, answer. `read` verifies and parses; it may be asked a second time, when
 * our own id has been learnt. Rejects when an event could not be kept: it must not be answered as done.
 */
export type LarkIntake = (read: (ownId: string | null) => WebhookReading) => Promise<LarkAnswer>;

export function createLarkIntake(deps: LarkIntakeDeps): LarkIntake {
  const seenTypes = new Set<string>();
  const languages = createKnownLanguages(deps.language);
  const allArrived = createArrivals();
  return async (read) => {
    await allArrived();
    const first = read(deps.ownId.known());
    const isToReadAgain =
      mayMeanAnother(first) && deps.ownId.known() === null && (await isLearnt(deps.ownId));
    const reading = isToReadAgain ? read(deps.ownId.known()) : first;
    switch (reading.kind) {
      case "refused":
        deps.metrics.refused("lark", reading.reason);
        return { status: reading.status, body: JSON.stringify({ error: { code: reading.reason } }) };
      case "challenge":
        deps.metrics.event("lark", "challenge");
        return { status: 200, body: JSON.stringify({ challenge: reading.challenge }) };
      case "ignored":
        deps.metrics.event("lark", "ignored");
        noteIgnored(deps, seenTypes, reading.type);
        return { status: 200, body: "{}" };
      case "unreadable":
        deps.metrics.event("lark", "unreadable");
        deps.log.error({ type: reading.type, event: reading.key }, "an event that could not be read");
        return { status: 200, body: reading.isPress ? unreadablePress(deps) : "{}" };
      case "event":
        return { status: 200, body: await take(deps, languages, reading.event) };
    }
  };
}

/** Whether the one who is mentioned in a group is us can only be said with our own id. */
function mayMeanAnother(reading: WebhookReading): boolean {
  if (reading.kind !== "event" || reading.event.kind !== "message") return false;
  const { isGroup, isBotMentioned, mentions } = reading.event;
  return isGroup && (isBotMentioned || mentions.length > 0);
}

/** The first mention waits for it, but not so long that Lark would give the event up. */
async function isLearnt(ownId: OwnId): Promise<boolean> {
  const patience = startPatience(OWN_ID_PATIENCE_MILLISECONDS);
  try {
    await Promise.race([ownId.learn(), patience.isOver]);
    return ownId.known() !== null;
  } finally {
    patience.end();
  }
}

/** A type that we have no use for is logged once, however often it comes. */
function noteIgnored(deps: LarkIntakeDeps, seenTypes: Set<string>, type: string): void {
  if (seenTypes.has(type) || seenTypes.size > 1_000) return;
  seenTypes.add(type);
  deps.log.info({ type }, "an event type that is not handled");
}

/** @returns the body of the answer */
async function take(deps: LarkIntakeDeps, languages: KnownLanguages, event: ChatEvent): Promise<string> {
  if (event.kind === "card-action") {
    const spoken = { ...deps, language: languages.of(event.userId) };
    const answer = await answerPress(spoken, event);
    if (answer.card !== undefined) languages.note(event.userId, answer.card.language);
    return bodyOf(spoken, event, answer);
  }
  if (await keep(deps, event)) deps.wake(event);
  return "{}";
}

function unreadablePress({ language }: LarkIntakeDeps): string {
  return callbackAnswer({ toast: problemToast("bad-input", { what: "action" }, language) });
}

/** The work is done and stored by now: a card that cannot be drawn must not look like a failure of it. */
function bodyOf(deps: LarkIntakeDeps, event: CardActionEvent, answer: Answer): string {
  try {
    return callbackAnswer(answer);
  } catch (error) {
    deps.metrics.failed("answer");
    const name = error instanceof Error ? error.message : "unknown";
    deps.log.error({ event: event.key, error: name }, "a card could not be drawn for an answer");
    return callbackAnswer({ toast: answer.toast ?? problemToast("unavailable", {}, deps.language) });
  }
}

async function keep(deps: LarkIntakeDeps, event: ChatEvent): Promise<boolean> {
  const isNew = await deps.keep(event);
  deps.metrics.event("lark", isNew ? "kept" : "duplicate", event.kind);
  return isNew;
}

/** Its three seconds begin when it arrives: keeping it takes from them too. */
async function answerPress(deps: LarkIntakeDeps, event: CardActionEvent): Promise<Answer> {
  const startedAt = performance.now();
  const patience = startPatience(PATIENCE_MILLISECONDS);
  let isKept = false;
  const work = async (): Promise<Answer> => {
    if (!(await keep(deps, event))) return {};
    isKept = true;
    return pressKept(deps, event, patience);
  };
  const working = work();
  try {
    const first = await Promise.race([working, patience.isOver]);
    if (first !== "over") return first;
    working.catch((error: unknown) => {
      const name = error instanceof Error ? error.name : "unknown";
      deps.log.error({ event: event.key, error: name }, "a late press was not kept");
    });
    return { toast: lateToast(deps, isKept, patience) };
  } finally {
    patience.end();
    deps.metrics.press((performance.now() - startedAt) / 1000);
  }
}

async function pressKept(deps: LarkIntakeDeps, event: CardActionEvent, patience: Patience): Promise<Answer> {
  try {
    const answer = await deps.press(event, patience.isLate);
    return answer ?? { toast: problemToast("busy", {}, deps.language) };
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    deps.log.error({ event: event.key, error: name }, "a press failed and will be tried again");
    // It stays in the inbox and is tried again; who pressed hears that nothing is lost.
    return { toast: problemToast("unavailable", { kept: "yes" }, deps.language) };
  } finally {
    // What the use case wrote into the outbox goes out now.
    deps.wake(event);
  }
}

/** Nothing is promised that the outbox does not hold or will hold. */
function lateToast({ language }: LarkIntakeDeps, isKept: boolean, { wasCounted }: Patience): Toast {
  return isKept && !wasCounted()
    ? workingToast(language)
    : problemToast("unavailable", { kept: "unknown" }, language);
}
