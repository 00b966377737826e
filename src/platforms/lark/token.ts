import type { Outcome } from "./sdk.ts";

/** Asked anew this long before the end, so that no request travels with a token that dies on the way. */
const MARGIN_SECONDS = 180;

export type FetchedToken = { readonly token: string; readonly lifeSeconds: number };
export type TokenSource = {
  get(): Promise<Outcome<string>>;
  /** Forgets this token, unless a newer one has taken its place. */
  drop(token: string): void;
};

/** One tenant token for everybody: calls that come while it is being fetched wait for the same answer. */
export function createTokenSource(
  fetchToken: () => Promise<Outcome<FetchedToken>>,
  clock: { now(): Date },
): TokenSource {
  let current: { readonly token: string; readonly freshUntil: number } | null = null;
  let pending: Promise<Outcome<string>> | null = null;

  async function fetchOnce(): Promise<Outcome<string>> {
    const fetched = await fetchToken();
    if (!fetched.isOk) {
      return fetched;
    }
    const { token, lifeSeconds } = fetched.data;
    current = { token, freshUntil: clock.now().getTime() + (lifeSeconds - MARGIN_SECONDS) * 1000 };
    return { isOk: true, data: token };
  }

  return {
    async get() {
      if (current !== null && clock.now().getTime() < current.freshUntil) {
        return { isOk: true, data: current.token };
      }
      pending ??= fetchOnce().finally(() => {
        pending = null;
      });
      return pending;
    },
    drop(token) {
      if (current?.token === token) {
        current = null;
      }
    },
  };
}
