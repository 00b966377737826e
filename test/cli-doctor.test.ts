import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { freePort } from "./support/redis-server.ts";
import { placeEmbeddedData } from "./support/embedded-data.ts";
import { testDirectory, type TestDirectory } from "./support/files.ts";
import { jsonOf, runCli, startCli, type Ended } from "./support/run-cli.ts";
import { testPostgres, testRedis, type TestPostgres, type TestRedis } from "./support/services.ts";
import { environmentFor, LARK_APP } from "./support/town.ts";

// Each process loads the whole program: minutes on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const SPRING = new Date("2026-03-10T02:00:00Z");
const NAMES = [
  "configuration",
  "database",
  "migrations",
  "secret-key",
  "queue",
  "clock",
  "calendar",
  "credentials",
  "scopes",
  "chats",
  "people",
  "policy",
  "inbox",
  "outbox",
];
type Check = {
  readonly name: string;
  readonly status: "ok" | "warning" | "fault";
  readonly message: string;
  readonly doNext?: string;
};

let emulator: Emulator;
let listening: ListeningEmulator;
let folder: TestDirectory;
const printed: string[] = [];

beforeAll(async () => {
  folder = await testDirectory();
  emulator = createEmulator({ lark: LARK_APP, startAt: SPRING });
  listening = await listenEmulator(emulator);
  emulator.lark.chats.addGroup({ name: "客服一组" });
  await folder.write(
    "people.csv",
    "employeeNo,name,roles,larkOpenId\n1001,李雷,agent,ou_agent\n2001,韩梅梅,supervisor,ou_scorer\n",
  );
});
afterEach(() => {
  emulator.faults.clear();
  emulator.faults.release();
});
afterAll(async () => {
  await listening.close();
  await emulator.close();
  await folder.remove();
});

const around = (more: Record<string, string> = {}): Record<string, string> =>
  environmentFor(listening.url, { DATA_DIR: join(folder.path, "nothing"), ...more });

async function xingping(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const ended = await runCli(args, { environment, folder: folder.path });
  printed.push(ended.out, ended.err);
  return ended;
}

async function doctor(environment: Record<string, string>) {
  const ended = await xingping(["doctor", "--json"], environment);
  const { ok, checks } = jsonOf(ended) as { ok: boolean; checks: readonly Check[] };
  const of = (name: string): Check => checks.find((check) => check.name === name)!;
  const faults = checks.filter(({ status }) => status === "fault").map(({ name }) => name);
  return { ...ended, ok, checks, of, faults };
}

const postgres: TestPostgres | undefined = await testPostgres();
const redis: TestRedis | undefined = await testRedis();

describe.skipIf(postgres === undefined || redis === undefined)(
  "xingping doctor on PostgreSQL and Redis",
  () => {
    const own = {
      DATABASE_URL: postgres?.url ?? "",
      REDIS_URL: redis?.url ?? "",
      SECRET_KEY: randomBytes(32).toString("base64"),
    };
    const person = "employeeNo,name,roles\n1002,小红,agent\n";

    afterAll(async () => {
      await postgres?.drop();
      await redis?.drop();
    });

    it("names missing migrations as a fault and says what to run, and looks at the rest all the same", async () => {
      const { code, ok, of, faults, checks } = await doctor(around(own));

      expect([code, ok, faults]).toEqual([1, false, ["migrations"]]);
      expect(of("migrations").doNext).toBe("run npx xingping migrate");
      expect(of("people")).toMatchObject({
        status: "warning",
        message: expect.stringContaining("not checked"),
      });
      expect(checks.map(({ name }) => name)).toEqual(NAMES);
    });

    it("finds everything fine: a line each, exit 0", async () => {
      await xingping(["migrate"], around(own));
      await xingping(["import", "people", "people.csv"], around(own));

      const { code, ok, checks } = await doctor(around(own));
      const text = await xingping(["doctor"], around(own));

      expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
      expect([code, ok]).toEqual([0, true]);
      expect(text).toMatchObject({ code: 0, err: "" });
      expect(text.out.trimEnd().split("\n")).toHaveLength(NAMES.length + 1);
      expect(text.out).toMatch(/^ok configuration: .*\nok database: PostgreSQL \d+\.\d+ at /);
      expect(text.out).toContain("ok chats: in 1 group: 客服一组\n");
      expect(text.out).toContain("ok people: 2, each with an account\n");
      expect(text.out).toMatch(/\nEverything is fine\.\n$/);
    });

    it("speaks Chinese where the terminal does", async () => {
      const { out } = await xingping(["doctor"], around({ ...own, LANG: "zh_CN.UTF-8" }));

      expect(out).toContain("正常 所在群：在 1 个群里：客服一组\n");
      expect(out).toMatch(/\n一切正常。\n$/);
    });

    it("counts and names people without an account; a warning is no failure", async () => {
      await folder.write("more.csv", person);
      await xingping(["import", "people", "more.csv"], around(own));

      const { code, of } = await doctor(around(own));

      expect(code).toBe(0);
      expect(of("people")).toMatchObject({
        status: "warning",
        message: "1 of 3 have no account and get no card: 小红 1002",
      });
      expect(of("people").doNext).toContain("larkOpenId");
    });

    it("says that a Redis is gone, and finds the database all the same", async () => {
      const place = `127.0.0.1:${await freePort()}`;

      const { code, of, faults } = await doctor(around({ ...own, REDIS_URL: `redis://:hush@${place}` }));

      expect([code, faults]).toEqual([1, ["queue"]]);
      expect(of("queue").message).toBe(`Redis at ${place} cannot be used (ECONNREFUSED)`);
      expect(of("queue").doNext).toContain("REDIS_URL");
    });

    it("sees that another key was set than the one that sealed what is stored", async () => {
      const turns = [{ role: "customer", text: "您好" }];
      await folder.write(
        "contacts.jsonl",
        JSON.stringify({ id: "C-1", agent: "1001", startedAt: "2026-03-09 10:00", turns }),
      );
      await xingping(["import", "contacts", "contacts.jsonl"], around(own));

      const [right, wrong] = [
        await doctor(around(own)),
        await doctor(around({ ...own, SECRET_KEY: randomBytes(32).toString("base64") })),
      ];

      expect(right.of("secret-key")).toMatchObject({ status: "ok", message: "opens what is stored" });
      expect([wrong.code, wrong.faults]).toEqual([1, ["secret-key"]]);
      expect(wrong.of("secret-key").doNext).toContain("put the old key back");
    });

    it("says that the database is gone, and what it could not look at because of that", async () => {
      const place = `127.0.0.1:${await freePort()}`;

      const { code, of, faults } = await doctor(
        around({ ...own, DATABASE_URL: `postgresql://postgres:hush@${place}/x` }),
      );

      expect([code, faults]).toEqual([1, ["database"]]);
      expect(of("database").message).toContain(`PostgreSQL cannot be reached at ${place}`);
      expect(of("outbox").doNext).toContain("database line");
      expect(of("credentials").status).toBe("ok");
    });
  },
);

