import type { Card } from "#cards/card";
import { rulesCard } from "#cards/rules-card";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import { ruleGroups } from "./rule-groups.ts";

/** The policy in force, for everybody to read (公开): what counts how much, and by which clause. */
export function showRules(deps: { readonly policy: Policy }, input: { readonly reader: Person }): Card {
  const { title, version, effectiveFrom } = deps.policy;
  return rulesCard({
    language: input.reader.language,
    policyTitle: title,
    version,
    effectiveFrom,
    groups: ruleGroups(deps.policy),
  });
}
