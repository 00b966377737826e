import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Owner } from "#data/owner-lock";
import { addDays, localDate } from "#domain/working-day";
import { placeEmbeddedData } from "./support/embedded-data.ts";
import { testDirectory, type TestDirectory } from "./support/files.ts";
import { jsonOf, runCli, startCli, type CliProcess, type Ended } from "./support/run-cli.ts";

const TURNS = [
  { role: "customer", text: "您好" },
  { role: "agent", text: "请稍等" },
];
// A draw is for a recent date, and the server's clock is the real one: today's draw it may make by itself.
const YESTERDAY = addDays(localDate(new Date(), "Asia/Shanghai"), -1);
const aContact = (id: string, agent: string) =>
  JSON.stringify({ id, agent, startedAt: `${addDays(YESTERDAY, -1)} 10:00`, turns: TURNS });

// Each process loads the whole program, some of them make a database: minutes on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: TestDirectory;
let server: CliProcess;
let url: string;

beforeAll(async () => {
  folder = await testDirectory();
  await folder.write("people.csv", "employeeNo,name,roles\n1001,李雷,agent\n2001,韩梅梅,supervisor\n");
  await folder.write("contacts.jsonl", [aContact("C-1", "1001"), aContact("C-2", "nobody")].join("\n"));
  await placeEmbeddedData(join(folder.path, ".data", "database"));
  await start();
});
afterAll(async () => {
  await server.stop("SIGKILL");
  await folder.remove();
});

async function start(): Promise<void> {
  server = startCli(["server"], { environment: { API_TOKEN: "short" }, folder: folder.path });
  url = await server.url;
}

const run = (...args: readonly string[]): Promise<Ended> =>
  runCli(args, { environment: {}, folder: folder.path });
const lockPath = (): string => join(folder.path, ".data", "owner.json");
const owner = (): Owner => JSON.parse(readFileSync(lockPath(), "utf8")) as Owner;

describe("a short API_TOKEN", () => {
  it("is warned about once, and is accepted", async () => {
    const answer = await fetch(`${url}/api/contacts`, {
      method: "POST",
      headers: { authorization: "Bearer short" },
      body: "[]",
    });
    const warnings = await server.printed(/^.*"level":"warn".*API_TOKEN.*$/m);

    expect(answer.status).toBe(200);
    expect(warnings[0]).toContain("API_TOKEN is short enough to be guessed");
  });
});

describe("a command that is given while the embedded server runs", () => {
  it("is carried out by the server, with its files, output and exit code", async () => {
    const people = await run("import", "people", "people.csv", "--json");
    const contacts = await run("import", "contacts", "contacts.jsonl");
    const again = await run("import", "contacts", "contacts.jsonl", "--json");
    const exported = await run("export", "contacts", "--output", "contacts.csv");
    const migrated = await run("migrate");

    expect([people, contacts, again, exported, migrated].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(jsonOf(people)).toMatchObject({ imported: 2 });
    expect(contacts.out).toContain("Read 2: 1 imported, 0 updated, 0 known before, 1 rejected.");
    expect(existsSync(join(folder.path, "contacts.jsonl.rejects.csv"))).toBe(true);
    expect(jsonOf(again)).toMatchObject({ imported: 0, duplicates: 1 });
    expect(exported.out).toBe("1 rows written to contacts.csv\n");
    expect(readFileSync(join(folder.path, "contacts.csv"), "utf8")).toContain("C-1");
    expect(migrated.out).toBe("The database is up to date.\n");
  });

  it("draws, and runs the draw again", async () => {
    const drawn = await run("draw", "--date", YESTERDAY, "--json");
    const verified = await run("draw", "verify", `D${YESTERDAY.replaceAll("-", "")}`);

    expect(jsonOf(drawn)).toMatchObject({ frameSize: 1, selected: 1, assigned: 1 });
    expect(verified).toMatchObject({ code: 0, err: "" });
    expect(verified.out).toContain("yes  drawing again selects the same conversations");
  });

  it("fails as it would by itself", async () => {
    const failed = await run("draw", "verify", "D19990101");
    const misused = await run("export", "people", "--format", "xlsx");

    expect(failed).toMatchObject({ code: 1, out: "" });
    expect(failed.err).toBe("There is no draw D19990101; xingping export draws lists them.\n");
    expect(misused).toMatchObject({ code: 2, out: "" });
  });

  it("fails as JSON when it was asked for JSON", async () => {
    const failed = await run("import", "people", "nobody.csv", "--json");

    const message = `The file ${join(folder.path, "nobody.csv")} does not exist: check its name.`;
    expect(failed).toMatchObject({ code: 1, err: `${message}\n` });
    expect(jsonOf(failed)).toEqual({ error: { code: "not-found", message } });
  });

  it("is refused without the token of the lock file, which only the owner of the folder can read", async () => {
    const address = `http://127.0.0.1:${owner().port}`;
    const body = JSON.stringify({ args: ["export", "people"], folder: "/", isTerminal: false });
    const ask = (token: string): Promise<Response> =>
      fetch(address, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });

    const refused = await Promise.all([ask(""), ask("wrong"), ask(owner().token.slice(1))]);
    const taken = await ask(owner().token);

    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await Promise.all(refused.map((answer) => answer.text()))).toEqual(["", "", ""]);
    expect(await taken.text()).toContain("李雷");
  });
});

describe("embedded data", () => {
  it("refuse a second server and name the first", async () => {
    const second = await run("server");

    expect(second).toMatchObject({ code: 1, out: "" });
    expect(second.err).toContain(`belong to process ${server.pid}, which is running`);
    expect(second.err.trimEnd()).not.toContain("\n");
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it("say what to do when the server dies during a command", async () => {
    const { token, ...rest } = owner();
    const breaking = createServer((_, response) =>
      response.write('{"out":"half\\n"}\n', () => response.destroy()),
    );
    breaking.listen(0, "127.0.0.1");
    await once(breaking, "listening");
    writeFileSync(
      lockPath(),
      JSON.stringify({ ...rest, token, port: (breaking.address() as AddressInfo).port }),
    );

    const broken = await run("export", "people");
    breaking.close();
    writeFileSync(lockPath(), JSON.stringify({ ...rest, token }));

    expect(broken).toMatchObject({ code: 1, out: "half\n" });
    expect(broken.err).toBe(
      `Process ${server.pid} ended before the command was done: start it again, then give the command again.\n`,
    );
  });

  it("are taken over from a server that was killed", async () => {
    const killed = server.pid;
    await server.stop("SIGKILL");
    const left = owner();

    await start();

    expect(left.pid).toBe(killed);
    expect(owner().pid).toBe(server.pid);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("are free again after SIGTERM, which ends the server with 0", async () => {
    const ended = await server.stop("SIGTERM");

    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(existsSync(lockPath())).toBe(false);
  });

  it("stay free when a start fails, here because the port is taken", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    const ended = await runCli(["server"], { environment: { PORT: String(port) }, folder: folder.path });
    other.close();

    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(
      new RegExp(
        `^Port ${port} is taken by another program: stop it, or choose another port with PORT=\\d+\\.\n$`,
      ),
    );
    expect(existsSync(lockPath())).toBe(false);
  });
});
