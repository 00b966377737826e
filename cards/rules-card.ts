import type { Language, LocalText } from "#domain/local-text";
import type { Card, Line, PanelBlock } from "./card.ts";
import { formatClause } from "./format.ts";
import { RULES_PHRASES, RULES_WORDS } from "./rules-words.ts";
import { speak } from "./words.ts";

/** One rule with the clause that it comes from; `source` as the policy writes it. */
export type RuleLine = { readonly name: LocalText; readonly says: LocalText; readonly source: string };
export type RuleGroup = { readonly title: LocalText; readonly rules: readonly RuleLine[] };

export type RulesCardFacts = {
  readonly language: Language;
  readonly policyTitle: LocalText;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly groups: readonly RuleGroup[];
};

/** Every rule by which people are scored, graded and rewarded, each with its clause. */
export function rulesCard(facts: RulesCardFacts): Card {
  const { language, groups } = facts;
  const say = speak(language);
  const title = say(RULES_WORDS.rules);
  return {
    language,
    title,
    subtitle: say(facts.policyTitle),
    tone: "blue",
    summary: `${title} · ${say(facts.policyTitle)}`,
    blocks: [
      {
        kind: "fields",
        fields: [
          { label: say(RULES_WORDS.version), value: facts.version },
          { label: say(RULES_WORDS.effective), value: facts.effectiveFrom },
        ],
      },
      ...groups
        .filter(({ rules }) => rules.length > 0)
        .map((group, place) => panelOf(group, language, place === 0)),
      { kind: "text", size: "small", lines: [say(RULES_WORDS.ours)] },
    ],
  };
}

function panelOf({ title, rules }: RuleGroup, language: Language, open: boolean): PanelBlock {
  const say = speak(language);
  const lines = rules.map(({ name, says, source }): Line => [
    { text: `${say(name)}  `, bold: true },
    { text: say(says) },
    { text: say(RULES_PHRASES.clause(formatClause(source, language))), tone: "muted" },
  ]);
  return { kind: "panel", title: say(title), open, blocks: [{ kind: "text", lines }] };
}
