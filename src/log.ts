import pino, { type Logger } from "pino";
import type { LogLevel } from "./config.ts";

export type Log = Logger;

// Fields that may carry a secret or a customer's words. Whoever logs an object by mistake logs none of them.
const HIDDEN = [
  "secret",
  "token",
  "password",
  "authorization",
  "appSecret",
  "encryptKey",
  "apiToken",
  "secretKey",
  "text",
  "turns",
  "card",
  "form",
  "content",
  "comment",
];

/** JSON lines on a file descriptor: 1 for the server, 2 where standard output belongs to a command's result. */
export function createLog(level: LogLevel, descriptor: 1 | 2): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[hidden]" },
    },
    pino.destination({ fd: descriptor, sync: true }),
  );
}
