import type { Effect, Measured } from "#domain/effect";
import type { Estimate } from "#domain/intervals";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Block } from "./card.ts";
import { FINDING_WORDS, IDEA_PHRASES, IDEA_WORDS } from "./idea-words.ts";
import { speak } from "./words.ts";

export type ShownMetric = {
  readonly name: LocalText;
  readonly unit: "percent" | "seconds" | "points" | "per-1000" | "count" | "yuan";
  /** A share is kept as 0 to 1; everything else stands as it was measured. */
  readonly isShare: boolean;
  readonly band: { readonly from: number; readonly to: number } | null;
};

/** Before and after with intervals and counts, and what they say. */
export function effectBlocks(language: Language, effect: Effect, metric: ShownMetric): Block[] {
  const say = speak(language);
  const value = (number: number): string => shown(number, metric);
  const measured = ({ value: mean, low, high, n }: Measured): string =>
    say(IDEA_PHRASES.measured(value(mean), value(low), value(high), n));
  const estimated = ({ value: mean, low, high }: Estimate): string =>
    say(IDEA_PHRASES.estimated(signed(mean, value), signed(low, value), signed(high, value)));
  const { before, after, change, beyondOthers, others } = effect;
  const field = (label: LocalText, text: string | null) =>
    text === null ? [] : [{ label: say(label), value: text }];
  const small = [
    ...(effect.finding === "not-computable" ? [] : [say(IDEA_PHRASES.window(effect.days))]),
    ...(metric.band === null ? [] : [say(IDEA_PHRASES.effectAgainstBand(metric.band.from, metric.band.to))]),
    ...(change === null ? [] : [say(IDEA_WORDS.independent)]),
  ];
  return [
    {
      kind: "fields",
      fields: [
        ...field(IDEA_WORDS.metric, sayIn(metric.name, language)),
        ...field(IDEA_WORDS.before, before && measured(before)),
        ...field(IDEA_WORDS.after, after && measured(after)),
        ...field(IDEA_WORDS.change, change && estimated(change)),
        ...field(IDEA_WORDS.others, others && `${measured(others.before)} → ${measured(others.after)}`),
        ...field(IDEA_WORDS.beyondOthers, beyondOthers && estimated(beyondOthers)),
      ],
    },
    { kind: "text", lines: [[{ text: say(FINDING_WORDS[effect.finding]), bold: true }]] },
    ...(small.length > 0 ? [{ kind: "text" as const, size: "small" as const, lines: small }] : []),
  ];
}

/** Two decimals at most, so that a change of a tenth of a point is seen. */
function shown(value: number, { unit, isShare }: ShownMetric): string {
  const scaled = isShare ? value * (unit === "per-1000" ? 1000 : 100) : value;
  const rounded = String(Math.round(scaled * 100) / 100 + 0);
  if (unit === "percent") return `${rounded}%`;
  return unit === "per-1000" ? `${rounded}‰` : unit === "seconds" ? `${rounded} s` : rounded;
}

const signed = (value: number, show: (value: number) => string): string =>
  `${value > 0 ? "+" : ""}${show(value)}`;
