import { loadPolicy } from "#policy/load";
import type { Policy } from "#policy/policy";
import type { Secrets } from "#ports/secrets";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import type { AwardDeps } from "#usecases/awards/deps";
import type { QualityDeps } from "#usecases/quality/deps";
import type { IdeaDeps } from "#usecases/recognition/deps";
import { createLookAlikeMemory } from "#usecases/recognition/look-alike-memory";
import type { TestStore } from "./stores.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** What the verbs of the quality round need, over a test's store, with the app `cli_test` on and a clock that stands. */
export async function qualityDeps(
  opened: TestStore,
  now: Date,
  change: (policy: Policy) => Policy = (policy) => policy,
): Promise<QualityDeps & IdeaDeps & AwardDeps & { readonly secrets: Secrets }> {
  const policy = change(await loadPolicy("standard"));
  return {
    store: opened.store,
    secrets: opened.secrets,
    clock: { ...systemClock, now: () => now },
    calendar: chineseCalendar(policy.calendar),
    policy,
    policyId: await opened.store.policies.keep(policy, opened.secrets.sha256(JSON.stringify(policy)), now),
    apps: [{ platform: "lark", appId: "cli_test" }],
    transcriptUrl: () => null,
    certificateFileUrl: (number, file) => `https://example.com/certificates/${number}.${file}`,
    certificateUrl: (number) => `https://example.com/certificates/${number}`,
    lookAlikes: createLookAlikeMemory(),
  };
}

/** The same on another day. */
export const on = <Deps extends QualityDeps>(deps: Deps, now: string): Deps => ({
  ...deps,
  clock: { ...systemClock, now: () => new Date(now) },
});
