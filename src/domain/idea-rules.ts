import { AppError } from "./error.ts";
import type { Idea, IdeaMove, IdeaState } from "./idea.ts";
import { addDays, addWorkingDays, localDate, type Calendar, type LocalDate } from "./working-day.ts";

type Who = "author" | "reviewer" | "either" | "program";
type Rule = { readonly from: readonly IdeaState[]; readonly to: IdeaState | "same"; readonly who: Who };

const UNDECIDED: readonly IdeaState[] = ["new", "reviewing", "needs-more"];

/** States in which something is still to be done by its reviewer. */
export const UNFINISHED: readonly IdeaState[] = [
  "reviewing",
  "needs-more",
  "adopted",
  "implementing",
  "checking",
];

/** Who may move what when. `unmerge` leads back to what the idea was before. */
const MOVES: Readonly<Record<IdeaMove, Rule>> = {
  assign: { from: ["new"], to: "reviewing", who: "program" },
  // A reviewer has left: whatever waits for them goes to somebody else.
  "hand-over": { from: UNFINISHED, to: "same", who: "program" },
  categorise: { from: UNDECIDED, to: "same", who: "author" },
  supplement: { from: UNDECIDED, to: "same", who: "author" },
  adopt: { from: ["reviewing"], to: "adopted", who: "reviewer" },
  decline: { from: ["reviewing", "needs-more"], to: "declined", who: "reviewer" },
  ask: { from: ["reviewing"], to: "needs-more", who: "reviewer" },
  merge: { from: UNDECIDED, to: "merged", who: "either" },
  unmerge: { from: ["merged"], to: "same", who: "either" },
  escalate: { from: ["reviewing"], to: "same", who: "program" },
  start: { from: ["adopted"], to: "implementing", who: "reviewer" },
  finish: { from: ["implementing"], to: "same", who: "reviewer" },
  check: { from: ["implementing"], to: "checking", who: "program" },
  judge: { from: ["checking"], to: "closed", who: "reviewer" },
};

/** States in which it still makes sense to say: I want that too. */
const OPEN: readonly IdeaState[] = [...UNDECIDED, "adopted", "implementing", "checking"];
export const isOpen = ({ state }: Pick<Idea, "state">): boolean => OPEN.includes(state);
export const isUndecided = ({ state }: Pick<Idea, "state">): boolean => UNDECIDED.includes(state);

/** Whether the person is the one to answer: the reviewer, or the manager to whom it moved up. */
export const isReviewer = (idea: Pick<Idea, "reviewerId" | "escalatedToId">, personId: string): boolean =>
  idea.reviewerId === personId || idea.escalatedToId === personId;

export type IdeaPress = {
  readonly move: IdeaMove;
  /** Null: the program by itself. */
  readonly byId: string | null;
  /** Of the card that was pressed; absent for what was typed. */
  readonly revision?: number;
};

/**
 * The state to which a move leads.
 * @throws AppError `wrong-person`, `already-done` when the idea has changed since the card was drawn, `closed` when its
 * state does not admit the move, `bad-input` for a revision that no card ever had
 */
export function admitIdeaMove(idea: Idea, { move, byId, revision }: IdeaPress): IdeaState {
  const rule = MOVES[move];
  requireRightPerson(idea, rule.who, byId);
  if (revision !== undefined) requireCurrentRevision(idea, revision);
  const isFinished = move === "finish" && idea.implementedOn !== null;
  if (!rule.from.includes(idea.state) || isFinished)
    throw new AppError("closed", `Idea #${idea.number} is ${idea.state}.`, {
      what: "idea",
      state: idea.state,
      idea: idea.number,
    });
  if (move === "unmerge") return idea.beforeMerge ?? "new";
  // An answer to a question starts the review anew.
  if (move === "supplement" && idea.state === "needs-more") return "reviewing";
  return rule.to === "same" ? idea.state : rule.to;
}

function requireRightPerson(idea: Idea, who: Who, byId: string | null): void {
  const isAuthor = idea.authorId === byId;
  const isRight = {
    program: byId === null,
    author: isAuthor,
    reviewer: byId !== null && isReviewer(idea, byId),
    either: byId !== null && (isAuthor || isReviewer(idea, byId)),
  }[who];
  if (!isRight) throw new AppError("wrong-person", "The idea is somebody else's.", { what: "idea" });
}

function requireCurrentRevision({ revision: current, number }: Idea, pressed: number): void {
  if (pressed === current) return;
  if (Number.isInteger(pressed) && pressed >= 0 && pressed < current)
    throw new AppError("already-done", `Idea #${number} was decided before.`, { what: "idea", idea: number });
  throw new AppError("bad-input", `No card of the idea carries revision ${pressed}.`, { what: "idea-card" });
}

/**
 * An idea may be joined to one that stands for itself and is still open.
 * @throws AppError `bad-input` for itself, `closed` for one that is finished or merged itself
 */
export function requireMergeable(idea: Pick<Idea, "id">, into: Idea): void {
  if (idea.id === into.id)
    throw new AppError("bad-input", "An idea cannot be merged into itself.", { what: "merge-itself" });
  if (!isOpen(into))
    throw new AppError("closed", `Idea #${into.number} is ${into.state}.`, {
      what: "idea",
      state: into.state,
      idea: into.number,
    });
}

export type AnswerDays = {
  readonly remindAfterWorkingDays: number;
  readonly answerWithinWorkingDays: number;
};
/** The local dates of an answer's clock: when the reviewer is reminded, and the last day to answer. */
export type AnswerClock = { readonly remindOn: LocalDate; readonly answerBy: LocalDate };

export function answerClock(since: Date, days: AnswerDays, calendar: Calendar, zone: string): AnswerClock {
  const date = localDate(since, zone);
  return {
    remindOn: addWorkingDays(date, days.remindAfterWorkingDays, calendar),
    answerBy: addWorkingDays(date, days.answerWithinWorkingDays, calendar),
  };
}

/** The morning after as many whole days have gone since it was put into practice as are to be compared. */
export const effectDueOn = (implementedOn: LocalDate, days: number): LocalDate =>
  addDays(implementedOn, days + 1);

type Load = { readonly personId: string; readonly open: number; readonly total: number };

/** Who has the fewest ideas to answer, then who has had the fewest; never an author. Null: nobody. */
export function chooseReviewer(loads: readonly Load[], authorIds: readonly string[]): string | null {
  const eligible = loads.filter(({ personId }) => !authorIds.includes(personId));
  const [first] = [...eligible].sort((left, right) => left.open - right.open || left.total - right.total);
  return first?.personId ?? null;
}

/** @throws AppError `bad-input` for a day before `from` or after `to` */
export function requireDay(date: LocalDate, from: LocalDate, to: LocalDate): void {
  if (date >= from && date <= to) return;
  throw new AppError("bad-input", `${date} is not between ${from} and ${to}.`, { what: "day", from, to });
}
