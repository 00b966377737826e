import type { z } from "zod";
import type { ContactFacts } from "#domain/contact";
import { AppError } from "#domain/error";
import type { Scorecard } from "#domain/scorecard";
import type { policySchema } from "./schema.ts";

type DeepReadonly<T> = T extends readonly (infer Entry)[]
  ? readonly DeepReadonly<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** A checked policy: plain data. Each setting is described where it is declared, in the schema. */
export type Policy = DeepReadonly<z.infer<typeof policySchema>>;

export type Scene = Policy["scenes"][number];

/** JSON with sorted keys and no spaces: equal policies give equal text, so its hash names the version. */
export function canonicalPolicy(policy: Policy): string {
  return JSON.stringify(policy, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}

/**
 * The scorecard of the first rule that fits. A fact that is not known fits no rule that asks for it.
 * @throws AppError `setting-missing` when no rule fits.
 */
export function scorecardFor(
  policy: Pick<Policy, "scorecards" | "scorecardRules" | "name">,
  facts: Pick<ContactFacts, "channel" | "direction" | "scene">,
): Scorecard {
  const rule = policy.scorecardRules.find(
    ({ channels, directions, scenes }) =>
      fits(facts.channel, channels) && fits(facts.direction, directions) && fits(facts.scene, scenes),
  );
  const scorecard = policy.scorecards.find(({ id }) => id === rule?.scorecard);
  if (scorecard !== undefined) return scorecard;
  throw new AppError(
    "setting-missing",
    `Policy ${policy.name} has no scorecard for this contact; add a rule to scorecardRules.`,
    {
      setting: "scorecardRules",
      channel: facts.channel ?? "",
      scene: facts.scene ?? "",
    },
  );
}

function fits(fact: string | null, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || (fact !== null && wanted.includes(fact));
}

/** The scene that a word of a file or message means: its id, one of its names or an alias, in any case. */
export function findScene(policy: Pick<Policy, "scenes">, word: string): Scene | null {
  const wanted = word.trim().toLowerCase();
  const words = (scene: Scene): string[] => [scene.id, scene.name.zh, scene.name.en, ...scene.aliases];
  return policy.scenes.find((scene) => words(scene).some((known) => known.toLowerCase() === wanted)) ?? null;
}
