import type { EmulatorClock } from "#emulator/clock";
import type { Ids } from "./ids.ts";
import { Refusal } from "./refusal.ts";

const LIFE_MS = 1_800_000;
const MOST_USES = 2;

export type UpdateTokens = {
  issue(messageId: string): string;
  /** The callback was answered with 200: from now on the token may be used. */
  open(token: string): void;
  /**
   * Uses the token once and returns its message. Throws 300020 (unknown), 10002 (callback not answered yet),
   * 300030 (older than 30 minutes), 300040 (third use); source: delayed update page.
   */
  use(token: string): string;
  /** What may still be used. */
  save(): SavedUpdateToken[];
  clear(): void;
};

type Entry = { messageId: string; expiresMs: number; uses: number; isOpen: boolean };
export type SavedUpdateToken = Entry & { token: string };

export function createUpdateTokens(
  clock: EmulatorClock,
  ids: Ids,
  saved: readonly SavedUpdateToken[] = [],
): UpdateTokens {
  const entries = new Map<string, Entry>(saved.map(({ token, ...entry }) => [token, entry]));
  const refused = (code: number, message: string): Refusal =>
    new Refusal(code, message, { violation: "update-token" });
  return {
    issue(messageId) {
      const token = ids.next("c-");
      entries.set(token, { messageId, expiresMs: clock.nowMs() + LIFE_MS, uses: 0, isOpen: false });
      return token;
    },
    open(token) {
      const entry = entries.get(token);
      if (entry) entry.isOpen = true;
    },
    use(token) {
      const entry = entries.get(token);
      if (!entry) throw refused(300020, "invalid update token");
      if (!entry.isOpen) throw refused(10002, "the callback of this token has not been answered");
      if (clock.nowMs() >= entry.expiresMs) throw refused(300030, "update token is out of date");
      if (entry.uses >= MOST_USES) throw refused(300040, `update token was used ${MOST_USES} times already`);
      entry.uses += 1;
      return entry.messageId;
    },
    save: () =>
      [...entries].flatMap(([token, entry]) =>
        clock.nowMs() < entry.expiresMs ? [{ token, ...entry }] : [],
      ),
    clear: () => entries.clear(),
  };
}
