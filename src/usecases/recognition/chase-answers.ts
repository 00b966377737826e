import { IDEA_PHRASES } from "#cards/idea-words";
import type { Idea } from "#domain/idea";
import { answerClock } from "#domain/idea-rules";
import { say } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { changeIdea } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { joiningMessage } from "./idea-messages.ts";
import { ideaReminder } from "./idea-reminder.ts";
import { viewIdea } from "./idea-view.ts";
import { managerAbove, reviewerFor } from "./reviewers.ts";

/**
 * Nobody waits for an answer in silence: an idea without a reviewer gets one as soon as somebody can, a reviewer is
 * reminded, and what was not answered in time moves up to a manager. Answers how many ideas were touched.
 */
export async function chaseAnswers(
  deps: RecognitionDeps,
  input: { readonly date: LocalDate },
): Promise<number> {
  let touched = 0;
  for (const idea of await deps.store.ideas.inState("new")) touched += await assign(deps, idea);
  for (const idea of await deps.store.ideas.inState("reviewing"))
    touched += await chase(deps, idea, input.date);
  return touched;
}

async function assign(deps: RecognitionDeps, { id }: Idea): Promise<number> {
  const view = await viewIdea(deps.store, await deps.store.ideas.inFull(id));
  const reviewer = await reviewerFor(deps, deps.store, view.settings, view.idea.authorId);
  if (reviewer === null) return 0;
  await changeIdea(deps, { ideaId: id, by: null, move: "assign" }, () => ({
    change: { reviewerId: reviewer.id, reviewSince: deps.clock.now() },
    detail: { reviewer: reviewer.employeeNo },
    news: "assigned",
    freshCard: ({ language }) => say(IDEA_PHRASES.numbered(view.idea.number), language),
  }));
  return 1;
}

async function chase(deps: RecognitionDeps, idea: Idea, today: LocalDate): Promise<number> {
  const { store, calendar, clock } = deps;
  const view = await viewIdea(store, await store.ideas.inFull(idea.id));
  const { settings, policy, reviewer } = view;
  if (idea.reviewSince === null || reviewer === null) return 0;
  const { remindOn, answerBy } = answerClock(idea.reviewSince, settings, calendar, policy.zone);
  if (today > answerBy && idea.escalatedToId === null) return escalate(deps, idea);
  if (today < remindOn || today > answerBy) return 0;
  await store.outbox.add([ideaReminder(view, reviewer, { remindOn, answerBy })], clock.now());
  return 1;
}

async function escalate(deps: RecognitionDeps, { id }: Idea): Promise<number> {
  const { store, clock } = deps;
  const view = await viewIdea(store, await store.ideas.inFull(id));
  const { reviewer } = view;
  if (reviewer === null) return 0;
  const authorIds = view.authors.map((author) => author.id);
  const manager = await managerAbove(deps, store, reviewer, authorIds);
  if (manager === null) return 0;
  const notice = say(IDEA_PHRASES.escalated(reviewer.name), manager.language);
  await store.transaction(async (tx) => {
    const after = await changeIdea(
      { ...deps, store: tx },
      { ideaId: id, by: null, move: "escalate" },
      () => ({
        change: { escalatedToId: manager.id },
        detail: { to: manager.employeeNo },
        news: "escalated",
      }),
    );
    await tx.outbox.add([joiningMessage(deps, after, manager, notice)], clock.now());
  });
  return 1;
}
