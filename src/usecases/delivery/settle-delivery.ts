import type { ChatPlatform, Delivery, DeliveryProblem } from "#ports/chat";
import type { OutboxMessage, OutboxOutcome } from "#ports/delivery";

/** So long after its first try a message is given up and shown to the administrator. */
const GIVE_UP_MILLISECONDS = 24 * 3_600_000;
const FIRST_RETRY_MILLISECONDS = 1_000;
const LONGEST_RETRY_MILLISECONDS = 10 * 60_000;
/** The platform's memory for repeated sends is used up to this share of its length. */
const DEDUPE_SHARE = 0.9;

/** Whether repeating this message could show it twice: it may have arrived, and the platform no longer remembers. */
export function isUncertain(message: OutboxMessage, platform: ChatPlatform, now: Date): boolean {
  if (message.verb === "patch" || message.mayHaveArrivedAt === null) return false;
  const ageSeconds = (now.getTime() - message.mayHaveArrivedAt.getTime()) / 1000;
  return ageSeconds > platform.dedupeSeconds * DEDUPE_SHARE;
}

/** What becomes of a message after a try. `chance` is uniform in [0, 1): many messages must not come back together. */
export function outcomeOf(
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
  chance: number,
): OutboxOutcome {
  const { id, attempts } = message;
  if (delivery.delivered) {
    return {
      id,
      attempts,
      state: "sent",
      platformMessageId: delivery.messageId,
      platformChatId: delivery.chatId,
    };
  }
  const { problem } = delivery;
  const said = { id, attempts, code: problem.code, reason: problem.reason };
  switch (problem.kind) {
    case "unreachable":
      return { ...said, state: "unreachable" };
    case "refused":
      return { ...said, state: "dead" };
    case "retry":
    case "unknown":
      if (now.getTime() - (message.firstTriedAt ?? now).getTime() > GIVE_UP_MILLISECONDS)
        return { ...said, state: "dead" };
      return {
        ...said,
        state: "waiting",
        dueAt: new Date(now.getTime() + retryMilliseconds(message.attempts, problem, chance)),
        mayHaveArrived: problem.kind === "unknown",
      };
  }
}

function retryMilliseconds(attempts: number, problem: DeliveryProblem, chance: number): number {
  const asked = problem.kind === "retry" && problem.afterSeconds !== null ? problem.afterSeconds * 1000 : 0;
  const doubled = Math.min(
    LONGEST_RETRY_MILLISECONDS,
    FIRST_RETRY_MILLISECONDS * 2 ** Math.min(attempts - 1, 20),
  );
  return asked + doubled * (0.5 + chance / 2);
}
