import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "#main/config";

const LARK = {
  LARK_APP_ID: "cli_1",
  LARK_APP_SECRET: "s",
  LARK_ENCRYPT_KEY: "k",
  LARK_VERIFICATION_TOKEN: "t",
};
const KEY = Buffer.alloc(32, 7).toString("base64");

const faultsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
};

describe("the configuration", () => {
  it("has what a first start needs without anything set", () => {
    const config = readConfig({});

    expect(config).toMatchObject({
      port: 3000,
      dataDirectory: ".data",
      policy: "standard",
      lark: null,
      databaseUrl: null,
      apiToken: null,
    });
  });

  it.each([
    [{}, false],
    [{ NO_PROXY: "*", HTTPS_PROXY: "" }, false],
    [{ https_proxy: "http://127.0.0.1:8080" }, true],
    [{ ALL_PROXY: "socks5://127.0.0.1:1080" }, true],
  ])("knows of %j whether a proxy is named: %s", (environment, namesProxy) => {
    expect(readConfig(environment).namesProxy).toBe(namesProxy);
  });

  it("reads a blank line of .env as not set", () => {
    expect(readConfig({ DATABASE_URL: "", LARK_APP_ID: " " }).lark).toBeNull();
  });

  it.each([
    [{ PORT: "http" }, "PORT", "0 to 65535"],
    [{ PORT: "70000" }, "PORT", "0 to 65535"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL", "postgresql://"],
    [{ DATABASE_URL: "postgresql:///xingping", SECRET_KEY: KEY }, "DATABASE_URL", "postgresql://"],
    [{ DATABASE_URL: "postgres:xingping", SECRET_KEY: KEY }, "DATABASE_URL", "postgresql://"],
    [{ ...LARK, LARK_BASE_URL: "http://open.feishu.cn" }, "LARK_BASE_URL", "https://"],
    [{ ...LARK, LARK_BASE_URL: "HTTP://127.0.0.1.example.com" }, "LARK_BASE_URL", "https://"],
    [{ REDIS_URL: "localhost:6379" }, "REDIS_URL", "redis://"],
    [{ SECRET_KEY: "short" }, "SECRET_KEY", "openssl rand -base64 32"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL", "one of"],
    [{ DATABASE_URL: "postgres://h/x" }, "SECRET_KEY missing", "openssl rand"],
    [
      { LARK_APP_ID: "cli_1" },
      "LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN missing",
      "developer console",
    ],
    [{ ...LARK, LARK_MODE: "carrier-pigeon" }, "LARK_MODE", "webhook"],
    [{ LARK_APP_ID: "cli_1", LARK_APP_SECRET: "s" }, "LARK_ENCRYPT_KEY", "or set LARK_MODE=websocket"],
    [{ LARK_APP_ID: "cli_1", LARK_MODE: "websocket" }, "LARK_APP_SECRET missing", "developer console"],
    [{ LARK_ENCRYPT_KEY: "k", LARK_MODE: "websocket" }, "LARK_APP_ID, LARK_APP_SECRET missing", "leave all"],
    [{ ...LARK, LARK_MODE: "websocket" }, "LARK_APP_ID", "cli_ and 16 digits or letters from a to f"],
    [{ CLOCK_URL: "https://clock.example.com" }, "CLOCK_URL", "loopback"],
    [{ ...LARK, CLOCK_URL: "http://127.0.0.1:1/clock" }, "CLOCK_URL", "remove CLOCK_URL"],
  ] as const)("refuses %j, naming %s and the remedy", (environment, name, remedy) => {
    const faults = faultsOf(environment);

    expect(faults).toContain(name);
    expect(faults).toContain(remedy);
  });

  it("takes a database behind a socket, and Lark in clear on this machine only", () => {
    const socket = "postgresql:///xingping?host=/var/run/postgresql";

    const config = readConfig({
      ...LARK,
      SECRET_KEY: KEY,
      DATABASE_URL: socket,
      LARK_BASE_URL: "http://[::1]:3000",
    });

    expect(config).toMatchObject({ databaseUrl: socket, lark: { baseUrl: "http://[::1]:3000" } });
  });

  it("needs of Lark the app alone when the program fetches its events", () => {
    const app = { LARK_APP_ID: "cli_a1b2c3d4e5f60718", LARK_APP_SECRET: "s", LARK_MODE: "websocket" };

    expect(readConfig(app).lark).toEqual({
      mode: "websocket",
      appId: "cli_a1b2c3d4e5f60718",
      appSecret: "s",
      baseUrl: "https://open.feishu.cn",
    });
    expect(readConfig({ LARK_MODE: "websocket" }).lark).toBeNull();
  });

  it("takes a secret without the blank that was copied with it", () => {
    const config = readConfig({ ...LARK, LARK_APP_SECRET: " s\n", API_TOKEN: "0123456789abcdef\t" });

    expect(config.lark?.appSecret).toBe("s");
    expect(config.apiToken).toBe("0123456789abcdef");
  });

  it("takes a short API_TOKEN, and none for an empty one", () => {
    expect(readConfig({ API_TOKEN: "1234" }).apiToken).toBe("1234");
    expect(readConfig({ API_TOKEN: "" }).apiToken).toBeNull();
  });

  it.each([{ SECRET_KEY: "bad key" }, { PORT: "70000.5" }])("names the fault of %j once", (environment) => {
    expect(faultsOf(environment).split("\n")).toHaveLength(1);
  });

  it("names every fault at once", () => {
    const faults = faultsOf({ PORT: "x", LOG_LEVEL: "y" });

    expect(faults.split("\n")).toHaveLength(2);
  });

  it("follows a clock only among loopback addresses", () => {
    const clock = "http://127.0.0.1:3000/emulator/clock";

    const config = readConfig({
      ...LARK,
      CLOCK_URL: clock,
      LARK_BASE_URL: "http://localhost:3000/emulator/",
    });

    expect(config.clockUrl).toBe(clock);
    expect(config.lark?.baseUrl).toBe("http://localhost:3000/emulator");
  });

  it("never repeats a secret in its faults", () => {
    expect(faultsOf({ SECRET_KEY: `${KEY}x`, API_TOKEN: "hunter2", PORT: "x" })).not.toMatch(/hunter2|BwcH/);
  });

  it("is described in .env.example, name by name", () => {
    const example = readFileSync(join(import.meta.dirname, "..", ".env.example"), "utf8");
    const described = [...example.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);

    const source = readFileSync(join(import.meta.dirname, "..", "src", "config.ts"), "utf8");
    const schema = source.slice(
      source.indexOf("const environmentSchema"),
      source.indexOf("type Environment"),
    );
    const read = [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(10);
    expect([...described].sort()).toEqual([...read].sort());
  });

  it("is read by nobody else: no other file of the program asks the environment", async () => {
    const { sourceFiles } = await import("./support/layers.ts");

    const readers = sourceFiles(join(import.meta.dirname, "..")).filter(({ text }) =>
      text.includes("process.env"),
    );

    expect(readers.map(({ path }) => path).sort()).toEqual(["src/config.ts"]);
  });
});
