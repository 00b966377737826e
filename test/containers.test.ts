import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { readConfig } from "#main/config";
import { runCollecting } from "./support/command-room.ts";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

type Service = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly init?: boolean;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
};
type Composition = {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

const text = read("compose.yaml");
const { services, networks, volumes } = parse(text, { merge: true }) as Composition;
const ours = Object.entries(services).filter(([, { image }]) => image === "xingping");

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?why}` as Compose fills them in. */
function filledIn(value: string, set: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = "") => {
    const found = set[name];
    if (found) return found;
    if (kind === "?") throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

function environmentOf({ environment = {} }: Service, set: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filledIn(value, set)]));
}

const SECRETS = {
  POSTGRES_PASSWORD: "0a1b2c",
  SECRET_KEY: Buffer.alloc(32, 1).toString("base64"),
  PUBLIC_URL: "https://xingping.example.com",
};

describe("the composition", () => {
  it("has the program in its three roles, and the two stores", () => {
    expect(ours.map(([name, { command }]) => [name, command])).toEqual([
      ["app", ["server", "--no-worker"]],
      ["worker", ["worker"]],
      ["migrate", ["migrate"]],
    ]);
    expect(Object.keys(services)).toEqual(["app", "worker", "migrate", "postgres", "redis"]);
  });

  it.each(ours)("gives %s a command that there is", async (_, { command = [] }) => {
    const ran = await runCollecting([...command, "--help"]);

    expect(ran.code).toBe(0);
    expect(ran.out).toContain(`Usage: xingping ${command[0]}`);
  });

  it.each(ours)("gives %s nothing that the program does not know", (_, service) => {
    const schema = read("src/config.ts");
    const names = Object.keys(service.environment ?? {});

    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(schema).toMatch(new RegExp(`^ {2}${name}:`, "m"));
  });

  it.each(ours)("gives %s a configuration that the program takes", (_, service) => {
    const lark = {
      LARK_MODE: "websocket",
      LARK_APP_ID: "cli_00000000000000aa",
      LARK_APP_SECRET: "s",
    };

    const without = readConfig(environmentOf(service, SECRETS));
    const connected = readConfig(environmentOf(service, { ...SECRETS, ...lark }));

    expect(without).toMatchObject({
      databaseUrl: "postgresql://xingping:0a1b2c@postgres:5432/xingping",
      redisUrl: "redis://redis:6379",
      policy: "standard",
      apiToken: null,
      lark: null,
    });
    expect(connected.lark).toMatchObject({ mode: "websocket", appId: "cli_00000000000000aa" });
  });

  it.each(Object.keys(SECRETS))("does not start without %s, and says what to do", (name) => {
    const rest = Object.fromEntries(Object.entries(SECRETS).filter(([other]) => other !== name));

    expect(() => environmentOf(services["app"]!, rest)).toThrow(new RegExp(`^${name}: set it in \\.env`));
  });

  it("knows no password of its own", () => {
    const required = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|TOKEN|KEY)\w*)(:-?[^}]*)?\}/g)];

    expect(required.length).toBeGreaterThan(5);
    for (const [, , otherwise] of required) expect(otherwise).toMatch(/^:(-$|\?)/);
    expect(environmentOf(services["postgres"]!, SECRETS)["POSTGRES_PASSWORD"]).toBe("0a1b2c");
  });

  it.each(["app", "worker"])("lets %s wait for the stores and the schema", (name) => {
    expect(services[name]!.depends_on).toEqual({
      migrate: { condition: "service_completed_successfully" },
      postgres: { condition: "service_healthy" },
      redis: { condition: "service_healthy" },
    });
  });

  it("lets the schema wait for the database, and try again when it is not there yet", () => {
    expect(services["migrate"]).toMatchObject({
      depends_on: { postgres: { condition: "service_healthy" } },
      restart: "on-failure:3",
    });
  });

  it("has a Redis that throws nothing away and forgets nothing", () => {
    const words = services["redis"]!.command!.join(" ");

    expect(words).toContain("--maxmemory-policy noeviction");
    expect(words).toContain("--appendonly yes");
  });

  it.each(["postgres", "redis"])(
    "keeps the data of %s, asks whether it is well, and shows it to nobody",
    (name) => {
      const { volumes: mounts = [], healthcheck, ports, networks: joined = [] } = services[name]!;

      expect(mounts.map((mount) => mount.split(":")[0]!)).toEqual([name]);
      expect(Object.keys(volumes)).toContain(name);
      expect(healthcheck?.test?.length).toBeGreaterThan(1);
      expect(ports).toBeUndefined();
      expect(joined.map((network) => networks[network]?.internal)).toEqual([true]);
    },
  );

  it("comes up again by itself, passes signals on, and listens on this machine alone", () => {
    for (const name of ["app", "worker"])
      expect(services[name]).toMatchObject({ restart: "unless-stopped", init: true });
    expect(services["app"]!.ports).toEqual(["127.0.0.1:${PORT:-3000}:3000"]);
    expect(ours.filter(([, { healthcheck }]) => healthcheck?.disable).map(([name]) => name)).toEqual([
      "worker",
      "migrate",
    ]);
  });
});

describe("the image", () => {
  const lines = read("Dockerfile")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  const valueOf = (instruction: string) =>
    last.find((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1);

  it("is built on Node 24, in stages that leave the tools behind", () => {
    const bases = lines.filter((line) => line.startsWith("FROM "));

    expect(bases).toHaveLength(3);
    for (const base of bases) expect(base).toMatch(/^FROM node:24-slim\b/);
    expect(lines).toContain("RUN npm ci --omit=dev --ignore-scripts");
    expect(last.join("\n")).not.toMatch(/npm|curl|wget|ADD/);
  });

  it("runs as nobody who could change the program", () => {
    const user = last.findIndex((line) => line.startsWith("USER "));
    const copies = last.map((line, place) => (line.startsWith("COPY ") ? place : -1));

    expect(valueOf("USER")).toBe("node");
    expect(user).toBeGreaterThan(Math.max(...copies));
    expect(last.join("\n")).not.toContain("--chown");
    expect(valueOf("ENV")).toBe("NODE_ENV=production DATA_DIR=/data");
    expect(valueOf("VOLUME")).toBe("/data");
  });

  it("starts the same server as npm start", () => {
    const entry = JSON.parse(valueOf("ENTRYPOINT")!) as string[];
    const command = JSON.parse(valueOf("CMD")!) as string[];
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

    expect([...entry, ...command].join(" ")).toBe(scripts["start"]);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])("is well when /healthz answers %d: exit code %d", async (status, exitCode) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const code = await healthcheck(port);

    expect({ asked, code }).toEqual({ asked: ["/healthz"], code: exitCode });
  });

  it("is not well when nobody answers", async () => {
    expect(await healthcheck(9)).toBe(1);
  });

  function healthcheck(port: number): Promise<number | null> {
    const [command, ...args] = JSON.parse(valueOf("HEALTHCHECK")!.replace(/^.*?CMD /, "")) as [
      string,
      ...string[],
    ];
    expect(command).toBe("node");
    return new Promise((resolve) => {
      const child = execFile(process.execPath, args, { env: { PORT: String(port) } });
      child.once("exit", resolve);
    });
  }

  it("takes no secret and nothing of this machine with it", () => {
    const left = read(".dockerignore").split("\n");

    for (const name of [".env", ".env.*", ".git", "node_modules", "dist", ".data"])
      expect(left).toContain(name);
  });
});
