/** At most `count` tries in any `milliseconds`. */
export type RateLimit = { readonly count: number; readonly milliseconds: number };

/**
 * Tries of the last while, oldest first. Instants are milliseconds since 1970. A platform counts a request when it
 * arrives, which is some time between its start and its answer: so a try counts as long as it is under way, and for
 * the length of the window after it is over.
 */
export class SlidingWindow {
  private readonly tries: number[] = [];
  private underWay = 0;
  private readonly limits: readonly RateLimit[];
  private readonly longest: number;

  constructor(limits: readonly RateLimit[]) {
    this.limits = limits;
    this.longest = Math.max(...limits.map((limit) => limit.milliseconds));
  }

  /**
   * Milliseconds until one more try breaks no limit; 0 means now. A whole window when only what is under way stands in
   * the way: when that is over, ask again.
   */
  waitMilliseconds(now: number): number {
    this.forget(now);
    const waits = this.limits.map(({ count, milliseconds }) => {
      const free = count - this.underWay;
      if (free <= 0) return milliseconds;
      const blocking = this.tries.at(-free);
      return blocking === undefined ? 0 : Math.max(0, blocking + milliseconds - now);
    });
    return Math.max(0, ...waits);
  }

  begin(): void {
    this.underWay += 1;
  }

  end(at: number): void {
    this.underWay -= 1;
    this.record(at);
  }

  /** A try that is over; none later than this has been recorded. */
  record(at: number): void {
    this.tries.push(at);
  }

  get isEmpty(): boolean {
    return this.tries.length === 0 && this.underWay === 0;
  }

  private forget(now: number): void {
    const first = this.tries.findIndex((at) => at + this.longest > now);
    if (first === -1) this.tries.length = 0;
    else if (first > 0) this.tries.splice(0, first);
  }
}
