// npm run migration:new NAME: writes the SQL between the last migration and schema.prisma as the next migration.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "#data/database";
import { schemaDifference } from "#data/migrate";
import { packageRoot } from "#data/package-root";

const name = process.argv
  .slice(2)
  .join(" ")
  .toLowerCase()
  .replace(/[^a-z0-9]+/g, "_")
  .replace(/^_|_$/g, "");
if (name === "") {
  console.error("Say what changes: npm run migration:new -- add_something");
  process.exit(2);
}
const database = await openDatabase({ kind: "embedded", directory: null }, (error) =>
  console.error(error.message),
);
const sql = await schemaDifference(database);
await database.close();
if (sql === "") {
  console.log("schema.prisma and the migrations agree: nothing to write.");
} else {
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:T]/g, "");
  const folder = join(packageRoot(), "prisma", "migrations", `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`Written: ${join("prisma", "migrations", `${stamp}_${name}`, "migration.sql")}`);
}
