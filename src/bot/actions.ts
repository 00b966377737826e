import { doneToast, problemToast } from "#cards/toasts";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { CardActionEvent } from "#ports/chat";
import { decideBinding } from "#usecases/people/decide-binding";
import { handOverTask } from "#usecases/quality/hand-over-task";
import { openTask, type OpenTaskView } from "#usecases/quality/open-task";
import { scoreContact } from "#usecases/quality/score-contact";
import { showEvaluation } from "#usecases/quality/show-my-scores";
import { showMyTasks } from "#usecases/quality/show-my-tasks";
import { skipTask } from "#usecases/quality/skip-task";
import { AWARD_ACTIONS } from "./award-actions.ts";
import { BOARD_ACTIONS } from "./board-commands.ts";
import { noteDigestRead } from "#usecases/rhythm/note-digest-read";
import type { Answer, BotDeps } from "./bot.ts";
import { GROUP_ACTIONS } from "./group-actions.ts";
import { APPEAL_ACTIONS } from "./appeal-actions.ts";
import { IDEA_ACTIONS } from "./idea-actions.ts";
import { MONTH_ACTIONS } from "./month-actions.ts";
import { NOMINATION_ACTIONS } from "./nomination-actions.ts";
import { POINTS_ACTIONS } from "./points-actions.ts";
import { idIn, type Press, type PressHandler, revisionIn, wordIn } from "./press.ts";

/** Card button -> use case. */
const ACTIONS: Readonly<Record<string, PressHandler>> = {
  "score.submit": { verb: "score", run: submitScore },
  "score.open": { verb: "score", run: open(() => "task") },
  "score.correct": { verb: "score", run: open(() => "correct") },
  "score.ask-skip": { verb: "score", run: open(() => "skip") },
  "score.ask-hand-over": {
    verb: "score",
    run: open(({ platform, appId }) => ({ handOver: { platform, appId } })),
  },
  "score.skip": { verb: "score", run: skip },
  "score.hand-over": { verb: "score", run: handOver },
  "tasks.mine": {
    verb: "see-own-tasks",
    run: async (deps, { person }) => ({ card: await showMyTasks(deps, { person }) }),
  },
  "evaluation.open": {
    verb: "see-own-scores",
    run: async (deps, { event, person }) => ({
      card: await showEvaluation(deps, { person, evaluationId: idIn(event, "evaluation") }),
    }),
  },
  "digest.read": {
    verb: "see-own-scores",
    run: async (deps, { event, person }) => ({
      card: await noteDigestRead(deps, { person, from: wordIn(event, "from") }),
    }),
  },
  "bind.approve": { verb: "decide-binding", run: decide(true) },
  "bind.refuse": { verb: "decide-binding", run: decide(false) },
  ...GROUP_ACTIONS,
  ...APPEAL_ACTIONS,
  ...IDEA_ACTIONS,
  ...NOMINATION_ACTIONS,
  ...AWARD_ACTIONS,
  ...POINTS_ACTIONS,
  ...MONTH_ACTIONS,
  ...BOARD_ACTIONS,
};

/** @throws AppError of the rule that refused; `bad-input` for a button that nobody knows. */
export async function handleAction(deps: BotDeps, press: Press): Promise<Answer> {
  const handler = ACTIONS[press.event.action.do];
  if (handler === undefined) {
    throw new AppError("bad-input", `No button does ${press.event.action.do}.`, { what: "action" });
  }
  requireAllowed(press.person, handler.verb);
  return handler.run(deps, press);
}

async function submitScore(deps: BotDeps, { event, person }: Press): Promise<Answer> {
  const { form } = event;
  const { language } = person;
  const taskId = idIn(event, "task");
  try {
    const revision = revisionIn(event);
    const { card, evaluation } = await scoreContact(deps, { taskId, revision, scorer: person, form });
    return { toast: doneToast(evaluation.revision === 1 ? "scored" : "corrected", language), card };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "missing-item") throw error;
    // The client lets nobody leave an item out: metrics that came after the card ask for more than it shows.
    const card = await openTask(deps, { taskId, reader: person, as: { resumed: form } });
    return { toast: problemToast(error.code, error.facts, language), card, refused: error };
  }
}

function open(asOf: (event: CardActionEvent) => OpenTaskView): PressHandler["run"] {
  return async (deps, { event, person }) => {
    const as = asOf(event);
    const card = await openTask(deps, { taskId: idIn(event, "task"), reader: person, as });
    return { card, isForm: as !== "task" };
  };
}

async function skip(deps: BotDeps, { event, person }: Press): Promise<Answer> {
  const { reason = "", note = "" } = event.form;
  const card = await skipTask(deps, { taskId: idIn(event, "task"), scorer: person, reasonId: reason, note });
  return { toast: doneToast("skipped", person.language), card };
}

async function handOver(deps: BotDeps, { event, person }: Press): Promise<Answer> {
  const { platform, appId, form } = event;
  const to = await deps.store.identities.personOf({ platform, appId, userId: form["person"] ?? "" });
  if (to === null) throw new AppError("bad-input", "Choose who takes it over.", { what: "successor" });
  const card = await handOverTask(deps, {
    taskId: idIn(event, "task"),
    from: person,
    to,
    reason: form["reason"] ?? "",
  });
  return { toast: doneToast("handed-over", person.language), card };
}

function decide(isApproved: boolean): PressHandler["run"] {
  return async (deps, { event, person }) => {
    await decideBinding(deps, { requestId: idIn(event, "request"), by: person, isApproved });
    return { toast: doneToast(isApproved ? "approved" : "refused", person.language) };
  };
}
