import type { PostOutcome } from "#emulator/post";
import type { CardFault, JsonObject } from "./card-schema.ts";
import { isObject } from "./card-schema.ts";
import { LOCALES } from "./card-values.ts";
import { cardFaultText } from "./message-content.ts";

export type Toast = {
  type: "info" | "success" | "error" | "warning";
  content: string;
  /** By locale; goes before `content` for a client in that language. */
  i18n?: Readonly<Record<string, string>>;
};

/** The toast a client shows when the callback failed; codes of the callback page (client 7.28 and later). */
export type ErrorToast = { code: number; kind: ErrorToastKind; detail: string };
export type ErrorToastKind =
  "no-callback-url" | "timeout" | "connection" | "dns" | "status" | "body" | "card" | "card-version";

export type CallbackAnswer = { toast?: Toast; card?: JsonObject; errorToast?: ErrorToast };

const TOAST_TYPES: readonly unknown[] = ["info", "success", "error", "warning"];
const CODES: Record<ErrorToastKind, number> = {
  "no-callback-url": 200340,
  timeout: 200341,
  connection: 200342,
  dns: 200343,
  status: 200671,
  body: 200672,
  card: 200673,
  "card-version": 200830,
};

export function errorToast(kind: ErrorToastKind, detail: string): ErrorToast {
  return { code: CODES[kind], kind, detail };
}

/** Reads the program's answer as the client does. `checkCard` is the same check that a send goes through. */
export function readAnswer(
  outcome: PostOutcome,
  checkCard: (card: unknown) => CardFault | undefined,
): CallbackAnswer {
  const fail = (kind: ErrorToastKind, detail: string): CallbackAnswer => ({
    errorToast: errorToast(kind, detail),
  });
  if (outcome.failure === "no-webhook") return fail("no-callback-url", "no webhook address is set");
  if (outcome.failure) return fail(outcome.failure, `no answer after ${outcome.tookMs} ms`);
  if (outcome.status !== 200) return fail("status", `HTTP ${outcome.status}: ${outcome.body.slice(0, 200)}`);
  const body = parse(outcome.body);
  if (!body) return fail("body", `no JSON object: ${outcome.body.slice(0, 200)}`);
  const bad = toastProblem(body["toast"]);
  if (bad) return fail("body", bad);
  const cardAnswer = readCardPart(body["card"], checkCard);
  if (cardAnswer.errorToast) return cardAnswer;
  const toast = body["toast"] as Toast | undefined;
  return {
    ...cardAnswer,
    ...(toast ? { toast: shownToast(toast) } : {}),
  };
}

function shownToast({ type, content, i18n }: Partial<Toast>): Toast {
  const words = content ?? Object.values(i18n ?? {})[0] ?? "";
  return { type: type ?? "info", content: words, ...(i18n === undefined ? {} : { i18n }) };
}

function readCardPart(part: unknown, checkCard: (card: unknown) => CardFault | undefined): CallbackAnswer {
  if (part === undefined) return {};
  const bad = (kind: ErrorToastKind, detail: string): CallbackAnswer => ({
    errorToast: errorToast(kind, detail),
  });
  if (!isObject(part)) return bad("body", "card must be {type, data}");
  if (part["type"] !== "raw") return bad("card", `card.type ${String(part["type"])}: only raw is known here`);
  const { data } = part;
  if (!isObject(data)) return bad("card", "card.data must be the card's JSON object");
  if (data["schema"] !== "2.0")
    return bad("card-version", `schema ${String(data["schema"])} answers a 2.0 card`);
  const fault = checkCard(data);
  return fault ? bad("card", cardFaultText(fault)) : { card: data };
}

function toastProblem(toast: unknown): string | undefined {
  if (toast === undefined) return undefined;
  if (!isObject(toast)) return "toast must be an object";
  if (toast["type"] !== undefined && !TOAST_TYPES.includes(toast["type"]))
    return `toast.type ${String(toast["type"])}`;
  if (typeof toast["content"] !== "string" && !isObject(toast["i18n"])) return "toast.content is missing";
  const locales = isObject(toast["i18n"]) ? Object.keys(toast["i18n"]) : [];
  const strange = locales.find((locale) => !LOCALES.includes(locale));
  return strange === undefined ? undefined : `toast.i18n.${strange} is no language`;
}

function parse(body: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
