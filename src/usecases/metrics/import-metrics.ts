import { agentDirectory } from "#domain/agent-directory";
import { maskText } from "#domain/masking";
import { readMetricRow, type MetricRowContext, type ReadMetric } from "#domain/metric-row";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { groupBy } from "#domain/group-by";
import { type LocalMonth, localMonth } from "#domain/working-day";
import { metricFinder } from "#policy/metric-scale";
import type { Policy } from "#policy/policy";
import type { Clock } from "#ports/clock";
import type { ImportCounts } from "#ports/contacts";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";

const KEPT_REJECTS = 1_000;
const BATCH_VALUES = 1_000;

export type ImportMetricsDeps = {
  readonly store: Store;
  readonly clock: Pick<Clock, "now">;
  readonly secrets: Pick<Secrets, "newId">;
  readonly policy: Pick<Policy, "zone" | "indicators" | "terms">;
};

export type ImportMetricsInput = {
  readonly rows: AsyncIterable<SourceRow> | Iterable<SourceRow>;
  /** The source of rows that name none. */
  readonly source: string;
  readonly onRejected?: (rejected: RejectedRow, row: SourceRow) => Promise<void>;
  /** Told after each batch how many rows were read so far. */
  readonly onProgress?: (rowsRead: number) => void;
};

/** `read` and `rejected` count rows; the others count values, of which a wide row has several. */
export type MetricImport = ImportCounts & {
  readonly read: number;
  readonly rejectedCount: number;
  /** The first 1,000. */
  readonly rejected: readonly RejectedRow[];
  /** Results of published months that are derived again because of it. */
  readonly corrections: number;
};

/**
 * Takes in what is right and says of the rest why not. Each batch is one transaction, so an import that breaks off
 * can simply be run again: nothing comes in twice.
 */
export async function importMetrics(
  deps: ImportMetricsDeps,
  input: ImportMetricsInput,
): Promise<MetricImport> {
  const context = await contextOf(deps, input.source);
  const tally = { read: 0, imported: 0, updated: 0, duplicates: 0, rejectedCount: 0, corrections: 0 };
  const rejected: RejectedRow[] = [];
  let waiting: ReadMetric[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) add(tally, await saveBatch(deps, waiting));
    waiting = [];
    input.onProgress?.(tally.read);
  };
  for await (const row of input.rows) {
    tally.read += 1;
    const reading = row.fault === undefined ? readMetricRow(row.row, context) : { faults: [row.fault] };
    if ("value" in reading) waiting.push(...reading.value);
    else {
      const refusal = { line: row.line, reason: reading.faults.join("; ") };
      tally.rejectedCount += 1;
      if (rejected.length < KEPT_REJECTS) rejected.push(refusal);
      await input.onRejected?.(refusal, row);
    }
    if (waiting.length >= BATCH_VALUES) await flush();
  }
  await flush();
  await keepRecord(deps, input.source, tally);
  return { ...tally, rejected };
}

async function contextOf(
  { store, clock, policy }: ImportMetricsDeps,
  source: string,
): Promise<MetricRowContext> {
  return {
    people: agentDirectory(await store.people.all()),
    find: metricFinder(policy),
    currentMonth: localMonth(clock.now(), policy.zone),
    source,
    mask: maskText,
  };
}

type Counts = ImportCounts & Pick<MetricImport, "corrections">;

function saveBatch(
  { store, clock, secrets }: ImportMetricsDeps,
  rows: readonly ReadMetric[],
): Promise<Counts> {
  const now = clock.now();
  // Each batch asks anew: the corrections of an earlier one may be made already.
  const batch = secrets.newId();
  return store.transaction(async (tx) => {
    const { changed, ...counts } = await tx.metrics.save(rows, now);
    let corrections = 0;
    for (const [month, those] of [...groupBy(changed, (one) => one.month)].sort()) {
      const people = await toCorrect(tx, month, new Set(those.map(({ personId }) => personId)));
      const cause = (personId: string): string => `import:${batch}:${month}:${personId}`;
      const asked = people.map((personId) => ({ month, personId, cause: cause(personId) }));
      corrections += await tx.months.requestCorrections(asked, now);
    }
    return { ...counts, corrections };
  });
}

/**
 * Whose published result no longer says what is stored. A draft is closed again by the manager, and what is final only a
 * ruling or a release changes. The lock keeps a month from being published meanwhile without these values.
 */
async function toCorrect(
  tx: Store,
  month: LocalMonth,
  touched: ReadonlySet<string>,
): Promise<readonly string[]> {
  await tx.months.lock(month);
  const standing = await tx.months.standing(month);
  if (standing?.state !== "published") return [];
  const outcomes = await tx.months.outcomes(standing.id);
  return outcomes.flatMap(({ personId }) => (touched.has(personId) ? [personId] : []));
}

function add(tally: { -readonly [Count in keyof Counts]: number }, counts: Counts): void {
  tally.imported += counts.imported;
  tally.updated += counts.updated;
  tally.duplicates += counts.duplicates;
  tally.corrections += counts.corrections;
}

async function keepRecord(
  { store, clock }: ImportMetricsDeps,
  source: string,
  tally: Counts & { readonly read: number; readonly rejectedCount: number },
): Promise<void> {
  const { read, imported, updated, duplicates, rejectedCount, corrections } = tally;
  if (imported + updated === 0) return;
  const detail = { read, imported, updated, duplicates, rejected: rejectedCount, corrections };
  await store.audit.add([{ who: null, did: "import-metrics", what: maskText(source), detail }], clock.now());
}
