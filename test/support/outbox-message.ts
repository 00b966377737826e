import type { OutboxMessage } from "#ports/delivery";
import { aCard } from "./builders.ts";

/** A message that has been taken for its first try. */
export function anOutboxMessage(change: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    id: "018f0000-0000-7000-8000-000000000000",
    key: "key",
    platform: "lark",
    appId: "cli_test",
    verb: "send",
    destination: { kind: "user", id: "ou_1" },
    personId: null,
    card: aCard("a card"),
    attempts: 1,
    createdAt: new Date("2026-11-20T01:59:00Z"),
    firstTriedAt: null,
    mayHaveArrivedAt: null,
    aboutMessageId: null,
    unreachableReason: null,
    wasUnreachable: false,
    ...change,
  };
}
