import type { z } from "zod";
import { AppError } from "#domain/error";
import type { Jobs } from "#ports/jobs";

/** What a queue may carry: flat, plain JSON. */
export type JobData = Readonly<Record<string, string | number>>;

export type JobContext = {
  /** Counts from 1. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the worker begins to close: end the piece of work in hand and return. */
  readonly closing: AbortSignal;
};

type JobDescription<Deps, Data> = {
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  /** Two jobs with the same key are one while the first is not finished. Default: one for all. */
  readonly key?: (data: Data) => string;
  /** Runs in all, the first one included. A woken job needs few: the next wake starts it again. */
  readonly attempts: number;
  /** Before the second run; doubled before each further one, with jitter. */
  readonly backoffMilliseconds: number;
  readonly run: (deps: Deps, data: Data, context: JobContext) => Promise<void>;
};

/** A job of any data; `Deps` is what its run needs. */
export type JobDefinition<Deps> = {
  readonly name: string;
  readonly attempts: number;
  readonly backoffMilliseconds: number;
  readonly key: (data: JobData) => string;
  /** Throws `bad-input` when the data is not what the schema says, else what the run throws. */
  readonly run: (deps: Deps, data: unknown, context: JobContext) => Promise<void>;
};

export function defineJob<Deps, Data>(job: JobDescription<Deps, Data>): JobDefinition<Deps> {
  const parse = (data: unknown): Data => {
    const parsed = job.schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw new AppError("bad-input", `job ${job.name}: ${parsed.error.issues.map(nameIssue).join("; ")}`);
  };
  return {
    name: job.name,
    attempts: job.attempts,
    backoffMilliseconds: job.backoffMilliseconds,
    key: (data) => job.key?.(parse(data)) ?? job.name,
    run: async (deps, data, context) => job.run(deps, parse(data), context),
  };
}

/** Enqueues a job by its definition: checked data, its own key. */
export function enqueueJob(
  jobs: Jobs,
  job: Pick<JobDefinition<never>, "name" | "key">,
  data: JobData,
  options: { readonly delayMilliseconds?: number } = {},
): Promise<void> {
  return jobs.enqueue(job.name, data, { ...options, key: job.key(data) });
}

function nameIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return `${issue.path.map(String).join(".") || "data"}: ${issue.message}`;
}
