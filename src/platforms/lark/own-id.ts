import type { OwnId } from "#ports/chat";
import { type JsonObject, objectIn, textIn } from "./json.ts";
import type { Answer, CallLark } from "./sdk.ts";

/** So that a Lark that does not tell is not asked about every message. */
const ASKED_AGAIN_AFTER_MILLISECONDS = 60_000;

/** Asks at the first need only, because the first call loads the SDK. */
export function createOwnId(call: CallLark, clock: { now(): Date }): OwnId {
  let id: string | null = null;
  let asking: Promise<string | null> | null = null;
  let notBefore = 0;

  async function ask(): Promise<string | null> {
    id = await fetchOwnId(call);
    notBefore = clock.now().getTime() + ASKED_AGAIN_AFTER_MILLISECONDS;
    return id;
  }

  return {
    known: () => id,
    async learn() {
      if (id !== null || (asking === null && clock.now().getTime() < notBefore)) {
        return id;
      }
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

/** The SDK has no method for it, and Lark puts the bot beside the code, not under `data`. */
async function fetchOwnId(call: CallLark): Promise<string | null> {
  const outcome = await call(async (client, options) => {
    const url = "/open-apis/bot/v3/info";
    const answer = await client.request<JsonObject>({ method: "GET", url }, options);
    return { code: answer["code"], msg: answer["msg"], data: objectIn(answer, "bot") } as Answer<JsonObject>;
  });
  return outcome.isOk ? textIn(outcome.data ?? {}, "open_id") : null;
}
