import { describe, expect, it } from "vitest";
import { createDeferredWrites } from "#data/deferred-writes";
import { sqlOver, type Statement } from "#data/sql";

/** What is sent, and statements as the stores write them. */
function writesInto(sent: Statement[]) {
  const writes = createDeferredWrites((write) => Promise.resolve(sent.push(write)));
  const connection = { queryRaw: () => Promise.reject(new Error()), executeRaw: () => Promise.resolve(1) };
  return { writes, sql: sqlOver(connection, writes.add) };
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

  it("keep their order when they are the same one twice", async () => {
    const sent: Statement[] = [];
    const { writes, sql } = writesInto(sent);

    await sql.later("INSERT INTO a VALUES ($1)", "first");
    await sql.later("INSERT INTO a VALUES ($1)", "second");
    await writes.flush();

    expect(sent.map(({ args }) => args)).toEqual([["first"], ["second"]]);
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
