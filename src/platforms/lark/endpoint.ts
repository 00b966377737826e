import { setTimeout as pause } from "node:timers/promises";
import type { HttpInstance } from "@larksuiteoapi/node-sdk";
import { type Failure, failureOfAnswer, failureOfError } from "./errors.ts";

const WAIT_SECONDS = [1, 2, 5, 10, 30];

/** What the connection tells its operator. Nothing of it holds a secret or what somebody wrote. */
export type ConnectionLog = {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
};

/**
 * Asks where to connect until there is an answer to go on with. The SDK gives up for good at the first refusal, and
 * waits up to half a minute after the first time that nobody answered; an app that is not published yet is refused in
 * the same way as a wrong secret, so a refusal is asked about again too.
 */
export function createPatientHttp(
  http: HttpInstance,
  { log, closing }: { readonly log: ConnectionLog; readonly closing: AbortSignal },
): HttpInstance {
  const request = async (options: Parameters<HttpInstance["request"]>[0]): Promise<unknown> => {
    let told = "";
    for (let tries = 0; ; tries += 1) {
      const answer = await ask(http, options);
      if (answer.isOk) return answer.data;
      const reason = reasonOf(answer.failure);
      if (reason !== told) log.warn({ reason }, wordsFor(answer.failure));
      told = reason;
      const waitSeconds = WAIT_SECONDS[Math.min(tries, WAIT_SECONDS.length - 1)] ?? 0;
      await pause(waitSeconds * 1_000, undefined, { signal: closing });
    }
  };
  return { request } as unknown as HttpInstance;
}

type Asked =
  { readonly isOk: true; readonly data: unknown } | { readonly isOk: false; readonly failure: Failure };

async function ask(http: HttpInstance, options: Parameters<HttpInstance["request"]>[0]): Promise<Asked> {
  try {
    const data: unknown = await http.request(options);
    const failure = failureOfAnswer(data);
    return failure === null ? { isOk: true, data } : { isOk: false, failure };
  } catch (error) {
    return { isOk: false, failure: failureOfError(error) };
  }
}

function reasonOf({ code, status, networkCode, message }: Failure): string {
  if (code !== null) return `${code} ${message}`;
  return status === null ? (networkCode ?? "no answer") : `HTTP ${status}`;
}

function wordsFor({ code }: Failure): string {
  return code === null
    ? "Lark cannot be reached; the long connection is tried again until it is there"
    : "Lark refuses the long connection: check LARK_APP_ID and LARK_APP_SECRET, and that a version of the app is published; it is tried again";
}
