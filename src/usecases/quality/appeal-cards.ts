import { appealCard, type AppealCardFacts } from "#cards/appeal-card";
import { appealNewsCard, type AppealNewsCardFacts } from "#cards/appeal-news-card";
import type { Card } from "#cards/card";
import { betterValues } from "#domain/appeal-ratings";
import { windowUntil } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { hasRole, type Person } from "#domain/person";
import { type LocalDate, localDate } from "#domain/working-day";
import type { AppealView } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { sceneName, shownAgent, shownContact, shownTranscriptUrl } from "./task-view.ts";

type Deps = Pick<QualityDeps, "transcriptUrl" | "clock" | "calendar">;
type Extras = Pick<AppealCardFacts, "notice" | "isReceipt">;

/**
 * As what somebody sees an appeal: its agent, its judge, or once it is ruled whoever scored; managers see them all.
 * @throws AppError `wrong-person`
 */
export function roleInAppeal({ appeal }: AppealView, reader: Person): AppealCardFacts["as"] {
  if (reader.id === appeal.agentId) return "agent";
  if (reader.id === appeal.judgeId) return "judge";
  const isScorer = appeal.target.about === "evaluation" && appeal.target.scorerId === reader.id;
  if (appeal.ruled !== null && (isScorer || reader.id === appeal.ruled.byId)) return "reader";
  if (!isScorer && hasRole(reader, "manager")) return "reader";
  throw new AppError("wrong-person", "The appeal is somebody else's.", { what: "appeal" });
}

/** The appeal as this reader sees it now. */
export function appealCardOf(
  deps: Deps,
  view: AppealView,
  reader: Pick<Person, "language"> & { readonly as: AppealCardFacts["as"] },
  extras: Extras = {},
): Card {
  const { appeal, policy, settings, scale, score, first } = view;
  const { language, as } = reader;
  return appealCard({
    language,
    zone: policy.zone,
    appeal,
    scale,
    score:
      score === null
        ? null
        : {
            evaluation: score.evaluation,
            after: score.after,
            sectionId: score.sectionId,
            contact: as === "agent" ? score.task.contact : shownContact(score.task),
            sceneName: sceneName(policy, score.task.contact.scene, language),
            agent: shownAgent(score.task),
            transcriptUrl:
              as === "agent"
                ? deps.transcriptUrl(score.task.contact.id, deps.clock.now())
                : shownTranscriptUrl(deps, score.task),
          },
    firstNumber: first?.number ?? null,
    as,
    thirds: thirdValues(view),
    minReasonCharacters: settings.minReasonChars,
    secondUntil: as === "agent" ? secondUntil(deps, view) : null,
    ...extras,
  });
}

function thirdValues({ appeal: { target }, score }: AppealView) {
  if (score === null || target.about === "month") return [];
  return betterValues(score.task.scorecard, score.evaluation, target.itemId);
}

/** Until when the agent may ask for a second hearing; null: not at all. */
export function secondUntil(
  { clock, calendar }: Deps,
  { appeal, settings, policy, second }: AppealView,
): LocalDate | null {
  const { ruled } = appeal;
  if (ruled === null || ruled.ruling === "proposed" || appeal.firstId !== null || second !== null)
    return null;
  const until = windowUntil(ruled.on, settings, calendar);
  return localDate(clock.now(), policy.zone) > until ? null : until;
}

/** What the agent or the scorer is told. */
export function appealNewsOf(
  deps: Deps,
  view: AppealView,
  reader: Pick<Person, "language"> & { readonly as: AppealNewsCardFacts["as"] },
): Card {
  const { appeal, scale, score } = view;
  return appealNewsCard({
    ...reader,
    appeal,
    scale,
    totals: score?.after ? { before: score.evaluation.ruledScore, after: score.after.ruledScore } : null,
    secondUntil: reader.as === "agent" ? secondUntil(deps, view) : null,
  });
}
