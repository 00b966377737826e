export type ChangeSignal = {
  notify(): void;
  /** Grows with every change. */
  version(): number;
  /**
   * Resolves as soon as the condition holds; it is asked again after every change.
   * Rejects after `timeoutMs` of real time, or when the emulator closes.
   */
  until(condition: () => boolean, options?: { timeoutMs?: number; what?: string }): Promise<void>;
  close(): void;
};

type Waiter = { condition: () => boolean; settle: (error?: Error) => void };

/** Lets a test wait for something that happens inside the emulator instead of guessing a time. */
export function createChangeSignal(): ChangeSignal {
  const waiters = new Set<Waiter>();
  let version = 1;
  const notify = (): void => {
    version += 1;
    for (const waiter of waiters) ask(waiter);
  };
  const close = (): void => {
    for (const waiter of waiters) waiter.settle(new Error("the emulator was closed"));
  };
  return {
    notify,
    close,
    version: () => version,
    until: (condition, options) => wait(waiters, condition, options ?? {}),
  };
}

/** A condition that throws ends its own wait and disturbs nobody else. */
function ask(waiter: Waiter): void {
  try {
    if (waiter.condition()) waiter.settle();
  } catch (error) {
    waiter.settle(error instanceof Error ? error : new Error(String(error)));
  }
}

function wait(
  waiters: Set<Waiter>,
  condition: () => boolean,
  options: { timeoutMs?: number; what?: string },
): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => waiter.settle(new Error(`not seen in time: ${options.what ?? condition.toString()}`)),
      options.timeoutMs ?? 10_000,
    );
    const waiter: Waiter = {
      condition,
      settle: (error) => {
        clearTimeout(timer);
        waiters.delete(waiter);
        if (error) reject(error);
        else resolve();
      },
    };
    waiters.add(waiter);
  });
}
