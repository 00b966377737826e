import { AppError } from "#domain/error";
import { DRAW_GENERATOR, drawSample, type Frame, frameHash, seedHash } from "#domain/sampling";
import { localDate } from "#domain/working-day";
import type { Draw, SeedCommitment } from "#ports/quality";
import type { QualityDeps } from "./deps.ts";

export type DrawCheck = {
  readonly draw: string;
  readonly date: string;
  readonly frameSize: number;
  readonly selected: number;
  /** Whether each of these is as it should be. */
  readonly checks: {
    readonly seedMatchesCommitment: boolean;
    readonly frameUnchanged: boolean;
    readonly sameContacts: boolean;
    /** The promise was stored before the day of the draw; false for the very first draw. */
    readonly promisedBefore: boolean;
  };
  /** When the seed was promised; a promise that was made no earlier than the draw is none. */
  readonly promise: "before-that-day" | "before-the-draw" | "none";
  readonly isValid: boolean;
  /** What anybody needs to run the draw again elsewhere. */
  readonly inputs: Pick<Draw, "seed" | "plan" | "generator" | "generatorVersion" | "selected"> & {
    readonly frame: Frame;
  };
};

/** Runs a stored draw again from what is stored. @throws AppError `not-found`, `bad-input` for an unknown generator. */
export async function verifyDraw(
  deps: Pick<QualityDeps, "store" | "secrets" | "policy">,
  input: { readonly id: string },
): Promise<DrawCheck> {
  const draw = await deps.store.draws.get(input.id);
  if (draw === null)
    throw new AppError("not-found", `There is no draw ${input.id}; xingping export draws lists them.`, {
      what: "draw",
    });
  if (draw.generator !== DRAW_GENERATOR.name || draw.generatorVersion !== DRAW_GENERATOR.version) {
    throw new AppError(
      "bad-input",
      `Draw ${draw.id} was made by ${draw.generator}/${draw.generatorVersion}, which this version cannot run.`,
    );
  }
  const commitment = await deps.store.draws.commitment(draw.localDate);
  const frame = await deps.store.draws.frameOf(draw.id);
  const again = drawSample({
    frame,
    plan: draw.plan,
    seed: draw.seed,
    hash: deps.secrets.sha256,
  });
  const checks = {
    seedMatchesCommitment:
      seedHash(draw.seed, deps.secrets.sha256) === commitment?.seedHash &&
      draw.seedHash === commitment.seedHash,
    frameUnchanged: frameHash(frame, deps.secrets.sha256) === draw.frameHash,
    sameContacts: selectionOf(again) === selectionOf(draw.selected),
    promisedBefore:
      commitment !== null && localDate(commitment.committedAt, deps.policy.zone) < draw.localDate,
  };
  const promise = promiseOf(checks.promisedBefore, commitment, draw);
  // Before the very first draw there was nothing to show a promise with.
  const isPromiseKept = promise !== "none" || !(await deps.store.draws.isAnyBefore(draw.localDate));
  const { seed, plan, generator, generatorVersion, selected } = draw;
  return {
    draw: draw.id,
    date: draw.localDate,
    frameSize: draw.frameSize,
    selected: draw.selected.length,
    checks,
    promise,
    isValid: checks.seedMatchesCommitment && checks.frameUnchanged && checks.sameContacts && isPromiseKept,
    inputs: { seed, plan, generator, generatorVersion, frame, selected },
  };
}

function promiseOf(
  isBeforeThatDay: boolean,
  commitment: SeedCommitment | null,
  draw: Draw,
): DrawCheck["promise"] {
  if (isBeforeThatDay) return "before-that-day";
  return commitment !== null && commitment.committedAt < draw.drawnAt ? "before-the-draw" : "none";
}

const selectionOf = (selected: Draw["selected"]): string =>
  JSON.stringify(selected.map(({ agentId, contactId }) => [agentId, contactId]).sort());
