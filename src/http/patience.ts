/** For work that was about to be answered when the patience ran out. With the rest still within Lark's 3 s. */
const GRACE_MILLISECONDS = 600;

/** How long somebody waits for an answer. */
export type Patience = {
  /** Resolves when nobody waits any more. */
  readonly isOver: Promise<"over">;
  /**
   * Asked once by the work when it is nearly done. "No" is a promise to wait a little longer for it, so that an
   * answer is neither given twice nor by nobody.
   */
  readonly isLate: () => boolean;
  /** The work heard that somebody waits: nothing of it is in the outbox. */
  readonly wasCounted: () => boolean;
  end(): void;
};

export function startPatience(milliseconds: number): Patience {
  let hasPassed = false;
  let isCountedOn = false;
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<"over">((resolve) => {
    timer = setTimeout(() => {
      hasPassed = true;
      if (isCountedOn) timer = setTimeout(() => resolve("over"), GRACE_MILLISECONDS);
      else resolve("over");
    }, milliseconds);
  });
  return {
    isOver,
    isLate: () => {
      if (!hasPassed) isCountedOn = true;
      return hasPassed;
    },
    wasCounted: () => isCountedOn,
    end: () => clearTimeout(timer),
  };
}
