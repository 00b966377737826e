import { existsSync } from "node:fs";
import { z } from "zod";

/**
 * Everything that is set from outside, read once and checked once. No other file reads the environment.
 * A missing or bad value throws ConfigError, whose message names each variable and what to do about it.
 */
export type Config = {
  readonly port: number;
  readonly publicUrl: string | null;
  readonly dataDirectory: string;
  /** Null: embedded under the data directory. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly policy: string;
  /** Null: the API refuses everybody. */
  readonly apiToken: string | null;
  readonly logLevel: LogLevel;
  /** Null: the embedded one makes its own in the data directory. */
  readonly secretKey: Uint8Array | null;
  /** Another program's clock; only ever a loopback address. */
  readonly clockUrl: string | null;
  readonly lark: LarkConfig | null;
  /** A proxy is named, for whatever address. */
  readonly namesProxy: boolean;
};

/** A long connection is authenticated when it is opened; what a webhook brings must prove where it comes from. */
export type LarkConfig = {
  readonly appId: string;
  readonly appSecret: string;
  readonly baseUrl: string;
} & (
  | { readonly mode: "webhook"; readonly encryptKey: string; readonly verificationToken: string }
  | { readonly mode: "websocket" }
);

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const LARK_APP = ["LARK_APP_ID", "LARK_APP_SECRET"] as const;
const LARK_NEEDS = {
  webhook: [...LARK_APP, "LARK_ENCRYPT_KEY", "LARK_VERIFICATION_TOKEN"],
  websocket: LARK_APP,
} as const;
/** The SDK connects for no other, without a word. */
const CONNECTABLE_APP_ID = /^cli_[0-9a-fA-F]{16}$/;

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => hasHost(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address like ${example}`,
  });
const webUrl = (example: string) =>
  url(["http:", "https:"], example).transform((text) => text.replace(/\/+$/, ""));

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: "must be a port number from 0 to 65535" })
    .int({ error: "must be a port number from 0 to 65535" })
    .min(0, { error: "must be a port number from 0 to 65535" })
    .max(65_535, { error: "must be a port number from 0 to 65535" })
    .default(3000),
  PUBLIC_URL: webUrl("https://xingping.example.com").optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgresql://user:password@host:5432/xingping").optional(),
  REDIS_URL: url(["redis:", "rediss:"], "redis://host:6379").optional(),
  POLICY: z.string().default("standard"),
  API_TOKEN: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  SECRET_KEY: z
    .base64({ error: "must be 32 bytes in base64; make one with: openssl rand -base64 32" })
    .refine((text) => Buffer.from(text, "base64").length === 32, {
      error: "must be 32 bytes in base64; make one with: openssl rand -base64 32",
    })
    .optional(),
  CLOCK_URL: webUrl("http://127.0.0.1:3000/emulator/clock").optional(),
  LARK_APP_ID: z.string().optional(),
  LARK_APP_SECRET: z.string().optional(),
  LARK_ENCRYPT_KEY: z.string().optional(),
  LARK_VERIFICATION_TOKEN: z.string().optional(),
  LARK_BASE_URL: webUrl("https://open.feishu.cn").default("https://open.feishu.cn"),
  LARK_MODE: z
    .enum(["webhook", "websocket"], {
      error:
        "must be webhook (events come to POST /webhooks/lark) or websocket (the program fetches them, no public address is needed)",
    })
    .default("webhook"),
});
type Environment = z.infer<typeof environmentSchema>;

/** What axios obeys; it reads NO_PROXY too, which decides for one address. */
const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/** The environment, with what a `.env` file in the working folder adds to it. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** What the demo leaves to its user: everything else it sets itself. */
export function demoEnvironment(): Readonly<Record<string, string | undefined>> {
  const { PORT, DATA_DIR, LOG_LEVEL, LC_ALL, LC_MESSAGES, LANG } = process.env;
  return { PORT, DATA_DIR, LOG_LEVEL: LOG_LEVEL ?? "warn", LC_ALL, LC_MESSAGES, LANG };
}

/** @throws ConfigError with one line for each fault. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty value is what a blank line in .env gives: not set. A blank at the end is what copying a secret gives.
  const set = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const result = environmentSchema.safeParse(set);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
    // One value may fail several checks that say the same.
    throw new ConfigError([...new Set(faults)].join("\n"));
  }
  const values = result.data;
  const faults = [...larkFaults(values, set), ...clockFaults(values, set), ...secretFaults(values)];
  if (faults.length > 0) throw new ConfigError(faults.join("\n"));
  return {
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    dataDirectory: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    policy: values.POLICY,
    apiToken: values.API_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
    secretKey: values.SECRET_KEY === undefined ? null : Buffer.from(values.SECRET_KEY, "base64"),
    clockUrl: values.CLOCK_URL ?? null,
    lark: larkConfig(values),
    namesProxy: PROXY_VARIABLES.some(
      (name) => set[name] !== undefined || set[name.toLowerCase()] !== undefined,
    ),
  };
}

const LARK_IN_CLEAR =
  "LARK_BASE_URL must begin with https://: over http:// the app's secret would travel readable by anybody on the way.";

const isLarkSafe = ({ LARK_BASE_URL }: Environment): boolean =>
  new URL(LARK_BASE_URL).protocol === "https:" || isLoopback(LARK_BASE_URL);

function larkFaults(values: Environment, set: Readonly<Record<string, string | undefined>>): string[] {
  const needed = LARK_NEEDS[values.LARK_MODE];
  const missing = needed.filter((name) => set[name] === undefined);
  if (LARK_NEEDS.webhook.every((name) => set[name] === undefined)) return [];
  if (missing.length > 0) {
    const isAppThere = LARK_APP.every((name) => set[name] !== undefined);
    const wayOut = isAppThere
      ? "or set LARK_MODE=websocket, which needs no more than you have"
      : "or leave all of them out";
    return [
      `${missing.join(", ")} missing: Lark needs all of ${needed.join(", ")}; they stand in the developer console of the app, ${wayOut}.`,
    ];
  }
  return [...(isLarkSafe(values) ? [] : [LARK_IN_CLEAR]), ...appIdFaults(values)];
}

function appIdFaults({ LARK_MODE, LARK_APP_ID }: Environment): string[] {
  if (LARK_MODE !== "websocket" || CONNECTABLE_APP_ID.test(LARK_APP_ID ?? "")) return [];
  return [
    "LARK_APP_ID must be cli_ and 16 digits or letters from a to f for LARK_MODE=websocket: copy it again from the developer console of the app.",
  ];
}

function larkConfig(values: Environment): LarkConfig | null {
  const { LARK_APP_ID, LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN } = values;
  if (!LARK_APP_ID || !LARK_APP_SECRET) return null;
  const app = { appId: LARK_APP_ID, appSecret: LARK_APP_SECRET, baseUrl: values.LARK_BASE_URL };
  if (values.LARK_MODE === "websocket") return { ...app, mode: "websocket" };
  if (!LARK_ENCRYPT_KEY || !LARK_VERIFICATION_TOKEN) return null;
  return {
    ...app,
    mode: "webhook",
    encryptKey: LARK_ENCRYPT_KEY,
    verificationToken: LARK_VERIFICATION_TOKEN,
  };
}

/** A moved clock in production would accept old signatures, so it is only honoured among loopback addresses. */
function clockFaults(values: Environment, set: Readonly<Record<string, string | undefined>>): string[] {
  if (values.CLOCK_URL === undefined) return [];
  if (!isLoopback(values.CLOCK_URL))
    return ["CLOCK_URL must be a loopback address such as http://127.0.0.1:3000/emulator/clock."];
  const isLarkOn = set["LARK_APP_ID"] !== undefined;
  if (isLarkOn && !isLoopback(values.LARK_BASE_URL)) {
    return [
      "CLOCK_URL is for the emulator only: LARK_BASE_URL is not a loopback address, so remove CLOCK_URL.",
    ];
  }
  return [];
}

function secretFaults(values: Environment): string[] {
  if (values.DATABASE_URL === undefined || values.SECRET_KEY !== undefined) return [];
  return [
    "SECRET_KEY missing: with DATABASE_URL set 32 bytes in base64; make one with: openssl rand -base64 32",
  ];
}

/** A PostgreSQL address may name a socket's folder in place of a host: `postgresql:///x?host=/var/run/postgresql`. */
function hasHost(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, searchParams } = new URL(text);
  return hostname !== "" || Boolean(searchParams.get("host"));
}

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
