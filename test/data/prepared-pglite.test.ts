import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { preparedPglite, type PreparedPglite } from "#data/prepared-pglite";
import { MOST_STATEMENTS } from "#data/statement-names";

const pglite = new PGlite();
let database: PreparedPglite;

beforeEach(async () => {
  await pglite.exec(
    "DEALLOCATE ALL; DROP TABLE IF EXISTS room; CREATE TABLE room (a int); INSERT INTO room VALUES (1)",
  );
  database = preparedPglite(pglite);
});
afterAll(() => pglite.close());

const rowsOf = async (text: string): Promise<unknown[]> => (await database.query(text)).rows;

describe("a statement that is kept prepared", () => {
  it("is prepared anew when what it answers has changed", async () => {
    await rowsOf("SELECT * FROM room");
    await pglite.exec("ALTER TABLE room ADD COLUMN b int DEFAULT 2");

    expect(await rowsOf("SELECT * FROM room")).toEqual([{ a: 1, b: 2 }]);
    expect(await rowsOf("SELECT * FROM room")).toEqual([{ a: 1, b: 2 }]);
  });

  it("is prepared anew when somebody has dropped it", async () => {
    await rowsOf("SELECT a FROM room");
    await pglite.exec("DEALLOCATE ALL");

    expect(await rowsOf("SELECT a FROM room")).toEqual([{ a: 1 }]);
  });

  it("fails a transaction once, which is lost then, and not the next one", async () => {
    await rowsOf("SELECT * FROM room");
    await pglite.exec("ALTER TABLE room ADD COLUMN b int");
    const ask = (): Promise<unknown[]> =>
      database.transaction(async (inside) => (await inside.query("SELECT * FROM room")).rows);

    await expect(ask()).rejects.toMatchObject({ code: "0A000" });

    expect(await ask()).toEqual([{ a: 1, b: null }]);
  });

  it("is tried once more at most", async () => {
    await pglite.exec(`
      CREATE SEQUENCE tries;
      CREATE FUNCTION refuse() RETURNS int LANGUAGE plpgsql AS $$
        BEGIN PERFORM nextval('tries'); RAISE 'never' USING ERRCODE = '0A000'; END $$`);

    await expect(rowsOf("SELECT refuse()")).rejects.toThrow("never");
    await expect(rowsOf("SELECT refuse()")).rejects.toThrow("never");

    expect(await rowsOf("SELECT last_value::int AS tries FROM tries")).toEqual([{ tries: 3 }]);
  });

  it("makes room when it is the one that was not used for longest", async () => {
    await rowsOf("SELECT 'often'");
    for (let place = 0; place < MOST_STATEMENTS; place++) {
      await rowsOf(`SELECT ${place}`);
      await rowsOf("SELECT 'often'");
    }
    await rowsOf("SELECT 'later'");

    const { rows: kept } = await pglite.query(
      "SELECT name, statement FROM pg_prepared_statements WHERE name <> ''",
    );
    expect(kept).toHaveLength(MOST_STATEMENTS);
    expect(kept).toContainEqual({ name: "kept_0", statement: "SELECT 'often'" });
    expect(kept).toContainEqual(expect.objectContaining({ statement: "SELECT 'later'" }));
    expect(await rowsOf("SELECT 0 AS n")).toEqual([{ n: 0 }]);
  });
});

describe("a statement outside of a transaction that is open", () => {
  it("does not join it", async () => {
    let outside: Promise<unknown[]> | undefined;
    await database.transaction(async (inside) => {
      await inside.query("INSERT INTO room VALUES (2)");
      outside = rowsOf("INSERT INTO room VALUES (3) RETURNING (SELECT count(*)::int FROM room) AS seen");
      for (let turn = 0; turn < 3; turn++) await inside.query("SELECT a FROM room");
      await inside.rollback();
    });

    expect(await outside).toEqual([{ seen: 1 }]);
    expect(await rowsOf("SELECT a FROM room ORDER BY a")).toEqual([{ a: 1 }, { a: 3 }]);
  });
});
