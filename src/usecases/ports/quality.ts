import type { Contact } from "#domain/contact";
import type { Person } from "#domain/person";
import type { DrawMark, DrawPlan, Frame } from "#domain/sampling";
import type { Evaluation, Task } from "#domain/task";
import type { LocalDate } from "#domain/working-day";

export type SeedCommitment = {
  readonly localDate: LocalDate;
  readonly seedHash: string;
  readonly seed: string;
  readonly committedAt: Date;
};
export type Selection = { readonly agentId: string; readonly contactId: string; readonly mark: DrawMark };
export type Draw = {
  readonly id: string;
  readonly localDate: LocalDate;
  readonly policyId: string;
  readonly plan: DrawPlan;
  readonly generator: string;
  readonly generatorVersion: string;
  readonly seed: string;
  readonly seedHash: string;
  readonly committedAt: Date;
  readonly drawnAt: Date;
  readonly frameHash: string;
  /** Contacts in the frame, which is read with `frameOf`. */
  readonly frameSize: number;
  readonly selected: readonly Selection[];
  readonly unassigned: readonly { readonly contactId: string; readonly reason: string }[];
};
export type SampleInput = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly plan: DrawPlan;
  readonly seed: string;
};
export type SetAside = Pick<Draw, "frameHash" | "frameSize" | "selected">;
export type DrawStore = {
  /**
   * Draws, by the rule of `domain/sampling`, from the never drawn contacts of active agents with at least
   * `plan.minTurns` turns. A million contacts stay where they are; the frame is kept aside for `add`. Only inside a
   * transaction.
   */
  sample(input: SampleInput): Promise<SetAside>;
  /** Keeps the first commitment for a date; answers the one that stands. */
  commit(commitment: SeedCommitment): Promise<SeedCommitment>;
  commitment(date: LocalDate): Promise<SeedCommitment | null>;
  /**
   * The promise that a draw of this date keeps: its own, or that of an earlier date after the last draw before, which
   * moves on to this date; null when there is none.
   */
  promiseFor(date: LocalDate): Promise<SeedCommitment | null>;
  /** With the frame that `sample` has set aside in the same transaction. */
  add(draw: Draw): Promise<void>;
  frameOf(id: string): Promise<Frame>;
  get(id: string): Promise<Draw | null>;
  ofDate(date: LocalDate): Promise<Draw | null>;
  /** Whether a draw was made for an earlier date. */
  isAnyBefore(date: LocalDate): Promise<boolean>;
  count(): Promise<number>;
};

export type TaskMove = {
  readonly taskId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
  readonly at: Date;
};
export type DayProgress = { readonly done: number; readonly total: number };
/** A task with what its cards show: read in one statement, because whoever pressed is waiting. */
export type TaskInFull = {
  readonly task: Task;
  readonly contact: Contact;
  readonly agent: Person;
  /** Of the task's scorer on the task's day. */
  readonly progress: DayProgress;
};
export type TaskStore = {
  add(tasks: readonly Task[], at: Date): Promise<void>;
  /** Null also when its contact or its agent is gone. */
  inFull(id: string): Promise<TaskInFull | null>;
  /** The same, and keeps everybody else from changing the task until the transaction ends. */
  lock(id: string): Promise<TaskInFull | null>;
  change(id: string, change: Partial<Omit<Task, "id">>): Promise<void>;
  move(move: TaskMove & { readonly position: number }): Promise<void>;
  openOf(scorerId: string): Promise<readonly Task[]>;
  /** A scorer's tasks of that local date, in queue order. */
  ofDay(scorerId: string, date: LocalDate): Promise<readonly Task[]>;
  /** Everybody's tasks of that local date. */
  allOfDay(date: LocalDate): Promise<readonly Task[]>;
  /** Open tasks that are due at or before this instant. */
  openDueBy(at: Date): Promise<readonly Task[]>;
  /** Open tasks whose newest card was sent before this instant. */
  openIssuedBefore(at: Date): Promise<readonly Task[]>;
  countByState(): Promise<Readonly<Record<string, number>>>;
};

export type EvaluationStore = {
  /** Adds it as the current one of its task, which is scored from then on. */
  add(evaluation: Evaluation): Promise<void>;
  /** Adds what an appeal made of it as the current one; the task stays closed as it was. */
  amend(evaluation: Evaluation): Promise<void>;
  /** Who gave any score of this task, whatever became of it. */
  scorersOf(taskId: string): Promise<readonly string[]>;
  get(id: string): Promise<Evaluation | null>;
  current(taskId: string): Promise<Evaluation | null>;
  /** Agents with a current evaluation on these local dates. */
  agentsBetween(from: LocalDate, to: LocalDate): Promise<readonly string[]>;
  /** Current evaluations of an agent from this local date on, newest first. */
  ofAgent(agentId: string, from: LocalDate): Promise<readonly Evaluation[]>;
  /** Accepted scores, corrections apart. */
  count(): Promise<{ readonly scores: number; readonly corrections: number }>;
};
