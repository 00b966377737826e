import { NUMBER_METRICS, YES_NO_METRICS } from "#domain/contact";
import type { ExportName } from "#domain/export-columns";
import type { ExportMonth } from "#ports/export-source";
import type { SqlValue } from "./sql.ts";

/** Makes a parameter of the statement and answers its place (`$1`). */
type Parameter = (value: SqlValue) => string;

export type ExportQuery = {
  /** Select list: an expression for each column of the export, named as it is. No star: a migration may add columns. */
  readonly columns: string;
  readonly from: string;
  /** Unique and indexed; ids grow with time, so this is the order in which rows came in. */
  readonly key: string;
  readonly keyType: "uuid" | "text" | "bigint";
  /** Of a key made of several columns: how the index orders them, and what lies behind a key. */
  readonly paging?: { readonly order: string; readonly behind: (cursor: string) => string };
  /** The condition that a row belongs to the month; null for what has none. */
  readonly month: ((month: ExportMonth, parameter: Parameter) => string) | null;
};

const employeeNo = (personId: string): string => `(SELECT "employeeNo" FROM "Person" WHERE id = ${personId})`;
const identity = (platform: string): string =>
  `(SELECT i."platformUserId" FROM "Identity" i WHERE i."personId" = p.id AND i.platform = '${platform}'
    ORDER BY i."createdAt" DESC LIMIT 1)`;
const metrics = [...NUMBER_METRICS, ...YES_NO_METRICS].map((name) => `c.metrics -> '${name}' AS "${name}"`);

/** Of one part of a month's result. */
const part = (id: string, what = "value"): string =>
  `(SELECT (p -> '${what}')::float8 FROM jsonb_array_elements(r.parts) AS p
    WHERE p ->> 'id' = '${id}' AND p -> '${what}' <> 'null'::jsonb)`;

const onLocalDate =
  (column: string): NonNullable<ExportQuery["month"]> =>
  ({ month }, parameter) =>
    `${column} BETWEEN ${parameter(`${month}-01`)} AND ${parameter(`${month}-31`)}`;
const atInstant =
  (column: string): NonNullable<ExportQuery["month"]> =>
  ({ from, to }, parameter) =>
    `${column} >= ${parameter(from)}::timestamptz AND ${column} < ${parameter(to)}::timestamptz`;

/** The month in which an award's period ends, as in the domain's `spanOf`; null for an idea, which has no days. */
const AWARD_MONTH = String.raw`CASE
    WHEN a.period ~ '^\d{4}-\d{2}$' THEN a.period
    WHEN a.period ~ '^\d{4}Q[1-4]$' THEN left(a.period, 4) || '-' || lpad((right(a.period, 1)::int * 3)::text, 2, '0')
    WHEN a.period ~ '^\d{4}H[12]$' THEN left(a.period, 4) || '-' || lpad((right(a.period, 1)::int * 6)::text, 2, '0')
    WHEN a.period ~ '^\d{4}-W\d{2}$' THEN to_char(to_date(a.period, 'IYYY-"W"IW') + 6, 'YYYY-MM')
    WHEN a.period ~ '^\d{4}$' THEN a.period || '-12' END`;

