import pino, { type DestinationStream, type Logger } from "pino";
import { maskText } from "#domain/masking";
import type { LogLevel } from "./config.ts";

export type Log = Logger;

// Fields that may carry a secret or a customer's words. Whoever logs an object by mistake logs none of them.
const HIDDEN_NAMES = new Set(["text", "turns", "card", "form", "content", "comment", "body", "cookie"]);
/** However it is spelt: `appSecret`, `API_TOKEN`, `tenant_access_token`, `x-lark-signature`. */
const HIDDEN_ENDINGS = /(?:secret|token|password|authorization|signature|encrypt_?key|secret_?key)$/i;
/** The password in an address, as drivers quote it. */
const ADDRESS_PASSWORD = /(:\/\/[^\s:/@]*:)[^\s@]+@/g;
const DEEPEST = 6;

/** JSON lines on a file descriptor: 1 for the server, 2 where standard output belongs to a command's result. */
export function createLog(level: LogLevel, destination: 1 | 2 | DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => shownFields(fields, 0) },
      hooks: {
        logMethod(words, method) {
          const [fields]: readonly unknown[] = words;
          const error = fields instanceof Error ? fields : (fields as { err?: unknown } | null)?.err;
          // Without words of its own pino takes the error's, as they are.
          const all: unknown[] =
            words.length === 1 && error instanceof Error ? [fields, error.message] : words;
          const shown = all.map((word) => (typeof word === "string" ? shownText(word) : word));
          method.apply(this, shown as typeof words);
        },
      },
      serializers: { err: (error: unknown) => error },
    },
    typeof destination === "number" ? pino.destination({ fd: destination, sync: true }) : destination,
  );
}

function shownFields(fields: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const shown = Object.entries(fields).map(([name, value]) => [
    name,
    isHidden(name) ? "[hidden]" : shownValue(value, depth + 1),
  ]);
  return Object.fromEntries(shown) as Record<string, unknown>;
}

function isHidden(name: string): boolean {
  return HIDDEN_NAMES.has(name.toLowerCase()) || HIDDEN_ENDINGS.test(name);
}

function shownValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return shownText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST || ArrayBuffer.isView(value)) return "[hidden]";
  if (value instanceof Error) return shownFields(errorFields(value), depth);
  if (Array.isArray(value)) return value.map((part) => shownValue(part, depth + 1));
  return shownFields(value as Readonly<Record<string, unknown>>, depth);
}

/** Its own fields hold what was sent or asked: a driver's query, a client's request. */
function errorFields({ name, message, stack }: Error): Record<string, unknown> {
  return { name, message, stack };
}

function shownText(text: string): string {
  return maskText(text.replace(ADDRESS_PASSWORD, "$1***@"));
}
