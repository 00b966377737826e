/** At most `count` tries in any `milliseconds`. */
export type RateLimit = { readonly count: number; readonly milliseconds: number };

/** Tries of the last while, oldest first. Instants are milliseconds since 1970. */
export class SlidingWindow {
  private readonly tries: number[] = [];
  private readonly limits: readonly RateLimit[];
  private readonly longest: number;

  constructor(limits: readonly RateLimit[]) {
    this.limits = limits;
    this.longest = Math.max(...limits.map((limit) => limit.milliseconds));
  }

  /** Milliseconds until one more try breaks no limit; 0 means now. */
  waitMilliseconds(now: number): number {
    this.forget(now);
    const waits = this.limits.map(({ count, milliseconds }) => {
      const blocking = this.tries.at(-count);
      return blocking === undefined ? 0 : Math.max(0, blocking + milliseconds - now);
    });
    return Math.max(0, ...waits);
  }

  record(at: number): void {
    this.tries.push(at);
  }

  get isEmpty(): boolean {
    return this.tries.length === 0;
  }

  private forget(now: number): void {
    const first = this.tries.findIndex((at) => at + this.longest > now);
    if (first === -1) this.tries.length = 0;
    else if (first > 0) this.tries.splice(0, first);
  }
}
