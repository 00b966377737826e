import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { readConfig } from "#main/config";
import { createLog } from "#main/log";
import { start, type Running } from "#main/main";
import { placeEmbeddedData } from "./embedded-data.ts";
import { eventually } from "./eventually.ts";

/** A working Friday in Shanghai, half an hour before the draw. */
export const FRIDAY_MORNING = new Date("2026-11-20T00:40:00Z");

export const LARK_APP = {
  appId: "cli_00000000000000aa",
  appSecret: "app-secret-of-the-test",
  encryptKey: "encrypt-key-of-the-test",
  verificationToken: "verification-token-of-the-test",
};

export type Town = {
  readonly emulator: Emulator;
  /** Where the emulator listens; its page is below it. */
  readonly emulatorUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The program; restarted by `restart`. */
  readonly running: () => Running;
  restart(): Promise<void>;
  /** The cards in a person's chat with the bot, oldest first. */
  cardsOf(person: string): readonly Card[];
  /** Moves the clock and waits until the program has done everything that was due. */
  moveTo(instant: string, withinMilliseconds?: number): Promise<void>;
  /** Waits until nothing is left to do, at most 30 s when nothing else is said. */
  settled(withinMilliseconds?: number): Promise<void>;
  close(): Promise<void>;
};

export type Card = {
  readonly messageId: string;
  readonly title: string;
  readonly text: string;
  readonly content: unknown;
  readonly updates: number;
};

/** The environment of a program that speaks to an emulator. */
export function environmentFor(
  emulatorUrl: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    PORT: "0",
    LOG_LEVEL: "error",
    API_TOKEN: "token-for-the-tests-only",
    CLOCK_URL: `${emulatorUrl}/emulator/clock`,
    LARK_APP_ID: LARK_APP.appId,
    LARK_APP_SECRET: LARK_APP.appSecret,
    LARK_ENCRYPT_KEY: LARK_APP.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK_APP.verificationToken,
    LARK_BASE_URL: `${emulatorUrl}/emulator`,
    ...more,
  };
}

/** The environment of a program that fetches its events, with no more than that needs. */
export function connectedEnvironment(): Record<string, string> {
  return { LARK_MODE: "websocket", LARK_ENCRYPT_KEY: "", LARK_VERIFICATION_TOKEN: "" };
}

/** An emulator and the program beside it, in this process, over real HTTP. */
export async function openTown(
  options: { startAt?: Date; environment?: Record<string, string>; pageFolder?: string } = {},
): Promise<Town> {
  const { startAt = FRIDAY_MORNING, pageFolder } = options;
  const deliveryMode = options.environment?.["LARK_MODE"] === "websocket" ? "websocket" : "webhook";
  const emulator = createEmulator({
    lark: { ...LARK_APP, deliveryMode },
    startAt,
    ...(pageFolder ? { pageFolder } : {}),
  });
  const listening: ListeningEmulator = await listenEmulator(emulator);
  const directory = mkdtempSync(join(tmpdir(), "xingping-"));
  if (options.environment?.["DATABASE_URL"] === undefined)
    await placeEmbeddedData(join(directory, "database"));
  const environment = environmentFor(listening.url, { DATA_DIR: directory, ...options.environment });
  const begin = async (): Promise<Running> => {
    const config = readConfig(environment);
    const running = await start(
      config,
      createLog(config.logLevel, 2),
      { http: true, worker: true },
      () => () => Promise.resolve(1),
    );
    emulator.setWebhookUrl(`${running.serving.url}/webhooks/lark`);
    if (deliveryMode === "websocket")
      await emulator.until(() => emulator.lark.gateway.state().heard > 0, { timeoutMs: 50_000 });
    return running;
  };
  let running = await begin();
  const town: Town = {
    emulator,
    emulatorUrl: listening.url,
    environment,
    running: () => running,
    restart: async () => {
      await running.stop();
      running = await begin();
    },
    cardsOf: (person) => cardsOf(emulator, person),
    moveTo: async (instant, withinMilliseconds) => {
      emulator.clock.moveTo(new Date(instant));
      await eventually(
        () => Math.abs(running.program.clock.now().getTime() - emulator.clock.nowMs()) < 1_000,
      );
      await running.serving.queue.jobs.wake("tick");
      await town.settled(withinMilliseconds);
    },
    settled: (withinMilliseconds) => settled(running, emulator, withinMilliseconds),
    close: async () => {
      await running.stop();
      await listening.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return town;
}

async function settled(running: Running, emulator: Emulator, withinMilliseconds = 30_000): Promise<void> {
  const { store, clock } = running.program;
  await emulator.lark.deliveries.settled();
  await eventually(
    async () => {
      const soon = new Date(clock.now().getTime() + 60_000);
      // One question is enough while there is work: asking must not cost the program its time.
      if ((await store.outbox.countDue(running.program.apps, soon)) > 0) return false;
      const [inbox, due, jobs, outbox] = await Promise.all([
        store.inbox.countByState(),
        store.outbox.countDue(running.program.apps, soon),
        running.serving.queue.counts(),
        store.outbox.countByState(),
      ]);
      const isIdle = jobs.waiting === 0 && jobs.active === 0;
      return isIdle && !inbox["new"] && !outbox["sending"] && due === 0;
    },
    { withinMilliseconds, everyMilliseconds: 40, what: "a quiet program" },
  );
}

export function cardsOf(emulator: Emulator, person: string): Card[] {
  const { openId } = emulator.lark.people.get(person);
  return emulator.lark.messages
    .list({ receiver: openId, sender: "bot", msgType: "interactive" })
    .map((message) => ({
      messageId: message.messageId,
      title: titleOf(message.content),
      text: textOf(message.content),
      content: message.content,
      updates: message.updates.length,
    }));
}

function titleOf(card: unknown): string {
  return (card as { header?: { title?: { content?: string } } }).header?.title?.content ?? "";
}

/** Every word that the card shows, entities undone, one component a line. */
export function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).filter(Boolean).join("\n");
  if (typeof part !== "object" || part === null) return "";
  const { content, ...rest } = part as Record<string, unknown>;
  const own = typeof content === "string" ? unescape(content) : "";
  return [own, ...Object.values(rest).map(textOf)].filter(Boolean).join("\n");
}

function unescape(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

export type Choice = { readonly name: string; readonly options: readonly string[] };

/** The drop-downs of a card, in order. */
export function choicesOf(part: unknown): Choice[] {
  if (Array.isArray(part)) return part.flatMap(choicesOf);
  if (typeof part !== "object" || part === null) return [];
  const element = part as Record<string, unknown>;
  if (element["tag"] === "select_static") {
    const options = (element["options"] as { value: string }[]).map(({ value }) => value);
    return [{ name: String(element["name"]), options }];
  }
  return Object.values(element).flatMap(choicesOf);
}

/** The name of the button that sends a card's form. */
export function submitOf(part: unknown): string {
  const name = submitIn(part);
  if (name === null) throw new Error("The card has no submit button.");
  return name;
}

function submitIn(part: unknown): string | null {
  if (typeof part !== "object" || part === null) return null;
  const element = part as Record<string, unknown>;
  if (element["form_action_type"] === "submit") return String(element["name"]);
  for (const child of Object.values(element)) {
    const name = submitIn(child);
    if (name !== null) return name;
  }
  return null;
}
