import type { z } from "zod";
import { AppError } from "#domain/error";

export type JobContext = {
  /** Counts from 1. */
  readonly attempt: number;
  /** Aborted when the worker begins to close: end the piece of work in hand and return. */
  readonly closing: AbortSignal;
};

type JobDescription<Deps, Data> = {
  readonly name: string;
  readonly schema: z.ZodType<Data>;
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
    run: async (deps, data, context) => job.run(deps, parse(data), context),
  };
}

function nameIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return `${issue.path.map(String).join(".") || "data"}: ${issue.message}`;
}
