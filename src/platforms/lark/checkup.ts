import { AppError } from "#domain/error";
import { failureOfAnswer, failureOfError, type Failure } from "./errors.ts";
import { isObject, objectIn, textIn, type JsonObject } from "./json.ts";
import { listChats } from "./directory.ts";
import { LARK_SCOPES, type LarkScope } from "./permissions.ts";
import { createCaller, loadHttp, type LarkConfig } from "./sdk.ts";

/** What Lark says to the app's id and secret. `code`: Lark's own or the network's, for who looks it up. */
export type Knock = {
  readonly answer: "welcome" | "wrong-app-id" | "wrong-secret" | "refused" | "not-lark" | "unreachable";
  readonly code: string;
  /** Lark's clock, by the second, and ours in the middle of the question. Null: it told none. */
  readonly clock: { readonly theirs: Date; readonly ours: Date } | null;
};
export type Asked<Value> =
  { readonly isOk: true; readonly value: Value } | { readonly isOk: false; readonly code: string };

/** Looks at an app without changing anything of it. Nothing here throws for what Lark or the network answers. */
export type LarkCheckup = {
  /** One question, however often it is called. */
  knock(): Promise<Knock>;
  /** `status` 2 is on. */
  bot(): Promise<Asked<{ readonly name: string; readonly status: number }>>;
  /** `missing`: not granted, nor any that covers the same. */
  missingScopes(): Promise<Asked<{ readonly missing: readonly LarkScope[]; readonly needed: number }>>;
  chatNames(): Promise<Asked<readonly string[]>>;
};

const GRANTED = 1;
const KNOCK_MILLISECONDS = 5_000;
const APP_ID_CODES = [10003, 99991543];
const SECRET_CODES = [10014, 10015];

export function createLarkCheckup(config: LarkConfig, clock: { now(): Date }): LarkCheckup {
  const call = createCaller(config, clock);
  let knocking: Promise<Knock> | null = null;
  return {
    knock: () => (knocking ??= knock(config, clock)),
    bot: async () => {
      const outcome = await call(async (client, options) => {
        const answer = await client.request<JsonObject>(
          { method: "GET", url: "/open-apis/bot/v3/info" },
          options,
        );
        return { code: Number(answer["code"]), data: objectIn(answer, "bot") };
      });
      if (!outcome.isOk) return { isOk: false, code: codeOf(outcome.failure) };
      const bot = outcome.data ?? {};
      return {
        isOk: true,
        value: { name: textIn(bot, "app_name") ?? "", status: Number(bot["activate_status"]) },
      };
    },
    missingScopes: async () => {
      const outcome = await call((client, options) => client.application.v6.scope.list({}, options));
      if (!outcome.isOk) return { isOk: false, code: codeOf(outcome.failure) };
      const granted = new Set(
        (outcome.data?.scopes ?? []).flatMap(({ scope_name, grant_status }) =>
          grant_status === GRANTED ? [scope_name] : [],
        ),
      );
      const isMissing = ({ scope, orAnyOf }: LarkScope): boolean =>
        ![scope, ...orAnyOf].some((name) => granted.has(name));
      return { isOk: true, value: { missing: LARK_SCOPES.filter(isMissing), needed: LARK_SCOPES.length } };
    },
    chatNames: async () => {
      try {
        return { isOk: true, value: (await listChats(call)).map(({ name, chatId }) => name || chatId) };
      } catch (error) {
        return { isOk: false, code: error instanceof AppError ? String(error.facts["code"]) : "unknown" };
      }
    },
  };
}

async function knock(config: LarkConfig, clock: { now(): Date }): Promise<Knock> {
  const http = await loadHttp(config);
  const before = clock.now().getTime();
  try {
    const { data, headers } = await http.post<unknown>(
      `${config.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
      { app_id: config.appId, app_secret: config.appSecret },
      { validateStatus: () => true, timeout: KNOCK_MILLISECONDS },
    );
    const ours = new Date((before + clock.now().getTime()) / 2);
    const theirs = new Date(String(headers["date"]));
    const told = Number.isNaN(theirs.getTime()) ? null : { theirs, ours };
    return { ...meaningOf(data), clock: told };
  } catch (error) {
    return { answer: "unreachable", code: codeOf(failureOfError(error)), clock: null };
  }
}

function meaningOf(body: unknown): Pick<Knock, "answer" | "code"> {
  if (!isObject(body) || typeof body["code"] !== "number") return { answer: "not-lark", code: "no JSON" };
  const failure = failureOfAnswer(body);
  const code = String(body["code"]);
  if (failure === null) return { answer: "welcome", code };
  if (APP_ID_CODES.includes(body["code"])) return { answer: "wrong-app-id", code };
  return { answer: SECRET_CODES.includes(body["code"]) ? "wrong-secret" : "refused", code };
}

function codeOf({ code, status, networkCode }: Failure): string {
  return code !== null ? String(code) : status !== null ? `HTTP ${status}` : (networkCode ?? "no answer");
}
