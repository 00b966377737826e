import { describe, expect, it } from "vitest";
import { createDeferredWrites, createTogether } from "#data/deferred-writes";
import { sqlOver, type Statement } from "#data/sql";

/** What is sent, one answered after the other, and statements as the stores write them. */
function writesInto(sent: Statement[]) {
  const send = async (write: Statement): Promise<void> => {
    await Promise.resolve();
    sent.push(write);
  };
  const writes = createDeferredWrites(send, createTogether());
  const connection = { queryRaw: () => Promise.reject(new Error()), executeRaw: () => Promise.resolve(1) };
  return { writes, sql: sqlOver(connection, async (write) => writes.add(write)) };
}

describe("writes that wait for each other", () => {
  it("go as one statement, each with its own values", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);

    await sql.later("INSERT INTO a VALUES ($1, $2, $1)", "one", 2);
    await sql.later("UPDATE b SET x = $1", new Date("2026-11-20T01:00:00Z"));
    await sql.later("DELETE FROM c WHERE y = $2 OR z = $1", null, true);
    await writes.flush();
    await writes.flush();

    expect(sent).toHaveLength(1);
    expect(sent[0]!.sql).toBe(
      "WITH part_0 AS (INSERT INTO a VALUES ($1, $2, $1)), part_1 AS (UPDATE b SET x = $3) " +
        "DELETE FROM c WHERE y = $5 OR z = $4",
    );
    expect(sent[0]!.args).toEqual(["one", 2, "2026-11-20T01:00:00.000Z", null, true]);
    expect(sent[0]!.argTypes).toHaveLength(5);
  });

  it("leave alone what only looks like a value", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);

    await sql.later("DELETE FROM a WHERE x = $1", 1);
    await sql.later(`INSERT INTO "b$1" VALUES ('it''s $1', $1, 'costs $1')`, 2);
    await writes.flush();

    expect(sent.map(({ sql: text }) => text)).toEqual([
      `WITH part_0 AS (DELETE FROM a WHERE x = $1) INSERT INTO "b$1" VALUES ('it''s $1', $2, 'costs $1')`,
    ]);
  });

  it("go with their own values when the same ones come again", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);

    for (const value of [1, 2]) {
      await sql.later("INSERT INTO a VALUES ($1)", value);
      await sql.later("INSERT INTO b VALUES ($1)", value);
      await writes.flush();
    }

    expect(sent.map(({ args }) => args)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(sent[1]!.sql).toBe(sent[0]!.sql);
  });

  it.each(["one after the other", "at the same moment"])(
    "keep their order when the same one is given %s",
    async (manner) => {
      const sent: Statement[] = [];
      const { writes, sql } = writesInto(sent);
      const values = ["first", "second", "third"];

      if (manner === "at the same moment")
        await Promise.all(values.map((value) => sql.later("UPDATE a SET x = $1", value)));
      else for (const value of values) await sql.later("UPDATE a SET x = $1", value);
      await writes.flush();

      expect(sent.map(({ args }) => args)).toEqual([["first"], ["second"], ["third"]]);
    },
  );

  it("are all sent before anybody who asks goes on", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);
    await sql.later("UPDATE a SET x = $1", "first");
    await sql.later("UPDATE a SET x = $1", "second");

    void writes.flush();
    await writes.flush();

    expect(sent).toHaveLength(2);
  });

  it("that fail tell whoever sent them, and not who comes next", async () => {
    const writes = createDeferredWrites(() => Promise.reject(new Error("refused")), createTogether());
    writes.add({ sql: "DELETE FROM a", args: [], argTypes: [] });

    const first = writes.flush();
    const second = writes.flush();

    await expect(first).rejects.toThrow("refused");
    await expect(second).resolves.toBeUndefined();
  });

  it("are not sent when they are forgotten", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);

    await sql.later("DELETE FROM a");
    writes.forget();
    await writes.flush();

    expect(sent).toEqual([]);
  });
});
