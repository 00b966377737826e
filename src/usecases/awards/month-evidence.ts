import type { Evidence } from "#domain/award-candidates";
import type { AwardPeriod, Span } from "#domain/award-period";
import type { Sample } from "#domain/effect";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import type { AwardSettings } from "./award-settings.ts";

/** What the published months of the period say: totals, and results against personal targets. */
export async function monthEvidence(
  _store: Store,
  _policy: Policy,
  _span: Span,
  _byTeam: ReadonlyMap<string, readonly Person[]> | null,
): Promise<Pick<Evidence, "totals" | "targets">> {
  return { totals: new Map(), targets: new Map() };
}

/** Whether a month of the period is still to be published that the award looks at. */
export async function isWaitedFor(
  _store: Store,
  _settings: AwardSettings,
  _period: AwardPeriod,
): Promise<boolean> {
  return false;
}

/** Who can be told apart. */
export function groupsOf(samples: ReadonlyMap<string, Sample>): ReadonlyMap<string, number> {
  return new Map([...samples.keys()].map((key) => [key, 1]));
}
