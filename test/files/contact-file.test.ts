import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContactRow, type ReadContact } from "#domain/contact-row";
import { maskText } from "#domain/masking";
import { openContactFile } from "#files/contact-file";
import { collect, exampleMap, realData, testDirectory, type TestDirectory } from "../support/files.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory.remove());

it("has its name as source, also when its corrected rejects are imported", async () => {
  const whole = await openContactFile(await directory.write("calls.csv", "id,agent,startedAt\n"));
  const rejects = await openContactFile(
    await directory.write("calls.csv.rejects.csv", "id,agent,startedAt\n"),
  );

  expect([whole.source, rejects.source]).toEqual(["calls.csv", "calls.csv"]);
});

it("without a map is read by the names of the fields, and refused when a required one is no column", async () => {
  const named = await directory.write(
    "named.csv",
    "id,agent,startedAt,metrics.csat\n1,2,2026-11-03 09:00,5\n",
  );
  const strange = await directory.write("strange.csv", "Call Id,Agent\n1,2\n");

  const rows = await collect((await openContactFile(named)).rows);
  const refused = collect((await openContactFile(strange)).rows);

  expect(rows.map(({ row }) => row)).toEqual([
    { id: "1", agent: "2", startedAt: "2026-11-03 09:00", "metrics.csat": "5" },
  ]);
  await expect(refused).rejects.toMatchObject({
    code: "bad-input",
    message: expect.stringMatching(/has no column "id", "agent", "startedAt".* It has: Call Id, Agent\./),
  });
});

it("with a map is refused when a column of the map is not in the header", async () => {
  const map = await directory.write("map.yaml", "fields: {id: Id, agent: Agent, startedAt: Start}");
  const file = await directory.write("columns.csv", "Id,Agent,Begin\n1,2,3\n");

  const rows = collect((await openContactFile(file, map)).rows);

  await expect(rows).rejects.toThrow('has no column "Start"');
});

/** Everybody is known: here only the rows are judged. */
async function contactsOf(path: string, map: string) {
  const { rows, source, zone } = await openContactFile(path, exampleMap(map));
  const agents = { find: (reference: string) => ({ id: reference }) };
  const context = { agents, source, zone: zone ?? "UTC", now: new Date("2026-11-22T00:00Z"), mask: maskText };
  const readings = (await collect(rows)).map(({ row }) => readContactRow(row, context));
  return {
    rowCount: readings.length,
    contacts: readings.flatMap((reading): ReadContact[] => ("value" in reading ? [reading.value] : [])),
    faults: readings.flatMap((reading) => ("faults" in reading ? reading.faults : [])),
  };
}

const turnCount = (contacts: readonly ReadContact[]): number =>
  contacts.reduce((sum, contact) => sum + contact.turns.length, 0);

describe("the example maps", () => {
  const calls = realData("pwc-call-center.csv");
  const chinese = realData("crosswoz-zh.jsonl");
  const english = realData("ubuntu-irc-support-en.jsonl");

  it.skipIf(calls === null)(
    "read 5,000 calls, of which 946 were not answered and have no rating",
    async () => {
      const { contacts, faults } = await contactsOf(calls ?? "", "call-center");

      const unanswered = contacts.filter(({ metrics }) => metrics.answered === false);
      const answered = contacts.filter(({ metrics }) => metrics.answered === true);
      expect([contacts.length, unanswered.length, answered.length, faults]).toEqual([5000, 946, 4054, []]);
      expect(
        unanswered.every(({ metrics }) => metrics.csat === undefined && metrics.handleSeconds === undefined),
      ).toBe(true);
      expect(
        answered.every(({ metrics }) => (metrics.csat ?? 0) >= 1 && (metrics.handleSeconds ?? 0) >= 30),
      ).toBe(true);
      expect(contacts[0]?.startedAt.toISOString()).toBe("2021-01-01T01:12:58.000Z");
    },
  );

  it.skipIf(chinese === null)("read 1,000 Chinese conversations with 16,934 turns", async () => {
    const { contacts } = await contactsOf(chinese ?? "", "crosswoz");

    expect([contacts.length, turnCount(contacts)]).toEqual([1000, 16_934]);
    expect(new Set(contacts.map(({ source }) => source))).toEqual(new Set(["CrossWOZ"]));
  });

  it.skipIf(english === null)(
    "read the English conversations but those that end before they begin",
    async () => {
      const { rowCount, contacts, faults } = await contactsOf(english ?? "", "ubuntu-irc");

      const isTimed = contacts.every(
        ({ startedAt, endedAt, turns }) =>
          startedAt.getTime() === turns[0]?.at?.getTime() &&
          endedAt?.getTime() === turns.at(-1)?.at?.getTime(),
      );
      expect([rowCount, contacts.length, isTimed]).toEqual([1670, 1665, true]);
      expect(faults.filter((fault) => fault.startsWith("endedAt"))).toHaveLength(5);
    },
  );
});
