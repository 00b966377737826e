import type { Card } from "#cards/card";
import type { Turn } from "#domain/contact";
import type { Person } from "#domain/person";
import type { NewPointEntry } from "#domain/points";
import type { Task } from "#domain/task";
import type { CardActionEvent, MessageEvent } from "#ports/chat";
import type { IncomingContact } from "#ports/contacts";
import type { NewPerson } from "#ports/store";

/** Data for tests: valid on its own, with the fields that matter handed in. */
export function aPerson(change: Partial<NewPerson> & { employeeNo: string }): NewPerson {
  return {
    name: `客服${change.employeeNo}`,
    team: "一组",
    roles: ["agent"],
    level: null,
    hiredAt: null,
    email: null,
    mobile: null,
    managerNo: null,
    language: "zh",
    status: "active",
    ...change,
  };
}

export function someTurns(count: number): Turn[] {
  return Array.from({ length: count }, (_, place) => ({
    n: place + 1,
    role: place % 2 === 0 ? "customer" : "agent",
    at: null,
    text: place % 2 === 0 ? `请问订单第 ${place + 1} 步怎么办?` : `您好,第 ${place + 1} 步请点确认。`,
  }));
}

export function aContact(
  change: Partial<IncomingContact> & { externalId: string; agentId: string },
): IncomingContact {
  const turns = change.turns ?? someTurns(4);
  return {
    source: "test",
    channel: "chat",
    direction: "in",
    scene: "咨询",
    metrics: {},
    startedAt: new Date("2026-11-19T02:00:00Z"),
    endedAt: null,
    localDate: "2026-11-19",
    customer: null,
    ...change,
    turns,
    maskedTurns: change.maskedTurns ?? turns,
  };
}

export function aCard(title: string): Card {
  return { language: "zh", title, tone: "blue", summary: title, blocks: [{ kind: "text", lines: [title] }] };
}

export function aMessage(key: string, text = "帮助"): MessageEvent {
  return {
    kind: "message",
    platform: "lark",
    appId: "cli_test",
    key,
    at: new Date("2026-11-20T01:00:00Z"),
    userId: "ou_1",
    chatId: "oc_1",
    isGroup: false,
    messageId: `om_${key}`,
    text,
    isBotMentioned: false,
    mentions: [],
  };
}

export function aPress(key: string, messageId: string): CardActionEvent {
  return {
    kind: "card-action",
    platform: "lark",
    appId: "cli_test",
    key,
    at: new Date("2026-11-20T01:00:00Z"),
    userId: "ou_1",
    chatId: "oc_1",
    messageId,
    action: { do: "score.submit" },
    form: {},
  };
}

export function aTask(
  change: Partial<Task> & Pick<Task, "id" | "contactId" | "agentId" | "scorerId" | "policyId">,
): Task {
  const at = new Date("2026-11-20T01:10:00Z");
  return {
    drawId: null,
    scorecardId: "hotline",
    mark: "random",
    localDate: "2026-11-20",
    position: 1,
    state: "open",
    revision: 0,
    dueAt: new Date("2026-11-20T10:00:00Z"),
    closedAt: null,
    closedReason: null,
    cardIssue: 1,
    cardIssuedAt: at,
    ...change,
  };
}

let causes = 0;

/** A row of the points ledger with a cause of its own. */
export function givePoints(person: Pick<Person, "id">, amount: number, at: Date): NewPointEntry {
  causes += 1;
  const cause = `test:${process.pid}:${causes}`;
  return {
    personId: person.id,
    amount,
    kind: "idea-adopted",
    cause,
    refersToId: null,
    ideaNumber: null,
    itemId: null,
    at,
  };
}
