import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { createChangeSignal, type ChangeSignal } from "./change-signal.ts";
import { createClock, type EmulatorClock } from "./clock.ts";
import { createControl } from "./control.ts";
import { faultMiddleware } from "./fault-middleware.ts";
import { createFaults, type Faults } from "./faults.ts";
import { larkFaultAnswer } from "./lark/fault-answer.ts";
import type { Upgrade } from "./lark/gateway.ts";
import { createLark, type Lark } from "./lark/lark.ts";
import type { LarkSettings } from "./lark/world.ts";
import { createPageApi } from "./page-api.ts";
import { createPageFiles } from "./page-files.ts";
import { createLogs, type Logs } from "./logs.ts";
import { takeSnapshot, type Snapshot } from "./snapshot.ts";
import type { Try } from "./tries.ts";

export type EmulatorOptions = {
  lark: LarkSettings;
  /** Where the clock begins; a snapshot's own moment goes first. */
  startAt?: Date;
  /** What another process has left: this one goes on from there. */
  snapshot?: Snapshot | undefined;
  tries?: readonly Try[];
  /** Where the built files of the page are, when they are not beside this module. */
  pageFolder?: string;
};

export type Emulator = {
  app: Hono;
  /** For the HTTP server's `upgrade`: the program's long connections. */
  upgrade: Upgrade;
  clock: EmulatorClock;
  faults: Faults;
  logs: Logs;
  /** Resolves when the condition holds; asked again after every change inside the emulator. */
  until: ChangeSignal["until"];
  /** Grows with every change; for a page that follows. */
  changeVersion: ChangeSignal["version"];
  lark: Lark;
  /** Another one after each start and reset, so that a page that follows knows when to begin anew. */
  instance(): string;
  /** What stands at `/` of a server that carries this emulator. */
  frontPage(): Promise<Response>;
  /** For whoever opens the page. */
  tries: readonly Try[];
  snapshot(): Snapshot;
  setWebhookUrl(url: string | undefined): void;
  /** Forgets people, chats, messages, logs and faults; clock and settings stay. */
  reset(): void;
  isClosed(): boolean;
  close(): Promise<void>;
};

const LARK_WIRE = "/emulator/open-apis";
/** Beside the ordinary API, not below it. */
const LARK_ENDPOINT = "/emulator/callback/ws/endpoint";
const LARK_REGISTRATION = "/emulator/oauth/v1/app/registration";

/** A Lark on localhost: its wire below `/emulator/open-apis`, control at `/emulator/api`, `/emulator/clock`. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { snapshot } = options;
  const changes = createChangeSignal();
  const clock = createClock(snapshot ? new Date(snapshot.now) : options.startAt, changes.notify);
  const logs = createLogs(clock, changes);
  const faults = createFaults(changes);
  const lark = createLark(options.lark, { clock, changes, logs }, snapshot?.lark);
  const page = createPageFiles(options.pageFolder);
  const app = new Hono();
  let instance = randomUUID();
  let isClosed = false;
  const emulator: Emulator = {
    app,
    upgrade: lark.gateway.upgrade,
    clock,
    faults,
    logs,
    lark,
    until: changes.until,
    changeVersion: changes.version,
    instance: () => instance,
    frontPage: page.front,
    tries: options.tries ?? [],
    snapshot: () => takeSnapshot(clock.now(), lark.save()),
    setWebhookUrl: (url) => void (lark.settings.webhookUrl = url),
    reset() {
      faults.clear();
      faults.release();
      clock.cancelAll();
      lark.clear();
      logs.clear();
      instance = randomUUID();
      changes.notify();
    },
    isClosed: () => isClosed,
    async close() {
      isClosed = true;
      faults.release();
      lark.deliveries.close();
      lark.gateway.close();
      clock.close();
      await lark.deliveries.settled();
      changes.close();
    },
  };
  app.use(`${LARK_WIRE}/*`, faultMiddleware({ faults, logs, prefix: LARK_WIRE }, larkFaultAnswer));
  app.route(LARK_WIRE, lark.wire);
  app.route("/emulator/page", page.app);
  app.route("/emulator/api", createPageApi(emulator));
  for (const path of [LARK_ENDPOINT, LARK_REGISTRATION])
    app.use(path, faultMiddleware({ faults, logs, prefix: "/emulator" }, larkFaultAnswer));
  app.route(LARK_ENDPOINT, lark.gateway.endpoint);
  app.route("/emulator", lark.registration.wire);
  app.route("/emulator", createControl(emulator));
  return emulator;
}
