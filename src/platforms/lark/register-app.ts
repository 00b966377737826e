import { isObject, textIn } from "./json.ts";
import { LARK_CALLBACKS, LARK_EVENTS, LARK_SCOPES } from "./permissions.ts";
import { isLoopback, type Sdk } from "./sdk.ts";

const TIMEOUT_MILLISECONDS = 15_000;
const INTERNATIONAL = "https://open.larksuite.com";
/** Where accounts are asked for the API of an address; nothing else makes apps by a QR code. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  "https://open.feishu.cn": "accounts.feishu.cn",
  [INTERNATIONAL]: "accounts.larksuite.com",
};

export type RegisterOptions = {
  readonly baseUrl: string;
  /** An app that is there already and gets what it lacks; null makes a new one. */
  readonly appId: string | null;
  /** Shows the person what to scan. */
  readonly onCode: (code: { readonly url: string; readonly expiresInSeconds: number }) => void;
};
export type RegisteredApp = { readonly appId: string; readonly appSecret: string; readonly baseUrl: string };
export type RegistrationProblem = "refused" | "expired" | "unreachable" | "unknown-address" | "failed";
export type Registered =
  | { readonly isOk: true; readonly app: RegisteredApp }
  | { readonly isOk: false; readonly problem: RegistrationProblem };

/**
 * Makes an app with everything that we need, or brings one up to it: shows a code, waits until somebody who may has
 * confirmed it in the chat app. Never throws for what the network, Lark or the person answers.
 */
export async function registerLarkApp({ baseUrl, appId, onCode }: RegisterOptions): Promise<Registered> {
  const accounts = accountsOf(baseUrl);
  if (accounts === null) return { isOk: false, problem: "unknown-address" };
  const sdk = await import("@larksuiteoapi/node-sdk");
  const restore = adaptHttp(sdk, baseUrl);
  try {
    const { client_id, client_secret, user_info } = await sdk.registerApp({
      domain: accounts,
      // The emulator is both.
      larkDomain: isLoopback({ baseUrl }) ? accounts : "accounts.larksuite.com",
      source: "xingping",
      ...(appId === null ? {} : { appId }),
      addons: {
        // Only what is listed: not whatever the template of the day holds.
        preset: false,
        scopes: { tenant: LARK_SCOPES.map(({ scope }) => scope) },
        events: { items: { tenant: [...LARK_EVENTS] } },
        callbacks: { items: [...LARK_CALLBACKS] },
      },
      onQRCodeReady: ({ url, expireIn }) => onCode({ url, expiresInSeconds: expireIn }),
    });
    const isMoved = user_info?.tenant_brand === "lark" && !isLoopback({ baseUrl });
    const app = { appId: client_id, appSecret: client_secret, baseUrl: isMoved ? INTERNATIONAL : baseUrl };
    return { isOk: true, app };
  } catch (error) {
    return { isOk: false, problem: problemOf(error) };
  } finally {
    restore();
  }
}

function accountsOf(baseUrl: string): string | null {
  const { host, pathname } = new URL(baseUrl);
  if (isLoopback({ baseUrl })) return `${host}${pathname.replace(/\/+$/, "")}`;
  return ACCOUNTS[baseUrl.replace(/\/+$/, "")] ?? null;
}

/** The SDK asks through its shared axios, without a time limit and always by https, which no emulator speaks. */
function adaptHttp({ defaultHttpInstance }: Sdk, baseUrl: string): () => void {
  const isHere = isLoopback({ baseUrl });
  const { protocol } = new URL(baseUrl);
  const { request } = defaultHttpInstance.interceptors;
  const id = request.use((config) => {
    config.timeout = TIMEOUT_MILLISECONDS;
    if (isHere) {
      config.proxy = false;
      config.url = config.url?.replace(/^https:/, protocol) ?? "";
    }
    return config;
  });
  return () => request.eject(id);
}

/** The SDK throws `{code, description}` for what Lark says, axios' error for what the network does. */
function problemOf(error: unknown): RegistrationProblem {
  const thrown = isObject(error) ? error : {};
  if (thrown["isAxiosError"] === true) return "unreachable";
  const code = textIn(thrown, "code");
  if (code === "access_denied") return "refused";
  return code === "expired_token" ? "expired" : "failed";
}
