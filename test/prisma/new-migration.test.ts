import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const MINUTES = 60_000;

let folder: string;

/** The program with its migrations in a folder of its own, where they may be changed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xingping-migration-"));
  for (const part of ["package.json", "src"])
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
beforeEach(async () => {
  await rm(join(folder, "prisma"), { recursive: true, force: true });
  await cp(join(ROOT, "prisma"), join(folder, "prisma"), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm run migration:new -- …`, without the second that npm takes. */
async function newMigration(...words: string[]) {
  const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, ...args] = scripts["migration:new"]!.split(" ");
  const child = spawn(process.execPath, [...args, ...words], { cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (said += part.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, said };
}

const migrations = async (): Promise<string[]> =>
  (await readdir(join(folder, "prisma", "migrations"), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

describe("npm run migration:new", () => {
  it(
    "writes what leads from the migrations to a changed schema, and then finds nothing more",
    { timeout: 2 * MINUTES },
    async () => {
      const schema = join(folder, "prisma", "schema.prisma");
      const model = "model Badge {\n  id   String @id @db.Uuid\n  name String\n}\n";
      await writeFile(schema, `${await readFile(schema, "utf8")}\n${model}`);
      const before = await migrations();

      const written = await newMigration("Add", "badges");
      const again = await newMigration("nothing");

      const added = (await migrations()).filter((name) => !before.includes(name));
      expect(written.code).toBe(0);
      expect(added).toEqual([expect.stringMatching(/^\d{14}_add_badges$/)]);
      expect(written.said).toContain(join("prisma", "migrations", added[0]!, "migration.sql"));
      const sql = await readFile(join(folder, "prisma", "migrations", added[0]!, "migration.sql"), "utf8");
      expect(sql).toContain('CREATE TABLE "Badge"');
      expect(sql.match(/(CREATE|ALTER|DROP) /g)).toEqual(["CREATE "]);
      expect(again).toEqual({
        code: 0,
        said: "schema.prisma and the migrations agree: nothing to write.\n",
      });
    },
  );

  it.each([[], ["///"], ["徽章"]])("wants a name, and %j is none", async (...words) => {
    const before = await migrations();

    const refused = await newMigration(...words);

    expect(refused).toEqual({
      code: 2,
      said: "Say what changes: npm run migration:new -- add_something\n",
    });
    expect(await migrations()).toEqual(before);
  });
});
