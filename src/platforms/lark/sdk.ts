import type { Client, HttpInstance } from "@larksuiteoapi/node-sdk";
import { createDirectHttp } from "./direct-http.ts";
import { type Failure, failureOfAnswer, failureOfError, isTokenFailure } from "./errors.ts";
import { type JsonObject, textIn } from "./json.ts";
import { createTokenSource, type FetchedToken } from "./token.ts";

const TIMEOUT_MILLISECONDS = 10_000;

export type LarkConfig = {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://open.feishu.cn`, `https://open.larksuite.com` or a stand-in on this machine. */
  readonly baseUrl: string;
  /** The environment names no proxy, so that requests need not go by way of axios, which knows how to use one. */
  readonly isDirect?: boolean;
};
export type Outcome<Data> =
  { readonly isOk: true; readonly data: Data } | { readonly isOk: false; readonly failure: Failure };
type RequestOptions = { readonly headers: { readonly Authorization: string } };
/** The SDK types every field of an answer as optional, so nothing is believed before it was looked at. */
export type Answer<Data> = {
  readonly code?: number | undefined;
  readonly msg?: string | undefined;
  readonly data?: Data | undefined;
};

/** Sends a body that is JSON already, or bytes of another kind, to a path such as `/open-apis/im/v1/messages`. */
type Write = <Data>(
  method: "POST" | "PATCH",
  path: string,
  body: string | Buffer,
  contentType?: string,
) => Promise<Answer<Data>>;
export type Run<Data> = (client: Client, options: RequestOptions, write: Write) => Promise<Answer<Data>>;

/** Runs one SDK call with our token; never throws for what the network or Lark answers. */
export type CallLark = <Data>(run: Run<Data>) => Promise<Outcome<Data | undefined>>;

/**
 * The SDK's client with a token of our own: the SDK fetches one for each of several first calls, and keeps a token
 * that Lark has withdrawn. It is loaded at the first call because it is 6 MB large.
 */
export function createCaller(config: LarkConfig, clock: { now(): Date }): CallLark {
  let loading: Promise<Client> | null = null;
  const load = () => (loading ??= loadClient(config));
  const tokens = createTokenSource(async () => fetchToken(await load(), config), clock);

  async function once<Data>(run: Run<Data>, token: string): Promise<Outcome<Data | undefined>> {
    const client = await load();
    const Authorization = `Bearer ${token}`;
    const write: Write = (method, path, data, contentType = "application/json") =>
      client.httpInstance.request({
        method,
        url: `${domainOf(config)}${path}`,
        headers: { Authorization, "Content-Type": contentType },
        data,
      });
    return settle(() => run(client, { headers: { Authorization } }, write));
  }

  return async <Data>(run: Run<Data>) => {
    const token = await tokens.get();
    if (!token.isOk) {
      return token;
    }
    const outcome = await once(run, token.data);
    if (outcome.isOk || !isTokenFailure(outcome.failure)) {
      return outcome;
    }
    tokens.drop(token.data);
    const newToken = await tokens.get();
    return newToken.isOk ? once(run, newToken.data) : newToken;
  };
}

async function settle<Data>(run: () => Promise<Answer<Data>>): Promise<Outcome<Data | undefined>> {
  try {
    const answer = await run();
    const failure = failureOfAnswer(answer);
    return failure ? { isOk: false, failure } : { isOk: true, data: answer.data };
  } catch (error) {
    return { isOk: false, failure: failureOfError(error) };
  }
}

/** Lark puts the token beside the code, not under `data`. A failure here means that no message was sent. */
async function fetchToken(client: Client, config: LarkConfig): Promise<Outcome<FetchedToken>> {
  const credentials = { data: { app_id: config.appId, app_secret: config.appSecret } };
  const outcome = await settle(async () => {
    const answer: JsonObject = { ...(await client.auth.v3.tenantAccessToken.internal(credentials)) };
    return { code: answer["code"], msg: answer["msg"], data: answer } as Answer<JsonObject>;
  });
  if (!outcome.isOk) {
    return { isOk: false, failure: { ...outcome.failure, wasSent: false } };
  }
  const answer = outcome.data ?? {};
  return {
    isOk: true,
    data: { token: textIn(answer, "tenant_access_token") ?? "", lifeSeconds: Number(answer["expire"] ?? 0) },
  };
}

async function loadClient(config: LarkConfig): Promise<Client> {
  const sdk = await import("@larksuiteoapi/node-sdk");
  return new sdk.Client({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: domainOf(config),
    httpInstance:
      config.isDirect || isLoopback(config)
        ? (createDirectHttp(config.baseUrl, TIMEOUT_MILLISECONDS) as HttpInstance)
        : createHttp(sdk, config),
    disableTokenCache: true,
    logger: SILENT_LOGGER,
  });
}

export type Sdk = typeof import("@larksuiteoapi/node-sdk");

export function domainOf({ baseUrl }: Pick<LarkConfig, "baseUrl">): string {
  return baseUrl.replace(/\/+$/, "");
}

/** The SDK's own axios with a time limit: it has none. Answers bodies, as the SDK expects. */
export function createHttp(sdk: Sdk, config: Pick<LarkConfig, "baseUrl">): HttpInstance {
  const httpInstance = wholeAnswers(sdk, config);
  httpInstance.interceptors.response.use((response) => response.data);
  return httpInstance as HttpInstance;
}

/** The same for whole answers with their headers. */
export async function loadHttp(config: Pick<LarkConfig, "baseUrl">) {
  return wholeAnswers(await import("@larksuiteoapi/node-sdk"), config);
}

function wholeAnswers(sdk: Sdk, config: Pick<LarkConfig, "baseUrl">) {
  return sdk.defaultHttpInstance.create({
    timeout: TIMEOUT_MILLISECONDS,
    // Lark does not redirect, and our token is for nobody else. What would follow redirects doubles a call's time, too.
    maxRedirects: 0,
    // A proxy of the environment cannot reach this machine's own addresses.
    ...(isLoopback(config) && { proxy: false }),
  });
}

export function isLoopback(config: Pick<LarkConfig, "baseUrl">): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(domainOf(config)).hostname);
}

function silent(): void {}

/** The SDK's log of a failed request holds its body: the app's secret or a customer's words. */
export const SILENT_LOGGER = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