describe("xingping doctor before Lark", () => {
  it("names the variable when the secret is wrong", async () => {
    const { code, of, faults } = await doctor(around({ LARK_APP_SECRET: "hush-hush-wrong" }));

    expect([code, faults]).toEqual([1, ["credentials"]]);
    expect(of("credentials").message).toBe(`LARK_APP_SECRET is not that of app ${LARK_APP.appId}`);
    expect(of("scopes")).toMatchObject({
      status: "warning",
      message: "not checked: the platform gave no token",
    });
  });

  it("names the variable when the app is unknown", async () => {
    const { of } = await doctor(around({ LARK_APP_ID: "cli_00000000000000ff" }));

    expect(of("credentials").message).toBe("the platform does not know LARK_APP_ID cli_00000000000000ff");
  });

  it("names the scopes that are missing and what they are for; one of several that cover it is enough", async () => {
    const before = [...emulator.lark.missingScopes];
    emulator.lark.missingScopes.add("contact:user.id:readonly");
    emulator.lark.missingScopes.add("im:message:send_as_bot");

    const { code, of, faults } = await doctor(around());
    emulator.lark.missingScopes.clear();
    for (const scope of before) emulator.lark.missingScopes.add(scope);

    expect([code, faults]).toEqual([1, ["scopes"]]);
    expect(of("scopes").message).toBe(
      "missing: contact:user.id:readonly (find people by e-mail or mobile number)",
    );
    expect(of("scopes").doNext).toContain("setup lark --manual");
  });

  it.each([
    ["down", { down: true }, "ECONNRESET"],
    ["silent", { withhold: true }, "ECONNABORTED"],
  ])("says that the platform is %s, and finds out within seconds", async (_, fault, reason) => {
    emulator.faults.add({ path: "auth/v3/tenant_access_token/internal", ...fault });

    const { code, of, faults } = await doctor(around());

    expect([code, faults]).toEqual([1, ["credentials"]]);
    expect(of("credentials").message).toBe(`${listening.url}/emulator does not answer (${reason})`);
    expect(of("clock").status).toBe("warning");
  });

  it("sees that what answers is no Lark", async () => {
    emulator.faults.add({ path: "auth/v3/tenant_access_token/internal", status: 502 });

    const { of } = await doctor(around());

    expect(of("credentials")).toMatchObject({ status: "fault", doNext: "check LARK_BASE_URL" });
  });

  it("sees a clock that is off by more than a minute, which makes presses look too old", async () => {
    const { CLOCK_URL: _, ...without } = around();

    const { of, faults } = await doctor(without);

    expect(faults).toEqual(["clock"]);
    expect(of("clock").doNext).toContain("NTP");
  });

  it("says that Lark is not configured at all: a warning, and the way to it", async () => {
    const { code, of, checks } = await doctor({ DATA_DIR: join(folder.path, "nothing") });

    expect(code).toBe(0);
    expect(of("credentials")).toMatchObject({ status: "warning", doNext: "run npx xingping setup lark" });
    expect(checks.map(({ name }) => name)).not.toContain("scopes");
  });
});

