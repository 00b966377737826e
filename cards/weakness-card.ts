import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { CapabilityArea } from "#domain/scorecard";
import type { AreaReport, WeaknessReport } from "#domain/weakness";
import type { Block, Card, Line } from "./card.ts";
import { roundScore, formatClause } from "./format.ts";
import { AREA_WORDS, RHYTHM_PHRASES, RHYTHM_WORDS } from "./rhythm-words.ts";
import { speak } from "./words.ts";

type Named = { readonly id: string; readonly name: LocalText };
export type WeaknessCardFacts = {
  readonly language: Language;
  readonly month: string;
  readonly report: WeaknessReport;
  readonly scenes: readonly Named[];
  readonly courses: readonly (Named & { readonly areas: readonly CapabilityArea[] })[];
};

const SHOWN_SCENES = 8;

/** To trainers: the month's weaknesses by area, with the item that cost the most and the course for it, then by scene. */
export function weaknessCard(facts: WeaknessCardFacts): Card {
  const { language, month, report } = facts;
  const say = speak(language);
  const title = `${say(RHYTHM_WORDS.weakness)} ${month}`;
  const scenes = report.scenes
    .slice(0, SHOWN_SCENES)
    .map((one): Line => [
      { text: `${sceneName(facts, one)} · ${say(AREA_WORDS[one.area])}` },
      { text: ` ${numbers(one, language)}`, tone: "muted" },
    ]);
  return {
    language,
    title,
    subtitle: say(RHYTHM_PHRASES.scored(report.forms)),
    tone: "violet",
    summary: title,
    blocks: [
      { kind: "text", lines: [[{ text: say(RHYTHM_WORDS.areas), bold: true }]] },
      ...report.areas.map((area) => areaBlock(area, facts)),
      ...(scenes.length === 0
        ? []
        : [
            {
              kind: "text" as const,
              lines: [[{ text: say(RHYTHM_WORDS.scenes), bold: true as const }], ...scenes],
            },
          ]),
      { kind: "text", size: "small", lines: [say(RHYTHM_WORDS.independent), say(RHYTHM_WORDS.namesNobody)] },
    ],
  };
}

function areaBlock(area: WeaknessReport["areas"][number], { language, courses }: WeaknessCardFacts): Block {
  const say = speak(language);
  const course = courses.find(({ areas }) => areas.includes(area.area));
  return {
    kind: "text",
    lines: [
      [{ text: say(AREA_WORDS[area.area]), bold: true }, { text: ` ${numbers(area, language)}` }],
      ...(area.worst === null
        ? []
        : [
            say(
              RHYTHM_PHRASES.worst(
                sayIn(area.worst.item.name, language),
                formatClause(area.worst.item.source, language),
              ),
            ),
          ]),
      ...(course === undefined || area.worst === null
        ? []
        : [`${say(RHYTHM_WORDS.course)} ${sayIn(course.name, language)}`]),
    ],
  };
}

function numbers({ mean, interval, n }: AreaReport, language: Language): string {
  const say = speak(language);
  if (interval === null) return say(RHYTHM_PHRASES.tooFew(roundScore(mean), n));
  return say(
    RHYTHM_PHRASES.interval(roundScore(mean), roundScore(interval.low), roundScore(interval.high), n),
  );
}

function sceneName({ scenes, language }: WeaknessCardFacts, { scene }: AreaReport): string {
  const known = scenes.find(({ id }) => id === scene);
  return known === undefined ? (scene ?? "") : sayIn(known.name, language);
}
