import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { formatMoment } from "#cards/format";
import { packageRoot } from "#data/package-root";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { keepSnapshots, type SnapshotKeeper } from "#emulator/snapshot-file";
import { demoEnvironment, readConfig, type Config } from "./config.ts";
import { DEMO_USAGE, parseDemoArguments } from "./demo-arguments.ts";
import { demoDays, demoInstant, DEMO_ZONE } from "./demo-clock.ts";
import { openDemoData, type DemoData } from "./demo-data.ts";
import type { Demo } from "./demo-stage.ts";
import { furnish, readTeam } from "./demo-team.ts";
import { DEMO_TRIES } from "./demo-tries.ts";
import { liveTwoWeeks } from "./demo-week.ts";
import { DEMO_WORDS, type DemoWords } from "./demo-words.ts";
import { handedOverCommands } from "./handed-over-commands.ts";
import { terminalLanguage } from "./terminal-language.ts";
import { listenProblem } from "./listen-error.ts";
import { createLog, type Log } from "./log.ts";
import { start, stopOnSignals } from "./main.ts";
import { plainError } from "./plain-error.ts";
import type { Listen } from "./serve.ts";

// The demo is the program itself, with the emulator beside it on one port. What is special is only told to it from
// outside, through its configuration.
const LARK = {
  appId: "cli_00000000000000de",
  appSecret: "demo-app-secret",
  encryptKey: "demo-encrypt-key",
  verificationToken: "demo-verification-token",
};
const API_TOKEN = "demo-token-for-this-computer-only";
const NOTHING_YET = (): Response => new Response("starting", { status: 503 });

type OnStop = (close: () => Promise<void>) => void;

async function main(args: readonly string[]): Promise<void> {
  const order = parseDemoArguments(args);
  if (order === null) {
    process.stderr.write(DEMO_USAGE);
    process.exit(2);
  }
  if (order.kind === "help") return say(DEMO_USAGE.trimEnd());
  const base = readConfig(demoEnvironment());
  const log = createLog(base.logLevel, 2);
  const closers: (() => Promise<void>)[] = [];
  let isStopping = false;
  const stop = async (): Promise<void> => {
    isStopping = true;
    for (const close of closers.splice(0).reverse()) await close();
  };
  // From the first moment on: whoever presses Ctrl-C while it starts, or in the middle of the weeks, means it too.
  stopOnSignals({ stop }, log);
  try {
    await runDemo(base, order.isReset, log, (close) => void closers.push(close));
  } catch (error) {
    // The weeks break off when their program is closed below them.
    if (!isStopping) throw error;
  }
}

async function runDemo(base: Config, isReset: boolean, log: Log, onStop: OnStop): Promise<void> {
  const words = DEMO_WORDS[terminalLanguage(demoEnvironment())];
  const data = await openDemoData(base.dataDirectory, isReset);
  const days = demoDays(new Date());
  const emulator = createEmulator({
    lark: LARK,
    snapshot: data.snapshot ?? undefined,
    startAt: demoInstant(days.lived[0] ?? days.today, "08:50"),
    tries: DEMO_TRIES,
  });
  const kept = keepEmulator(emulator, data, log);
  onStop(() => kept.close());
  onStop(() => emulator.close());
  const front = await openFront(base.port, emulator);
  onStop(() => front.close());
  data.clear();
  // Before the program is there: it may send at once what it could not send before.
  if (data.snapshot !== null) kept.begin();
  if (data.wasBrokenOff) say(words.brokenOff);
  say(data.snapshot === null ? words.beginning : words.goingOn);
  const config = configOf(base, data.directory, front.port);
  const parts = { http: true, worker: true, listen: front.listen };
  const running = await start(config, log, parts, handedOverCommands(config));
  onStop(() => running.stop());
  emulator.setWebhookUrl(`http://127.0.0.1:${front.port}/webhooks/lark`);
  if (data.snapshot === null) {
    const team = await readTeam();
    furnish(emulator, team);
    say(words.arrived(team.length));
    const send = apiOf(front.port);
    await liveTwoWeeks({ emulator, program: running.program, team, days, send, say, words });
    await kept.begin().write();
  }
  sayReady(words, `http://localhost:${front.port}`, emulator.clock.now());
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A snapshot is first written when the past is lived: until then a start that is broken off leaves none. */
function keepEmulator(
  emulator: Emulator,
  { snapshotPath }: DemoData,
  log: Log,
): { begin(): SnapshotKeeper; close(): Promise<void> } {
  let keeper: SnapshotKeeper | null = null;
  const onProblem = (error: unknown): void =>
    log.error({ error: String(error) }, "the emulator's snapshot cannot be written");
  return {
    begin: () => (keeper = keepSnapshots(emulator, snapshotPath, onProblem)),
    close: async () => keeper?.close(),
  };
}

/** The program's own API. */
function apiOf(port: number): Demo["send"] {
  return async (path, rows) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${API_TOKEN}` },
      body: JSON.stringify(rows),
    });
    const answer = (await response.json()) as { rejected?: readonly { reason: string }[] };
    const [refused] = answer.rejected ?? [];
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    if (refused !== undefined) throw new Error(`${path} refused a row: ${refused.reason}`);
  };
}

function sayReady(words: DemoWords, url: string, now: Date): void {
  const language = terminalLanguage(demoEnvironment());
  say(words.ready(url, formatMoment(now, DEMO_ZONE)));
  say(words.toTry);
  for (const [place, { title, steps }] of DEMO_TRIES.entries())
    say(`  ${place + 1}. ${title[language]}\n     ${steps[language]}`);
  say(words.ending);
}

function configOf(base: Config, directory: string, port: number): Config {
  return readConfig({
    PORT: String(port),
    DATA_DIR: directory,
    LOG_LEVEL: base.logLevel,
    CLOCK_URL: `http://127.0.0.1:${port}/emulator/clock`,
    LARK_APP_ID: LARK.appId,
    LARK_APP_SECRET: LARK.appSecret,
    LARK_ENCRYPT_KEY: LARK.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK.verificationToken,
    LARK_BASE_URL: `http://127.0.0.1:${port}/emulator`,
    API_TOKEN,
    POLICY: join(packageRoot(), "prisma", "demo", "policy.yaml"),
  });
}

type Front = { readonly port: number; readonly listen: Listen; close(): Promise<void> };

/** One port for both: a page at /, the emulator under /emulator, the program everywhere else once it is there. */
async function openFront(port: number, emulator: Emulator): Promise<Front> {
  let program: Pick<Hono, "fetch"> = { fetch: NOTHING_YET };
  const listener = getRequestListener((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") return emulator.frontPage();
    return pathname.startsWith("/emulator/") ? emulator.app.fetch(request) : program.fetch(request);
  });
  const server: Server = createServer((request, response) => void listener(request, response));
  server.on("upgrade", emulator.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenProblem(error, port, "npm run demo") ?? error));
    // Loopback only: whoever reaches the emulator may press and type as anybody.
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    listen: (app) => {
      program = app;
      return Promise.resolve({ url: `http://localhost:${bound}`, close: () => Promise.resolve() });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The demo cannot go on: ${plainError(error)}\n`);
  process.exit(1);
});
