import type { Card } from "#cards/card";
import { IDEA_PHRASES, VERDICT_WORDS } from "#cards/idea-words";
import { type Effect, verdictOf } from "#domain/effect";
import { AppError } from "#domain/error";
import { type Verdict, VERDICTS } from "#domain/idea";
import { readOptionalNote } from "#domain/note-text";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { effectPoints } from "./idea-points.ts";
import { cardOf } from "./idea-view.ts";

export type JudgeEffectInput = IdeaPressInput & { readonly verdict: string; readonly note: string };

/**
 * A person decides whether the idea worked. Who decides otherwise than the numbers, or without any, says why.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`
 */
export async function judgeEffect(deps: RecognitionDeps, input: JudgeEffectInput): Promise<Card> {
  const view = await changeIdea(deps, { ...input, move: "judge" }, async (before, tx) => {
    const { settings } = before;
    const now = deps.clock.now();
    const verdict = VERDICTS.find((known) => known === input.verdict);
    if (verdict === undefined) throw new AppError("bad-input", "Choose a verdict.", { what: "verdict" });
    const note = readOptionalNote(input.note);
    if (note === null && needsWords(verdict, before.effect))
      throw new AppError("bad-input", "Say why.", { what: "finding" });
    const isEffective = verdict === "effective";
    const { amount, earners, entries } = effectPoints(before, now);
    if (isEffective) await tx.points.add(entries);
    const isAwardReady = isEffective && settings.awardNeedsEffect;
    return {
      change: { verdict, closedAt: now, ...(isAwardReady && { awardReadyAt: now }) },
      note,
      detail: { verdict },
      news: "closed",
      lines: ({ id }) => [
        VERDICT_WORDS[verdict],
        ...(isEffective && earners.includes(id) ? [IDEA_PHRASES.earned(amount)] : []),
        ...(isAwardReady ? [IDEA_PHRASES.awardReady()] : []),
      ],
    };
  });
  return cardOf(deps, view, input.by);
}

function needsWords(verdict: Verdict, effect: Effect | null): boolean {
  return effect === null || effect.finding === "not-computable" || verdict !== verdictOf(effect.finding);
}
