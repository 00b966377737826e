import { describe, expect, it } from "vitest";
import { CellError } from "#domain/source-row";
import { parseContactMap } from "#files/contact-map";
import { columnsOf, mapContact } from "#files/map-contact";

const MAP = `
fields: {id: "Call Id", agent: Agent, startedAt: [Date, Time], metrics.csat: "Satisfaction rating", metrics.handleSeconds: AvgTalkDuration, metrics.answered: Answered}
values: {metrics.answered: {Y: true, N: false, "?": null}}
defaults: {source: calls, channel: voice}
timezone: Asia/Shanghai
`;
const required = "fields: {id: Id, agent: Agent, startedAt: Start}";
const faultOf = (yaml: string): string => {
  try {
    parseContactMap(yaml, "calls.yaml");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no fault";
};

describe("a map", () => {
  it("takes fields from columns, joins several by a space, translates values and fills defaults", () => {
    const map = parseContactMap(MAP, "calls.yaml");

    const contact = mapContact(map, {
      "Call Id": "ID0001",
      Agent: "Diane",
      Date: "2021-01-01",
      Time: "9:12:58",
      Answered: " Y ",
      AvgTalkDuration: "0:02:23",
      "Satisfaction rating": "3",
      Topic: "not asked for",
    });

    expect(contact).toEqual({
      id: "ID0001",
      agent: "Diane",
      startedAt: "2021-01-01 9:12:58",
      "metrics.answered": true,
      "metrics.handleSeconds": "0:02:23",
      "metrics.csat": "3",
      source: "calls",
      channel: "voice",
    });
    expect(map.timezone).toBe("Asia/Shanghai");
  });

  it("keeps an error cell an error, also joined with others, unless the map has a word for it", () => {
    const map = parseContactMap(
      `${required}\n`.replace("Start}", "[Day, Time], metrics.csat: Csat, metrics.rings: Rings}") +
        "values: {metrics.rings: {'#N/A': null}}",
      "m",
    );
    const error = (column: string): CellError => new CellError("#N/A", column);

    const row = {
      Id: "1",
      Agent: "A",
      Day: "2026-11-03",
      Time: error("Time"),
      Csat: error("Csat"),
      Rings: error("Rings"),
    };
    const contact = mapContact(map, row);

    expect(contact).toMatchObject({
      startedAt: error("Time"),
      "metrics.csat": error("Csat"),
      "metrics.rings": null,
    });
  });

  it("leaves a word without a translation as it is, and blanks one that is translated to null", () => {
    const map = parseContactMap(MAP, "calls.yaml");

    const strange = mapContact(map, { Answered: "maybe" });
    const blank = mapContact(map, { Answered: "?" });
    const inherited = mapContact(map, { Answered: "constructor" });

    expect(strange["metrics.answered"]).toBe("maybe");
    expect(blank["metrics.answered"]).toBe(null);
    expect(inherited["metrics.answered"]).toBe("constructor");
  });

  it("needs its columns in the header of a table; without a map the required fields are the columns", () => {
    const map = parseContactMap(MAP, "calls.yaml");

    expect(columnsOf(map)).toEqual([
      "Call Id",
      "Agent",
      "Date",
      "Time",
      "Satisfaction rating",
      "AvgTalkDuration",
      "Answered",
    ]);
    expect(columnsOf(null)).toEqual(["id", "agent", "startedAt"]);
  });

  it("reaches into JSON rows and renames the fields of turns", () => {
    const map = parseContactMap(
      `
fields: {id: id, agent: agent, startedAt: turns.0.ts, endedAt: turns.-1.ts, customer: who.id, turns.at: ts, turns.role: by}
values: {turns.role: {user: customer}}`,
      "irc.yaml",
    );

    const contact = mapContact(map, {
      id: "1",
      agent: "a",
      who: { id: "c" },
      turns: [
        { by: "user", ts: "2026-11-03T10:00Z", text: "hi" },
        { by: "agent", ts: "2026-11-03T10:01Z", text: "hello" },
      ],
    });

    expect(contact).toEqual({
      id: "1",
      agent: "a",
      startedAt: "2026-11-03T10:00Z",
      endedAt: "2026-11-03T10:01Z",
      customer: "c",
      turns: [
        { role: "customer", at: "2026-11-03T10:00Z", text: "hi" },
        { role: "agent", at: "2026-11-03T10:01Z", text: "hello" },
      ],
    });
  });

  it.each([
    ["an unknown part", `${required}\nfilter: {}`, "filter is no part of a map"],
    [
      "an unknown field",
      "fields: {id: Id, agent: A, startedAt: S, metrics.stars: X}",
      "fields.metrics.stars is no field",
    ],
    [
      "an unknown field with values",
      `${required}\nvalues: {answered: {Y: true}}`,
      "values.answered is no field",
    ],
    ["an unknown default", `${required}\ndefaults: {chanel: voice}`, "defaults.chanel is no field"],
    ["a default for turns", `${required}\ndefaults: {turns: none}`, "defaults.turns cannot have a default"],
    [
      "a default that is a list",
      `${required}\ndefaults: {channel: [voice]}`,
      "defaults.channel is no single value",
    ],
    ["a table that is none", `${required}\nvalues: {channel: voice}`, "values.channel is no list"],
    ["no columns", `${required.replace("Id", "[]")}`, "fields.id names no column"],
    ["a column that is none", `${required.replace("Id", "{a: b}")}`, "fields.id is no column name"],
    ["no place of a required field", "fields: {id: Id, agent: Agent}", "fields.startedAt is missing"],
    ["no fields", "defaults: {channel: voice}", "fields is missing"],
    ["a zone that is none", `${required}\ntimezone: Asia/Peking`, 'timezone "Asia/Peking" is no time zone'],
    ["an encoding that is none", `${required}\nencoding: 3`, "encoding is no name"],
    ["nothing", "", "the file is no list"],
    ["no YAML", "fields: {id", "the file is no YAML"],
  ])("with %s is refused, naming the key", (_, yaml, fault) => {
    expect(faultOf(yaml)).toContain(`The map calls.yaml cannot be used: ${fault}`);
  });

  it("may give a required field by a default alone", () => {
    const map = parseContactMap(
      "fields: {id: id, agent: agent}\ndefaults: {startedAt: 2026-11-02 09:00}",
      "x.yaml",
    );

    expect(mapContact(map, { id: "1", agent: "2" })).toEqual({
      id: "1",
      agent: "2",
      startedAt: "2026-11-02 09:00",
    });
  });
});
