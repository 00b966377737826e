import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDirectory, type TestDirectory } from "./support/files.ts";
import { jsonOf, runCli, startCli, type Ended } from "./support/run-cli.ts";
import { testPostgres, type TestPostgres } from "./support/services.ts";

// Each process loads the whole program: minutes on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const postgres: TestPostgres | undefined = await testPostgres();

describe.skipIf(postgres === undefined)("xingping on PostgreSQL", () => {
  const environment = { DATABASE_URL: postgres?.url ?? "", SECRET_KEY: randomBytes(32).toString("base64") };
  let folder: TestDirectory;

  beforeAll(async () => {
    folder = await testDirectory();
  });
  afterAll(async () => {
    await folder.remove();
    await postgres?.drop();
  });

  const run = (args: readonly string[], change: Record<string, string> = {}): Promise<Ended> =>
    runCli(args, { environment: { ...environment, ...change }, folder: folder.path });

  it("refuses to start before the database is migrated, and says how", async () => {
    const ended = await run(["server"]);

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toMatch(/^The database lacks \d+ of .* migrations: run npx xingping migrate\n$/);
  });

  it("migrates once", async () => {
    const first = await run(["migrate", "--json"]);
    const second = await run(["migrate"]);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(jsonOf(first)["applied"]).toContainEqual(expect.stringMatching(/^\d{14}_/));
    expect(second.out).toBe("The database is up to date.\n");
  });

  it("lets several processes share the data: server, worker and command side by side", async () => {
    await folder.write("people.csv", "employeeNo,name,roles\n1001,李雷,agent\n");
    const options = { environment, folder: folder.path };
    const server = startCli(["server", "--no-worker"], options);
    const worker = startCli(["worker"], options);
    const health = await fetch(`${await server.url}/readyz`);

    const imported = await run(["import", "people", "people.csv", "--json"]);
    const ended = await Promise.all([server.stop("SIGTERM"), worker.stop("SIGKILL")]);

    expect(health.status).toBe(200);
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(imported)).toMatchObject({ imported: 1 });
    expect(ended.map(({ code }) => code)).toEqual([0, null]);
  });

  it.each([
    [
      { DATABASE_URL: "postgresql://127.0.0.1:9/x" },
      /^PostgreSQL cannot be reached at 127\.0\.0\.1:9: start it/,
    ],
    [
      { DATABASE_URL: withDatabase("no_such_database") },
      /^PostgreSQL refuses \(database "no_such_database" does/,
    ],
  ])("says in a line what is wrong with %j", async (change, words) => {
    const ended = await run(["server"], change);

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toMatch(words);
    expect(ended.err.trimEnd()).not.toContain("\n");
  });
});

function withDatabase(name: string): string {
  const url = new URL(postgres?.url ?? "postgresql://localhost/x");
  url.pathname = `/${name}`;
  return url.toString();
}
