import { IDEA_NEWS_WORDS, IDEA_PHRASES } from "#cards/idea-words";
import type { Idea } from "#domain/idea";
import { answerClock } from "#domain/idea-rules";
import { say } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { changeIdea } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { joiningMessage } from "./idea-messages.ts";
import { ideaReminder } from "./idea-reminder.ts";
import { type IdeaView, viewIdea } from "./idea-view.ts";
import { managerAbove, reviewerFor } from "./reviewers.ts";
import { stillAskedMessages } from "./still-asked.ts";

/**
 * Nobody waits for an answer in silence: an idea without a reviewer gets one as soon as somebody can, one whose
 * reviewer has left gets another, a reviewer is reminded, what was not answered in time moves up to a manager, and an
 * author is reminded of a question. Answers how many ideas were touched.
 */
export async function chaseAnswers(
  deps: RecognitionDeps,
  input: { readonly date: LocalDate },
): Promise<number> {
  let touched = 0;
  for (const idea of await deps.store.ideas.inState("new")) touched += await assign(deps, idea);
  for (const idea of await deps.store.ideas.reviewedByLeavers()) touched += await reassign(deps, idea);
  for (const idea of await deps.store.ideas.inState("needs-more"))
    touched += await remindAuthor(deps, idea, input.date);
  for (const idea of await deps.store.ideas.inState("reviewing"))
    touched += await chase(deps, idea, input.date);
  return touched;
}

async function assign(deps: RecognitionDeps, { id }: Idea): Promise<number> {
  const view = await viewIdea(deps.store, await deps.store.ideas.inFull(id));
  const reviewer = await reviewerFor(deps, deps.store, view.settings, authorIdsOf(view));
  if (reviewer === null) return 0;
  await changeIdea(deps, { ideaId: id, by: null, move: "assign" }, () => ({
    change: { reviewerId: reviewer.id, reviewSince: deps.clock.now() },
    detail: { reviewer: reviewer.employeeNo },
    news: "assigned",
    freshCard: ({ language }) => say(IDEA_NEWS_WORDS.assigned, language),
  }));
  return 1;
}

const authorIdsOf = ({ authors }: IdeaView): readonly string[] => authors.map(({ id }) => id);

async function reassign(deps: RecognitionDeps, { id, state }: Idea): Promise<number> {
  const view = await viewIdea(deps.store, await deps.store.ideas.inFull(id));
  const reviewer = await reviewerFor(deps, deps.store, view.settings, authorIdsOf(view));
  if (reviewer === null) return 0;
  const left = view.reviewer?.name ?? "";
  await changeIdea(deps, { ideaId: id, by: null, move: "hand-over" }, () => ({
    // A new reviewer has the whole time, and what had moved up begins anew.
    change: {
      reviewerId: reviewer.id,
      escalatedToId: null,
      ...(state === "reviewing" && { reviewSince: deps.clock.now() }),
    },
    detail: { reviewer: reviewer.employeeNo },
    news: "assigned",
    freshCard: ({ language }) => say(IDEA_PHRASES.takenOver(left), language),
  }));
  return 1;
}

async function remindAuthor(deps: RecognitionDeps, idea: Idea, today: LocalDate): Promise<number> {
  const { store, calendar, clock } = deps;
  const view = await viewIdea(store, await store.ideas.inFull(idea.id));
  const asked = view.events.findLast(({ did }) => did === "ask");
  if (asked === undefined) return 0;
  const { remindOn } = answerClock(asked.at, view.settings, calendar, view.policy.zone);
  if (today < remindOn) return 0;
  await store.outbox.add(stillAskedMessages(view, asked), clock.now());
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
