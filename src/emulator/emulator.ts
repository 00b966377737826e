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
import { createLogs, type Logs } from "./logs.ts";

export type EmulatorOptions = { lark: LarkSettings; startAt?: Date };

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
  setWebhookUrl(url: string | undefined): void;
  /** Forgets people, chats, messages, logs and faults; clock and settings stay. */
  reset(): void;
  close(): Promise<void>;
};

const LARK_WIRE = "/emulator/open-apis";
/** Beside the ordinary API, not below it. */
const LARK_ENDPOINT = "/emulator/callback/ws/endpoint";
const LARK_REGISTRATION = "/emulator/oauth/v1/app/registration";

/** A Lark on localhost: its wire below `/emulator/open-apis`, control at `/emulator/api`, `/emulator/clock`. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const clock = createClock(options.startAt);
  const changes = createChangeSignal();
  const logs = createLogs(clock, changes);
  const faults = createFaults(changes);
  const lark = createLark(options.lark, { clock, changes, logs });
  const app = new Hono();
  const emulator: Emulator = {
    app,
    upgrade: lark.gateway.upgrade,
    clock,
    faults,
    logs,
    lark,
    until: changes.until,
    changeVersion: changes.version,
    setWebhookUrl: (url) => void (lark.settings.webhookUrl = url),
    reset() {
      faults.clear();
      faults.release();
      clock.cancelAll();
      lark.clear();
      logs.clear();
    },
    async close() {
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
  for (const path of [LARK_ENDPOINT, LARK_REGISTRATION])
    app.use(path, faultMiddleware({ faults, logs, prefix: "/emulator" }, larkFaultAnswer));
  app.route(LARK_ENDPOINT, lark.gateway.endpoint);
  app.route("/emulator", lark.registration.wire);
  app.route("/emulator", createControl(emulator));
  return emulator;
}
