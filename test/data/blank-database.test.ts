import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { blankDatabaseFor, makeBlankDatabase } from "#data/blank-database";
import { testDirectory } from "../support/files.ts";

test("a new database begins with the one that was built, and an existing one is left as it is", async () => {
  const folder = await testDirectory();
  const [file, data] = [join(folder.path, "blank.tgz"), join(folder.path, "data")];
  await makeBlankDatabase(file);

  const blank = await blankDatabaseFor(data, file);
  const first = await PGlite.create(data, { loadDataDir: blank! });
  await first.exec("CREATE TABLE kept AS SELECT 42 AS answer");
  await first.close();
  const second = await PGlite.create(data);

  expect(await blankDatabaseFor(data, file)).toBeUndefined();
  expect((await second.query("SELECT answer FROM kept")).rows).toEqual([{ answer: 42 }]);
  await second.close();
  await folder.remove();
});

test("without one that was built a database is made as usual", async () => {
  const folder = await testDirectory();

  expect(await blankDatabaseFor(folder.path, join(folder.path, "none.tgz"))).toBeUndefined();
  expect(existsSync(join(folder.path, "PG_VERSION"))).toBe(false);
  await folder.remove();
});
