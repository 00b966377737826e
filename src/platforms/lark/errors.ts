import { cutText, storableText } from "#domain/storable-text";
import type { DeliveryProblem } from "#ports/chat";
import { isObject, type JsonObject, objectIn, textIn } from "./json.ts";

/** What came back instead of a success, in the shape that decides what to do. */
export type Failure = {
  /** Lark's code; null when the answer was none of Lark's. */
  readonly code: number | null;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly message: string;
  /** From `x-ogw-ratelimit-reset`, in seconds. */
  readonly resetSeconds: number | null;
  /** The network's code, such as ECONNREFUSED. */
  readonly networkCode: string | null;
  /** Whether the request can have reached Lark at all. */
  readonly wasSent: boolean;
};

const OPERATOR_SECONDS = 300;
const LOCK_SECONDS = 2;
const MAX_REASON_CHARACTERS = 200;
const CARD_BUILD_FAILED = 230099;
/** As the sub-code stands in the message; the key of an image is not one of this app's. */
const UNKNOWN_IMAGE = /ErrCode:\s*200570\b/;
const NOTHING_WAS_SENT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** The access token is missing, expired or withdrawn; a new one may help. */
const TOKEN_CODES = [99991661, 99991663, 99991664, 99991665, 99991668, 99991671];
/** Too many requests of the app. */
const APP_RATE_CODES = [99991400, 11232];
/** Too many to one person or chat, or it is being worked on. */
const DESTINATION_RATE_CODES = [230020, 230049, 232019, 11233];
/** This person or this chat: gone, blocked, out of range, or never ours. */
const UNREACHABLE_CODES = [
  230002, 230013, 230018, 230029, 230034, 230035, 230036, 230038, 230053, 230075, 232009, 99992351, 99992352,
  99992356, 99992361,
];
/** Wrong credentials, missing permission, bot switched off, address not allowed, quota used up: a person mends it. */
const OPERATOR_CODES = [
  230006, 230027, 10003, 10014, 10015, 99991401, 99991403, 99991543, 99991662, 99991672, 99991677, 99991679,
];

export function isTokenFailure(failure: Failure): boolean {
  return failure.code !== null && TOKEN_CODES.includes(failure.code);
}

export function toDeliveryProblem(failure: Failure): DeliveryProblem {
  const code = nameOf(failure);
  const reason = reasonOf(failure);
  if (failure.status === null) {
    return failure.wasSent
      ? { kind: "unknown", code, reason }
      : { kind: "retry", code, reason, afterSeconds: null, holdsUp: "destination" };
  }
  if (failure.code !== null) {
    return byCode(failure.code, failure, { code, reason });
  }
  if (failure.status === 429) {
    return { kind: "retry", code, reason, afterSeconds: failure.resetSeconds, holdsUp: "app" };
  }
  // Without Lark's envelope a success or a 5xx comes from something in between: nobody knows what Lark did.
  const mayHaveArrived = failure.status < 400 || failure.status >= 500;
  return { kind: mayHaveArrived ? "unknown" : "refused", code, reason };
}

function nameOf({ code, status, networkCode }: Failure): string {
  return code !== null ? String(code) : status !== null ? `http-${status}` : (networkCode ?? "no-answer");
}

function byCode(
  number: number,
  failure: Failure,
  named: { readonly code: string; readonly reason: string },
): DeliveryProblem {
  if (DESTINATION_RATE_CODES.includes(number)) {
    return { kind: "retry", ...named, afterSeconds: failure.resetSeconds, holdsUp: "destination" };
  }
  if (APP_RATE_CODES.includes(number) || failure.status === 429) {
    return { kind: "retry", ...named, afterSeconds: failure.resetSeconds, holdsUp: "app" };
  }
  if (OPERATOR_CODES.includes(number) || TOKEN_CODES.includes(number)) {
    return { kind: "retry", ...named, afterSeconds: OPERATOR_SECONDS, holdsUp: "app" };
  }
  if (UNREACHABLE_CODES.includes(number)) {
    return { kind: "unreachable", ...named };
  }
  // "card action is lock": somebody is pressing the card at this moment.
  if ((number === CARD_BUILD_FAILED || number === 11310) && /is lock/i.test(failure.message)) {
    return { kind: "retry", ...named, afterSeconds: LOCK_SECONDS, holdsUp: "destination" };
  }
  if (number === CARD_BUILD_FAILED && UNKNOWN_IMAGE.test(failure.message)) {
    return { kind: "retry", ...named, afterSeconds: null, holdsUp: "destination", isPictureUnknown: true };
  }
  // A failure inside Lark may have come after it took the message.
  return { kind: (failure.status ?? 0) >= 500 ? "unknown" : "refused", ...named };
}

/** Lark's words without the value that it quotes, which may be a customer's text. */
function reasonOf(failure: Failure): string {
  return cutText(storableText(failure.message.replace(/;?\s*ErrorValue:.*$/s, "")), MAX_REASON_CHARACTERS);
}

/** The failure in what the SDK resolved with: Lark answers HTTP 200 with a code other than 0, too. */
export function failureOfAnswer(answer: unknown): Failure | null {
  const body = isObject(answer) ? answer : {};
  return body["code"] === 0
    ? null
    : { ...describe(body), status: 200, networkCode: null, resetSeconds: null, wasSent: true };
}

/** The failure in what the SDK threw: an answer with a status that is an error, or no answer. */
export function failureOfError(error: unknown): Failure {
  const thrown: JsonObject = isObject(error) ? error : {};
  const response = objectIn(thrown, "response");
  const networkCode = textIn(thrown, "code");
  if (typeof response["status"] !== "number") {
    const wasSent = networkCode === null || !NOTHING_WAS_SENT.includes(networkCode);
    const message = error instanceof Error ? error.message : "no answer";
    return { code: null, status: null, message, resetSeconds: null, networkCode, wasSent };
  }
  const reset = Number(objectIn(response, "headers")["x-ogw-ratelimit-reset"] ?? Number.NaN);
  return {
    ...describe(objectIn(response, "data")),
    status: response["status"],
    resetSeconds: Number.isFinite(reset) && reset >= 0 ? reset : null,
    networkCode,
    wasSent: true,
  };
}

function describe(body: JsonObject): { code: number | null; message: string } {
  const code = typeof body["code"] === "number" ? body["code"] : null;
  return { code, message: textIn(body, "msg") ?? "no message" };
}
