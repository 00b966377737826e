import type { Evidence } from "#domain/award-candidates";
import type { Span } from "#domain/award-period";
import type { Sample } from "#domain/effect";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

/** What the published months of the period say: totals, and results against personal targets. */
export async function monthEvidence(
  _store: Store,
  _policy: Policy,
  _span: Span,
  _byTeam: ReadonlyMap<string, readonly Person[]> | null,
): Promise<Pick<Evidence, "totals" | "targets">> {
  return { totals: new Map(), targets: new Map() };
}

/** Who can be told apart. */
export function groupsOf(samples: ReadonlyMap<string, Sample>): ReadonlyMap<string, number> {
  return new Map([...samples.keys()].map((key) => [key, 1]));
}
