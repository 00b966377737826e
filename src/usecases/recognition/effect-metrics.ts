import { localDate } from "#domain/working-day";
import { addMonths, firstDayOf } from "#domain/month";
import type { Indicator } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import type { RecognitionDeps } from "./deps.ts";

/** An indicator that nobody has imported for so long is not in use. */
const IMPORTED_WITHIN_MONTHS = 12;

/**
 * By what an effect can be looked at: what contacts and evaluations measure, and of what only files bring whatever
 * they have brought lately.
 */
export async function effectMetrics(
  { store, clock }: Pick<RecognitionDeps, "store" | "clock">,
  { indicators, zone }: Policy,
): Promise<readonly Indicator[]> {
  const enabled = indicators.filter((indicator) => indicator.enabled);
  const today = localDate(clock.now(), zone);
  const imports = enabled.filter(({ basis }) => basis.from === "import");
  const measured = await store.metrics.measure({
    from: firstDayOf(addMonths(today.slice(0, 7), -IMPORTED_WITHIN_MONTHS)),
    to: today,
    indicators: imports,
  });
  const told = new Set(measured.map(({ metric }) => metric));
  return enabled.filter(({ id, basis }) => basis.from !== "import" || told.has(id));
}
