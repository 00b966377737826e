import type { KillableTown } from "./killable-town.ts";

/** Everything that a day has left behind, a line for each thing, in an order that does not depend on when it came. */
export type DayState = readonly string[];

/** What was stored and what people can see, without ids and times. */
export async function stateOfDay(town: KillableTown): Promise<DayState> {
  const stored = await Promise.all([
    lines(town, "evaluation", EVALUATIONS),
    lines(town, "task", TASKS),
    lines(town, "audit", AUDIT),
    lines(town, "left in the outbox", LEFT_OUTBOX),
    lines(town, "left in the inbox", LEFT_INBOX),
  ]);
  const shown = town.emulator.lark.messages
    .list({ sender: "bot" })
    .map(({ receiver, content }) => `message to ${receiver}: ${comparable(JSON.stringify(content))}`);
  const { violations } = town.emulator.logs;
  const forbidden = violations().map(({ kind, detail }) => `violation ${kind}: ${detail}`);
  return [...stored.flat(), ...shown, ...forbidden].sort();
}

/** What stands in one of them only, or more often: `+` too much in `found`, `-` missing from it. */
export function differences(wanted: DayState, found: DayState): string[] {
  const counts = new Map<string, number>();
  for (const line of found) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of wanted) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => {
    if (count === 0) return [];
    return [`${count > 0 ? "+" : "-"} ${Math.abs(count)} × ${line}`];
  });
}

async function lines(town: KillableTown, what: string, sql: string): Promise<string[]> {
  const rows = await town.query<Record<string, unknown>>(sql);
  return rows.map((row) => `${what} ${JSON.stringify(row)}`);
}

/** Without ids, signatures and times of day; an agent's alias is made of the task's id. */
function comparable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/(http:\/\/xingping\.test\/contacts\/[^?"]*)\?[^")\\]*/g, "$1")
    .replace(/客服 [0-9A-F]{4}(?![0-9A-Za-z])/g, "客服 ALIAS")
    .replace(/\b\d{2}:\d{2}(:\d{2})?\b/g, "TIME");
}

const EVALUATIONS = `
  SELECT c."externalId" AS contact, s."employeeNo" AS scorer, e.revision, e."isCurrent", e.score, e."ruledScore",
    e."criticalFailures", e.items, e.evidence, e.comment
  FROM "Evaluation" e JOIN "Contact" c ON c.id = e."contactId" JOIN "Person" s ON s.id = e."scorerId"`;

const TASKS = `
  SELECT c."externalId" AS contact, s."employeeNo" AS scorer, t.position, t.state, t.revision, t."cardIssue"
  FROM "Task" t JOIN "Contact" c ON c.id = t."contactId" JOIN "Person" s ON s.id = t."scorerId"`;

const AUDIT = `
  SELECT a.did, coalesce(c."externalId", a.what) AS what, a.detail
  FROM "AuditEntry" a LEFT JOIN "Task" t ON t.id::text = a.what LEFT JOIN "Contact" c ON c.id = t."contactId"`;

const LEFT_OUTBOX = `SELECT key, state, "lastCode" FROM "OutboxMessage" WHERE state NOT IN ('sent', 'superseded')`;

const LEFT_INBOX = `SELECT kind, state, "lastError" FROM "InboxEvent" WHERE state <> 'handled'`;