/** How each export is read. The columns themselves are declared with the export. */
export const EXPORT_QUERIES: Readonly<Record<ExportName, ExportQuery>> = {
  people: {
    columns: `p."employeeNo", p.name, p.team, p.roles, p.level, p."hiredAt", p.email, p.mobile, p.language, p.status,
      p."managerNo" AS manager, ${identity("lark")} AS "larkOpenId",
      ${identity("wecom")} AS "wecomUserId"`,
    from: `"Person" p`,
    key: `p."employeeNo"`,
    keyType: "text",
    month: null,
  },
  contacts: {
    columns: `c.id::text, c.source, c."externalId", c."localDate", c."startedAt", c."endedAt", c.channel, c.direction,
      c.scene, ${employeeNo('c."agentId"')} AS agent, c."turnCount", c."drawnAt", ${metrics.join(", ")},
      (SELECT string_agg(concat(t ->> 'n', ' ', t ->> 'role', ': ', t ->> 'text'), E'\\n' ORDER BY place)
       FROM jsonb_array_elements(c."maskedTurns") WITH ORDINALITY AS turns(t, place)) AS conversation`,
    from: `"Contact" c`,
    key: "c.id",
    keyType: "uuid",
    month: onLocalDate(`c."localDate"`),
  },
  draws: {
    columns: `d.id, d."localDate", d."policyId", d.generator, d."generatorVersion", d."seedHash", d.seed,
      d."committedAt", d."drawnAt", d."frameHash", jsonb_array_length(d.selected) AS "selectedCount",
      jsonb_array_length(d.unassigned) AS "unassignedCount",
      (SELECT coalesce(sum(cardinality(f."contactIds")), 0)::int FROM "DrawFrame" f
       WHERE f."drawId" = d.id) AS "frameSize"`,
    from: `"Draw" d`,
    key: "d.id",
    keyType: "text",
    month: onLocalDate(`d."localDate"`),
  },
  tasks: {
    columns: `t.id, t."drawId", t."localDate", t."contactId", t."scorecardId", t."policyId", t.mark, t.position,
      t.state, t.revision, t."createdAt", t."dueAt", t."closedAt", t."closedReason",
      ${employeeNo('t."agentId"')} AS agent, ${employeeNo('t."scorerId"')} AS scorer,
      (SELECT count(*)::int FROM "TaskMove" m WHERE m."taskId" = t.id) AS "handOvers"`,
    from: `"Task" t`,
    key: "t.id",
    keyType: "uuid",
    month: onLocalDate(`t."localDate"`),
  },
  evaluations: {
    columns: `e.id, e."taskId", e.revision, e."isCurrent", e."localDate", e."contactId", e.mark, e."scorecardId",
      e."scorecardVersion", e."policyId", e.score, e."ruledScore", e."criticalFailures", e.evidence, e.comment,
      e."scoredAt", ${employeeNo('e."agentId"')} AS agent, ${employeeNo('e."scorerId"')} AS scorer,
      (SELECT string_agg(concat(i ->> 'itemId', '=', i ->> 'rating'), '|' ORDER BY place)
       FROM jsonb_array_elements(e.items) WITH ORDINALITY AS items(i, place)) AS ratings,
      (SELECT a.number FROM "Appeal" a WHERE a."ruledEvaluationId" = e.id) AS appeal`,
    from: `"Evaluation" e`,
    key: "e.id",
    keyType: "uuid",
    month: onLocalDate(`e."localDate"`),
  },
  nominations: {
    columns: `n.id, n.at, n.period, n.award, ${employeeNo('n."nominatorId"')} AS nominator,
      ${employeeNo('n."nomineeId"')} AS nominee, n.reason, n.principles, n."evidenceContactId", n.state, n."policyId"`,
    from: `"Nomination" n`,
    key: "n.id",
    keyType: "uuid",
    month: ({ month }, parameter) => `n.period = ${parameter(month)}`,
  },
  // One row for each winner, and one for a decision that has none.
  awards: {
    columns: `a.id, a.award, a.period, a.state, a."announceBy", a."shortlistedAt",
      ${employeeNo('a."decidedById"')} AS "decidedBy", a."decidedAt", a.reason, a.praise,
      ${employeeNo('a."postedById"')} AS "postedBy", a."postedAt", a."groupCount" AS groups,
      ${employeeNo('w."personId"')} AS winner, w.team, w."ideaNumber" AS idea, w."certificateNumber", w.facts,
      w."amountFen" / 100.0::float8 AS "amountYuan", ${employeeNo('w."paidMarkedById"')} AS "paidMarkedBy",
      w."paidMarkedAt", a."policyId"`,
    from: `"Award" a LEFT JOIN "AwardWinner" w ON w."awardId" = a.id`,
    key: "coalesce(w.id, a.id)",
    keyType: "uuid",
    month: (month, parameter) =>
      `(${AWARD_MONTH} = ${parameter(month.month)} OR a.period LIKE '#%' AND ${atInstant(`a."shortlistedAt"`)(month, parameter)})`,
  },
  ideas: {
    columns: `i.number, i.id, i."createdAt", ${employeeNo('i."authorId"')} AS author, i.text, i.links, i.category,
      i.state, ${employeeNo('i."reviewerId"')} AS reviewer, ${employeeNo('i."escalatedToId"')} AS "escalatedTo",
      (SELECT count(*)::int FROM "IdeaSupport" s WHERE s."ideaId" = i.id) AS supporters,
      (SELECT m.number FROM "Idea" m WHERE m.id = i."mergedIntoId") AS "mergedInto", i.metric, i.scope,
      i."adoptedOn", i."startedOn", i."implementedOn", i.effect ->> 'finding' AS finding, i.verdict,
      i."awardReadyAt", i."closedAt", i."policyId"`,
    from: `"Idea" i`,
    key: "i.id",
    keyType: "uuid",
    month: atInstant(`i."createdAt"`),
  },
  appeals: {
    columns: `a.number, a.id, a."filedAt", a.about, ${employeeNo('a."agentId"')} AS agent,
      ${employeeNo('a."scorerId"')} AS scorer, a."evaluationId", a.month, coalesce(a."itemId", a.metric) AS item,
      a.given, a.proposed, a.reason, a.state, a.level,
      (SELECT f.number FROM "Appeal" f WHERE f.id = a."firstId") AS "secondHearingOf",
      ${employeeNo('a."judgeId"')} AS judge, a."windowUntil", a."answerBy", a."escalatedAt", a.ruling,
      a."ruledValue", a."rulingReason", ${employeeNo('a."ruledById"')} AS "ruledBy", a."ruledAt", a."workingDays",
      a."ruledEvaluationId", a."policyId"`,
    from: `"Appeal" a`,
    key: "a.id",
    keyType: "uuid",
    month: onLocalDate(`a."filedOn"`),
  },
  points: {
    columns: `e.id, e.at, ${employeeNo('e."personId"')} AS person, e.amount, e.kind, e."ideaNumber" AS idea,
      e."itemId" AS item, e.cause, e."refersToId" AS "refersTo"`,
    from: `"PointEntry" e`,
    key: "e.id",
    keyType: "uuid",
    month: atInstant("e.at"),
  },
  months: {
    columns: `r."closeId"::text || ':' || r."personId"::text AS id, m.month, m.version, m.state,
      ${employeeNo('r."personId"')} AS person, r.team, r.presence, ${part("knowledge")} AS knowledge,
      ${part("skill")} AS skill, ${part("skill", "count")} AS "skillCount", ${part("attitude")} AS attitude,
      ${part("performance")} AS performance, r.total, r.grade, r.factor, r.held, r."heldReason",
      r.parts::text AS parts, r.measures::text AS measures,
      m."frozenAt", m."publishedAt", m."appealUntil", m."finalAt", ${employeeNo('m."closedById"')} AS "closedBy",
      ${employeeNo('m."publishedById"')} AS "publishedBy", m.cause, m."policyId"`,
    from: `"MonthResult" r JOIN "MonthClose" m ON m.id = r."closeId"`,
    key: `(r."closeId"::text || ':' || r."personId"::text)`,
    keyType: "text",
    paging: {
      order: `r."closeId", r."personId"`,
      behind: (cursor) =>
        `(r."closeId", r."personId") > (split_part(${cursor}, ':', 1)::uuid, split_part(${cursor}, ':', 2)::uuid)`,
    },
    month: ({ month }, parameter) => `m.month = ${parameter(month)}`,
  },
  audit: {
    columns: `a.id, a.at, ${employeeNo('a."whoId"')} AS who, a.did, a.what, a.detail`,
    from: `"AuditEntry" a`,
    key: "a.id",
    keyType: "bigint",
    month: atInstant("a.at"),
  },
  outbox: {
    columns: `o.id, o.key, o.platform, o.verb, o."destinationKind", o."destinationId", o.state, o.attempts,
      o."createdAt", o."dueAt", o."firstTriedAt", o."lastTriedAt", o."doneAt", o."platformMessageId", o."lastCode",
      o."lastReason", ${employeeNo('o."personId"')} AS person`,
    from: `"OutboxMessage" o`,
    key: "o.id",
    keyType: "uuid",
    month: atInstant(`o."createdAt"`),
  },
};
