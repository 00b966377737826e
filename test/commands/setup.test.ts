import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import type { RegistrationAnswer } from "#emulator/lark/registration";
import { readConfig } from "#main/config";
import { LARK_CALLBACKS, LARK_EVENTS, LARK_SCOPES } from "#platforms/lark/permissions";
import { runCollecting, type Ran } from "../support/command-room.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { jsonOf } from "../support/run-cli.ts";
import { LARK_APP } from "../support/town.ts";

const SCOPES = LARK_SCOPES.map(({ scope }) => scope);

describe("xingping setup lark", () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let folder: TestDirectory;
  let environment: Record<string, string>;

  beforeEach(async () => {
    emulator = createEmulator({ lark: LARK_APP });
    listening = await listenEmulator(emulator);
    folder = await testDirectory();
    environment = { LARK_BASE_URL: `${listening.url}/emulator` };
  });
  afterEach(async () => {
    await listening.close();
    await folder.remove();
  });

  const env = () => readFileSync(join(folder.path, ".env"), "utf8");
  /** Runs the command; the person scans what it shows as soon as it is there. */
  async function setUp(
    answer: RegistrationAnswer | (() => void),
    args: string[] = [],
    more: { columns?: number; brand?: "feishu" | "lark" } = {},
  ): Promise<Ran & { asked: unknown }> {
    let asked: unknown;
    const ran = await runCollecting(["setup", "lark", "--language", "en", ...args], {
      folder: folder.path,
      environment: () => environment,
      ...(more.columns === undefined ? {} : { columns: more.columns }),
      hears: (text) => {
        const url = /^http\S+user_code=\S+$/m.exec(text)?.[0];
        if (url === undefined) return;
        if (typeof answer === "string") asked = emulator.lark.registration.answer(url, answer, more.brand);
        else answer();
      },
    });
    return { ...ran, asked };
  }

  it("asks the person for exactly what we need and writes a configuration that the program takes", async () => {
    const { code, out, err, asked } = await setUp("confirm");

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(asked).toEqual({ appId: null, scopes: SCOPES, events: LARK_EVENTS, callbacks: LARK_CALLBACKS });
    expect(out).toContain("valid for 10 min");
    expect(out).toContain("written to .env: LARK_APP_ID, LARK_APP_SECRET, LARK_BASE_URL, LARK_MODE.");
    expect(out).not.toContain(LARK_APP.appSecret);
    expect(statSync(join(folder.path, ".env")).mode & 0o777).toBe(0o600);
    const written = Object.fromEntries(
      env()
        .trimEnd()
        .split("\n")
        .map((line) => line.split("=", 2)),
    );
    expect(readConfig(written).lark).toEqual({
      mode: "websocket",
      appId: LARK_APP.appId,
      appSecret: LARK_APP.appSecret,
      baseUrl: `${listening.url}/emulator`,
    });
  });

  it("speaks Chinese to whoever wants it", async () => {
    const { out } = await setUp("confirm", ["--language", "zh"]);

    expect(out).toContain("请用飞书或 Lark 扫描下面的二维码");
    expect(out).toContain("已写入 .env：LARK_APP_ID、LARK_APP_SECRET");
  });

  it("draws the code in a terminal that is wide enough, and says so where it is not", async () => {
    const wide = await setUp("confirm", [], { columns: 120 });
    const narrow = await setUp("confirm", [], { columns: 40 });

    expect(wide.out).toMatch(/\u001b\[30;107m[ ▀▄█]{60,}/);
    expect(narrow.out).not.toContain("█");
    expect(narrow.out).toContain("too narrow");
  });

  it("answers a program with one JSON object, without the secret", async () => {
    const ran = await setUp("confirm", ["--json"]);

    expect(jsonOf(ran)).toEqual({
      appId: LARK_APP.appId,
      baseUrl: `${listening.url}/emulator`,
      mode: "websocket",
      file: join(folder.path, ".env"),
      written: ["LARK_APP_ID", "LARK_APP_SECRET", "LARK_BASE_URL", "LARK_MODE"],
      kept: [],
      differing: [],
    });
    expect(ran.out + ran.err).not.toContain(LARK_APP.appSecret);
  });

  it("brings an app that is there already up to what we need", async () => {
    environment["LARK_APP_ID"] = LARK_APP.appId;
    await folder.write(".env", `LARK_APP_ID=${LARK_APP.appId}\n`);

    const { code, asked } = await setUp("confirm");

    expect(code).toBe(0);
    expect(asked).toMatchObject({ appId: LARK_APP.appId, scopes: SCOPES });
    expect(env()).toMatch(new RegExp(`^LARK_APP_ID=${LARK_APP.appId}\nLARK_APP_SECRET=`));
  });

  it("leaves a mode that somebody has chosen, and says what it needs", async () => {
    environment["LARK_MODE"] = "webhook";

    const { code, out } = await setUp("confirm");

    expect(code).toBe(0);
    expect(out).toContain("LARK_MODE=webhook is set: it also needs LARK_ENCRYPT_KEY");
    expect(env()).not.toContain("LARK_MODE");
  });

  it.each([
    [
      "in the file",
      (): unknown => folder.write(".env", "LARK_APP_ID=cli_another\nPORT=1\n"),
      "LARK_APP_ID=cli_another\nPORT=1\n",
    ],
    ["around it", (): unknown => (environment["LARK_APP_SECRET"] = "another-secret"), null],
  ] as const)(
    "writes nothing beside another app's value %s, and names it without showing it",
    async (_, set, left) => {
      await set();

      const { code, out } = await setUp("confirm");

      expect(code).toBe(1);
      expect(out).toMatch(
        /Set to another value already, and left: LARK_APP_(ID|SECRET)\. So nothing was written\./,
      );
      expect(out).not.toMatch(/cli_another|another-secret/);
      expect(left === null ? readdirSync(folder.path) : env()).toEqual(left ?? []);
    },
  );

  it.each([
    ["refuses", "refuse", "Whoever scanned it refused.", "not-allowed"],
    [
      "never comes",
      (): void => void emulator.clock.forward(601),
      "expired before anybody confirmed",
      "unavailable",
    ],
    [
      "comes when Lark is away",
      (): void => void emulator.faults.add({ path: "oauth/v1/app/registration", down: true }),
      "Lark cannot be reached.",
      "unavailable",
    ],
  ] as const)("says what to do when the person %s, and writes nothing", async (_, answer, words, code) => {
    const plain = await setUp(answer);
    emulator.faults.clear();
    const json = await setUp(answer, ["--json"]);

    expect(plain).toMatchObject({ code: 1 });
    expect(plain.err).toContain(words);
    expect(plain.err).toContain("setup lark --manual");
    expect(jsonOf(json)).toMatchObject({ error: { code, message: expect.stringContaining(words) } });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ["nobody listens", "http://127.0.0.1:9", "Lark cannot be reached."],
    ["something else answers", (): string => `${listening.url}/emulator/api`, "makes no sense here"],
    ["no app can be made by a code", "https://lark.example.com", "is neither https://open.feishu.cn nor"],
    ["there is no address", "open.feishu.cn", "LARK_BASE_URL must be an address"],
  ] as const)("says so where %s", async (_, address, words) => {
    environment["LARK_BASE_URL"] = typeof address === "string" ? address : address();

    const { code, err } = await setUp("confirm");

    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  it("finds its way when the person turns out to belong to Lark", async () => {
    const { code } = await setUp("confirm", [], { brand: "lark" });

    expect(code).toBe(0);
    expect(env()).toContain(`LARK_APP_SECRET=${LARK_APP.appSecret}`);
  });
});

describe("xingping setup lark --manual", () => {
  const manual = (environment: Record<string, string>, ...args: string[]) =>
    runCollecting(["setup", "lark", "--manual", ...args], { environment: () => environment });

  it.each(["zh", "en"])("names all that is to be clicked, in %s", async (language) => {
    const { code, out } = await manual({}, "--language", language);

    expect(code).toBe(0);
    for (const name of [...SCOPES, ...LARK_EVENTS, ...LARK_CALLBACKS]) expect(out).toContain(name);
    for (const { why } of LARK_SCOPES) expect(out).toContain(why[language as "zh" | "en"]);
    expect(out).toContain("https://open.feishu.cn/app");
    expect(out).toMatch(/长连接|persistent connection/);
    expect(out).toContain("LARK_MODE=websocket");
  });

  it("names the request URL and its secrets for a webhook", async () => {
    const { out } = await manual(
      { LARK_MODE: "webhook", PUBLIC_URL: "https://qa.example.com/" },
      "--language",
      "en",
    );

    expect(out).toContain("request URL https://qa.example.com/webhooks/lark");
    expect(out).toContain("LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN");
    expect(out).not.toMatch(/persistent|websocket/);
  });

  it("tells a program the same", async () => {
    const facts = jsonOf(await manual({}, "--domain", "larksuite", "--json"));

    expect(facts).toEqual({
      console: "https://open.larksuite.com/app",
      scopes: LARK_SCOPES.map(({ scope, why }) => ({ scope, why })),
      events: LARK_EVENTS,
      callbacks: LARK_CALLBACKS,
      mode: "websocket",
      requestUrl: null,
    });
  });
});