describe("xingping doctor with a configuration that no server would take", () => {
  it("names each fault, and still checks what it can", async () => {
    const { LARK_ENCRYPT_KEY: _, ...incomplete } = around({ PORT: "http" });

    const { code, of, faults } = await doctor({
      ...incomplete,
      DATABASE_URL: "mysql://root:hush@db/x",
      REDIS_URL: "hush",
    });

    expect([code, faults]).toEqual([1, ["configuration"]]);
    for (const name of ["PORT", "LARK_ENCRYPT_KEY", "DATABASE_URL", "REDIS_URL"])
      expect(of("configuration").message).toContain(name);
    expect(of("database").message).toBe("not checked: DATABASE_URL cannot be used");
    expect(of("queue").message).toBe("not checked: REDIS_URL cannot be used");
    expect(of("credentials").status).toBe("ok");
    expect(of("policy").status).toBe("ok");
  });

  it("needs no more than app id and secret where a long connection brings the events", async () => {
    const { LARK_ENCRYPT_KEY: _, LARK_VERIFICATION_TOKEN: __, ...two } = around({ LARK_MODE: "websocket" });

    const { code, of } = await doctor(two);

    expect(code).toBe(0);
    expect(of("configuration").message).toBe("every variable is fine, Lark by websocket");
    expect(of("credentials").status).toBe("ok");
  });

  it("sends the secret nowhere in clear", async () => {
    const { of } = await doctor(around({ LARK_BASE_URL: "http://lark.example.com", CLOCK_URL: "" }));

    expect(of("configuration").message).toContain("LARK_BASE_URL must begin with https://");
    expect(of("credentials")).toMatchObject({
      status: "warning",
      message: "not checked: the variables of Lark cannot be used",
    });
  });

  it("names a policy's first error", async () => {
    await folder.write(
      "torn.yaml",
      'extends: standard\nname: ours\nversion: "1"\nday: {drawAt: "18:30"}\nmonth: {weights: {skill: 40}}\n',
    );

    const { of, faults } = await doctor(around({ POLICY: "torn.yaml" }));

    expect(faults).toEqual(["policy"]);
    expect(of("policy").message).toMatch(/^torn\.yaml has \d errors, the first: /);
    expect(of("calendar").status).toBe("ok");
  });

  it("used wrongly ends with 2", async () => {
    const ended = await xingping(["doctor", "--thoroughly"], around());

    expect(ended).toMatchObject({ code: 2, out: "" });
  });
});

describe("xingping doctor on embedded data", () => {
  let own: Record<string, string>;

  beforeAll(async () => {
    own = around({ DATA_DIR: join(folder.path, "own") });
    await placeEmbeddedData(join(folder.path, "own", "database"));
    await xingping(["import", "people", "people.csv"], own);
  });

  it("looks into them while nobody runs, and leaves them free", async () => {
    const first = await doctor(own);
    const second = await doctor(own);

    expect([first, second].map(({ code }) => code)).toEqual([0, 0]);
    expect(second.of("database").message).toBe(`embedded in ${own["DATA_DIR"]}`);
    expect(second.of("people").message).toBe("2, each with an account");
    expect(second.checks.map(({ name }) => name)).toEqual(NAMES);
  });

  it("asks the server that runs on them, and everything else looks at itself", async () => {
    const server = startCli(["server"], {
      environment: { ...own, LOG_LEVEL: "info" },
      folder: folder.path,
    });
    await server.url;

    const asked = await doctor(own);
    const changed = await doctor({ ...own, LARK_APP_SECRET: "hush-hush-wrong", LANG: "zh_CN.UTF-8" });
    const ended = await server.stop("SIGTERM");
    printed.push(ended.out, ended.err);

    expect(asked.checks.filter(({ status }) => status !== "ok")).toEqual([]);
    expect(asked.of("database").message).toContain(`looked at by process ${server.pid}`);
    expect(changed.faults).toEqual(["credentials"]);
    expect(changed.of("people").message).toBe("2 人，都有平台账号");
  });

  it("warns from November on that the coming year's plan is not known", async () => {
    emulator.clock.moveTo(new Date("2026-11-20T02:00:00Z"));

    const { code, of } = await doctor(own);

    expect(code).toBe(0);
    expect(of("calendar")).toMatchObject({ status: "warning", message: expect.stringContaining("2027") });
    expect(of("calendar").doNext).toContain("calendar.holidays");
  });
});

describe("what xingping doctor prints", () => {
  it("holds no secret, whatever was wrong", () => {
    const secrets = [
      LARK_APP.appSecret,
      LARK_APP.encryptKey,
      LARK_APP.verificationToken,
      "hush",
      "token-for-the",
    ];
    const token = emulator.lark.tokens.issue().token;

    const all = printed.join("\n");

    expect(all.length).toBeGreaterThan(10_000);
    expect([...secrets, token].filter((secret) => all.includes(secret))).toEqual([]);
  });
});
