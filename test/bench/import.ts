import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { to } from "pg-copy-streams";
import { testPostgres } from "../support/services.ts";
import { runChild } from "./child.ts";
import { employeeNo, writeContactLines } from "./contact-lines.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

const CONTACTS = 200_000;
const AGENTS = 500;
const ROUNDS = 3;
const COPY_TABLE = `"ContactCopy"`;

export const title = `import: ${CONTACTS.toLocaleString("en")} contacts of four turns from JSONL by the command, against COPY of the rows that it left, same columns and indexes`;

/** Both are processes of their own, timed from their start to their end. */
export async function run({ command, server }: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const client = new Client({ connectionString: postgres.url });
  try {
    const options = {
      environment: serverEnvironment({
        DATABASE_URL: postgres.url,
        SECRET_KEY: randomBytes(32).toString("base64"),
      }),
    };
    const [people, contacts, rows] = ["people.csv", "contacts.jsonl", "rows.copy"].map((name) =>
      join(directory, name),
    ) as [string, string, string];
    writeFileSync(people, peopleFile());
    await writeContactLines(contacts, CONTACTS, AGENTS);
    await runChild(command, ["migrate"], options);
    await runChild(command, ["import", "people", people], options);
    await client.connect();
    await client.query(`CREATE TABLE ${COPY_TABLE} (LIKE "Contact" INCLUDING ALL)`);

    const [ours, copies]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      await client.query(`TRUNCATE "Contact"`);
      ours.push(await perSecond(() => runChild(command, ["import", "contacts", contacts], options)));
      await requireAll(client, `"Contact"`);
      if (round === 0) await pipeline(client.query(to(`COPY "Contact" TO STDOUT`)), createWriteStream(rows));
      await client.query(`TRUNCATE ${COPY_TABLE}`);
      copies.push(await perSecond(() => runChild(server("bare-copy"), [postgres.url, rows, COPY_TABLE])));
      await requireAll(client, COPY_TABLE);
    }
    return [
      {
        what: "masked, sealed, each once",
        unit: "contacts/s",
        ours,
        peer: { name: "COPY", values: copies },
        limits: { better: "higher", floor: 0.1, aim: 0.3 },
      },
    ];
  } finally {
    await client.end();
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function peopleFile(): string {
  const rows = Array.from({ length: AGENTS }, (_, place) => `${employeeNo(place)},客服${place},agent`);
  return ["employeeNo,name,roles", ...rows, ""].join("\n");
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return CONTACTS / ((performance.now() - startedAt) / 1000);
}

/** Less would be a fast way to lose some. */
async function requireAll(client: Client, tableName: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${tableName}`);
  if (rows[0]?.count !== CONTACTS) throw new Error(`${tableName} has ${rows[0]?.count ?? 0} rows.`);
}
