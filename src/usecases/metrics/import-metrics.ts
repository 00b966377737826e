import { agentDirectory } from "#domain/agent-directory";
import { maskText } from "#domain/masking";
import { readMetricRow, type MetricRowContext, type ReadMetric } from "#domain/metric-row";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { localMonth } from "#domain/working-day";
import { metricFinder } from "#policy/metric-scale";
import type { Policy } from "#policy/policy";
import type { Clock } from "#ports/clock";
import type { ImportCounts } from "#ports/contacts";
import type { Store } from "#ports/store";

const KEPT_REJECTS = 1_000;
const BATCH_VALUES = 1_000;

export type ImportMetricsDeps = {
  readonly store: Store;
  readonly clock: Pick<Clock, "now">;
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
  const tally = { read: 0, imported: 0, updated: 0, duplicates: 0, rejectedCount: 0 };
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

function saveBatch({ store, clock }: ImportMetricsDeps, rows: readonly ReadMetric[]): Promise<ImportCounts> {
  return store.transaction((tx) => tx.metrics.save(rows, clock.now()));
}

function add(tally: { -readonly [Count in keyof ImportCounts]: number }, counts: ImportCounts): void {
  tally.imported += counts.imported;
  tally.updated += counts.updated;
  tally.duplicates += counts.duplicates;
}

async function keepRecord(
  { store, clock }: ImportMetricsDeps,
  source: string,
  tally: ImportCounts & { readonly read: number; readonly rejectedCount: number },
): Promise<void> {
  const { read, imported, updated, duplicates, rejectedCount } = tally;
  if (imported + updated === 0) return;
  const detail = { read, imported, updated, duplicates, rejected: rejectedCount };
  await store.audit.add([{ who: null, did: "import-metrics", what: maskText(source), detail }], clock.now());
}
