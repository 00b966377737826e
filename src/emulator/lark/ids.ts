import { randomBytes } from "node:crypto";

export type Ids = {
  /** `om_…`, `ou_…`: the prefix and 32 hex digits, unique also across emulators that share a database. */
  next(prefix: string): string;
  /** A number that grows by one, for variations that must be the same in every run. */
  turn(name: string): number;
};

export function createIds(): Ids {
  const instance = randomBytes(10).toString("hex");
  const turns = new Map<string, number>();
  let made = 0;
  return {
    next(prefix) {
      made += 1;
      return `${prefix}${instance}${made.toString(16).padStart(12, "0")}`;
    },
    turn(name) {
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      return turn;
    },
  };
}
