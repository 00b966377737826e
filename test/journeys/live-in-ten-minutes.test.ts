import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { placeEmbeddedData } from "../support/embedded-data.ts";
import { eventually } from "../support/eventually.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { startCli, type CliProcess } from "../support/run-cli.ts";
import { OPENING_MILLISECONDS } from "../support/team.ts";
import { cardsOf, LARK_APP } from "../support/town.ts";

/** From an empty folder to the first answer in the chat, with the real commands in processes of their own. */
describe("a team that has an account and nothing else", { timeout: 180_000 }, () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let folder: TestDirectory;
  let server: CliProcess | undefined;
  const inFolder = (environment: Record<string, string>) => ({ environment, folder: folder.path });

  beforeAll(async () => {
    emulator = createEmulator({ lark: { ...LARK_APP, deliveryMode: "websocket" } });
    listening = await listenEmulator(emulator);
    emulator.lark.people.add({ name: "李雷", openId: "ou_li" });
    folder = await testDirectory();
    await placeEmbeddedData(join(folder.path, ".data", "database"));
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await server?.stop("SIGKILL");
    await listening.close();
    await folder.remove();
  });

  it("scans a code, starts the program, writes to the bot and is answered", async () => {
    const LARK_BASE_URL = `${listening.url}/emulator`;
    const setup = startCli(["setup", "lark"], inFolder({ LARK_BASE_URL }));
    const [url] = await setup.printed(/^http\S+user_code=\S+$/m);
    emulator.lark.registration.answer(url, "confirm");
    const { code } = await setup.ended;

    server = startCli(["server"], inFolder({ CLOCK_URL: `${listening.url}/emulator/clock` }));
    await server.url;
    await emulator.until(() => emulator.lark.gateway.state().heard === 1, { timeoutMs: 120_000 });
    emulator.lark.type("ou_li", "帮助");
    await eventually(() => cardsOf(emulator, "ou_li").length > 0, { withinMilliseconds: 120_000 });

    expect(code).toBe(0);
    expect(readFileSync(join(folder.path, ".env"), "utf8")).toContain("LARK_MODE=websocket");
    expect(cardsOf(emulator, "ou_li")).toHaveLength(1);
    expect(emulator.logs.violations()).toEqual([]);
  });

  it("stops it cleanly, which hangs up", async () => {
    const { code, out } = await server!.stop("SIGTERM");
    await emulator.until(() => emulator.lark.gateway.state().connections === 0);

    expect(code).toBe(0);
    expect(out).not.toContain(LARK_APP.appSecret);
  });
});
