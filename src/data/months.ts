import { firstDayOf, lastDayOf } from "#domain/month";
import type {
  FrozenMeasure,
  Held,
  IndicatorResult,
  MonthClose,
  MonthOutcome,
  MonthResult,
  MonthReview,
  MonthState,
  PartResult,
} from "#domain/month-result";
import type { MonthStore } from "#ports/months";
import type { PrismaHandle } from "./database.ts";
import type {
  MonthClose as CloseRow,
  MonthResult as ResultRow,
  MonthReview as ReviewRow,
} from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { asRows, type Sql } from "./sql.ts";

const STANDING = ["published", "final"];
/** So that one statement stays small enough to be sent, however many people there are. */
const ROWS_A_STATEMENT = 1_000;

const toClose = (row: CloseRow): MonthClose => ({
  ...row,
  state: row.state as MonthState,
  cause: row.cause as MonthClose["cause"],
});
const toReview = ({ closeId: _close, ...row }: ReviewRow): MonthReview => ({
  ...row,
  state: row.state as MonthReview["state"],
});

/** A row that stays small is stored where it is, uncompressed: what is null is not written, and is null again when read. */
const withoutNulls = (rows: readonly MonthResult[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (value === null ? undefined : value));
const NO_MEASURE = { value: null, count: null, target: null };
const NO_INDICATOR = { ...NO_MEASURE, targetFrom: null, score: null, source: null, why: null };
const NO_PART = { value: null, count: null, source: null, why: null };

type Stored<Whole, Absent> = Omit<Whole, keyof Absent> & Partial<Whole>;
type StoredPart = Stored<Omit<PartResult, "indicators">, typeof NO_PART> & {
  readonly indicators?: readonly Stored<IndicatorResult, typeof NO_INDICATOR>[];
};

const toPart = ({ indicators, ...part }: StoredPart): PartResult => ({
  ...NO_PART,
  ...part,
  ...(indicators !== undefined && { indicators: indicators.map((one) => ({ ...NO_INDICATOR, ...one })) }),
});

const toResult = ({ closeId: _close, ...row }: ResultRow): MonthResult => ({
  ...row,
  measures: (row.measures as unknown as Stored<FrozenMeasure, typeof NO_MEASURE>[]).map((measure) => ({
    ...NO_MEASURE,
    ...measure,
  })),
  parts: (row.parts as unknown as StoredPart[]).map(toPart),
  held: row.held as Held | null,
});

const RESULTS = `
  SELECT r."closeId", r."personId", r.team, r."reviewerId", r.presence, r.measures, r.parts, r.total, r.grade, r.factor,
    r.held, r."heldReason"
  FROM "MonthResult" r JOIN "Person" p ON p.id = r."personId"`;

const ADD_RESULTS = `
  INSERT INTO "MonthResult" ("closeId", "personId", team, "reviewerId", presence, measures, parts, total, grade, factor,
    held, "heldReason")
  SELECT $2::uuid, "personId", team, "reviewerId", presence, measures, parts, total, grade, factor, held, "heldReason"
  FROM jsonb_to_recordset($1::jsonb) AS r("personId" uuid, team text, "reviewerId" uuid, presence float8, measures jsonb,
    parts jsonb, total float8, grade text, factor float8, held text, "heldReason" text)`;

const HOLD = `
  UPDATE "MonthResult" r SET held = 'supervisor', "heldReason" = h.reason, total = NULL, grade = NULL, factor = NULL
  FROM jsonb_to_recordset($2::jsonb) AS h("personId" uuid, reason text)
  WHERE r."closeId" = $1::uuid AND r."personId" = h."personId"`;

const SAVE_REMARKS = `
  INSERT INTO "MonthRemark" ("closeId", "personId", "byId", text, "isHold", at)
  SELECT $1::uuid, "personId", "byId", text, "isHold", at
  FROM jsonb_to_recordset($2::jsonb) AS r("personId" uuid, "byId" uuid, text text, "isHold" boolean, at timestamptz)
  ON CONFLICT ("closeId", "personId") DO UPDATE
  SET "byId" = excluded."byId", text = excluded.text, "isHold" = excluded."isHold", at = excluded.at`;

export function monthStore(db: PrismaHandle, sql: Sql): MonthStore {
  const one = (row: CloseRow | null): MonthClose | null => (row === null ? null : toClose(row));
  const resultsOf = async (closeId: string): Promise<MonthResult[]> =>
    (
      await sql.query<ResultRow>(`${RESULTS} WHERE r."closeId" = $1::uuid ORDER BY p."employeeNo"`, closeId)
    ).map(toResult);
  const standing = async (month: string) =>
    one(await db.monthClose.findFirst({ where: { month, state: { in: STANDING } } }));
  return {
    lock: async (month) => {
      await sql.query(
        `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('month:' || $1, 0))) AS locked`,
        month,
      );
    },
    latest: async (month) =>
      one(await db.monthClose.findFirst({ where: { month }, orderBy: { version: "desc" } })),
    standing,
    version: async (id) => one(await db.monthClose.findUnique({ where: { id } })),
    versions: async (month) =>
      (await db.monthClose.findMany({ where: { month }, orderBy: { version: "asc" } })).map(toClose),
    draftsIssuedBefore: async (at) =>
      (
        await db.monthClose.findMany({
          where: { state: "draft", cardIssuedAt: { lt: at } },
          orderBy: { month: "asc" },
        })
      ).map(toClose),
    newestDraft: async () =>
      one(await db.monthClose.findFirst({ where: { state: "draft" }, orderBy: { month: "desc" } })),
    newestStanding: async () =>
      one(await db.monthClose.findFirst({ where: { state: { in: STANDING } }, orderBy: { month: "desc" } })),
    standingBetween: async (from, to) =>
      (
        await db.monthClose.findMany({
          where: { state: { in: STANDING }, month: { gte: from, lte: to } },
          orderBy: { month: "asc" },
        })
      ).map(toClose),
    publishedBefore: async (date) =>
      (
        await db.monthClose.findMany({
          where: { state: "published", appealUntil: { lt: date } },
          orderBy: { month: "asc" },
        })
      ).map(toClose),
    results: async (month) => {
      const close = await standing(month);
      return close === null ? [] : resultsOf(close.id);
    },
    resultsOf,
    resultsFor: async (closeId, reviewerId) =>
      (
        await sql.query<ResultRow>(
          `${RESULTS} WHERE r."closeId" = $1::uuid AND r."reviewerId" = $2::uuid ORDER BY p."employeeNo"`,
          closeId,
          reviewerId,
        )
      ).map(toResult),
    outcomes: (closeId) =>
      sql.query<MonthOutcome>(
        `SELECT r."personId", r.team, r."reviewerId", r.total, r.grade, r.factor, r.held, r."heldReason"
         FROM "MonthResult" r JOIN "Person" p ON p.id = r."personId"
         WHERE r."closeId" = $1::uuid ORDER BY p."employeeNo"`,
        closeId,
      ),
    isAnythingMeasured: async (month) => {
      const [row] = await sql.query<{ is: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM "Contact" WHERE "localDate" BETWEEN $1 AND $2)
           OR EXISTS (SELECT 1 FROM "PersonMetric" WHERE month = $3) AS is`,
        firstDayOf(month),
        lastDayOf(month),
        month,
      );
      return row?.is === true;
    },
    resultOf: async (closeId, personId) => {
      const row = await db.monthResult.findUnique({ where: { closeId_personId: { closeId, personId } } });
      return row === null ? null : toResult(row);
    },
    toldAt: async (month, personId) => {
      const first = await db.monthClose.findFirst({
        where: { month, publishedAt: { not: null }, results: { some: { personId, held: null } } },
        orderBy: { publishedAt: "asc" },
      });
      return first?.publishedAt ?? null;
    },
    ofPerson: async (personId, take) => {
      const rows = await db.monthResult.findMany({
        where: { personId, close: { state: { in: STANDING } } },
        include: { close: true },
        orderBy: { close: { month: "desc" } },
        take,
      });
      return rows.map(({ close, ...row }) => ({ close: toClose(close), result: toResult(row) }));
    },
    add: async (close, results, supervisorIds) => {
      await db.monthClose.create({ data: close });
      for (let from = 0; from < results.length; from += ROWS_A_STATEMENT)
        await sql.run(ADD_RESULTS, withoutNulls(results.slice(from, from + ROWS_A_STATEMENT)), close.id);
      await db.monthReview.createMany({
        data: supervisorIds.map((supervisorId) => ({ closeId: close.id, supervisorId })),
      });
    },
    change: async (id, data) => {
      await db.monthClose.update({ where: { id }, data });
    },
    hold: async (closeId, holds) => {
      if (holds.length > 0) await sql.run(HOLD, closeId, asRows(holds));
    },
    reviews: async (closeId) =>
      (await db.monthReview.findMany({ where: { closeId }, orderBy: { supervisorId: "asc" } })).map(toReview),
    changeReview: async (closeId, supervisorId, data) => {
      await db.monthReview.update({ where: { closeId_supervisorId: { closeId, supervisorId } }, data });
    },
    remarks: (closeId) =>
      sql.query(
        `SELECT m."personId", m."byId", m.text, m."isHold", m.at FROM "MonthRemark" m
         JOIN "Person" p ON p.id = m."personId" WHERE m."closeId" = $1::uuid ORDER BY p."employeeNo"`,
        closeId,
      ),
    saveRemarks: async (closeId, remarks) => {
      if (remarks.length > 0) await sql.run(SAVE_REMARKS, closeId, asRows(remarks));
    },
    requestCorrection: async (correction, requestedAt) => {
      const { count } = await db.monthCorrection.createMany({
        data: [{ id: newId(), ...correction, requestedAt }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    waitingCorrections: (month) =>
      db.monthCorrection.findMany({
        where: { appliedVersion: null, ...(month !== undefined && { month }) },
        select: { id: true, month: true, personId: true, cause: true },
        orderBy: { id: "asc" },
      }),
    markApplied: async (ids, appliedVersion) => {
      await db.monthCorrection.updateMany({ where: { id: { in: [...ids] } }, data: { appliedVersion } });
    },
  };
}
