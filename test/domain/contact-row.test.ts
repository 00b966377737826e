import { describe, expect, it } from "vitest";
import { agentDirectory } from "#domain/agent-directory";
import { readContactRow, type ReadContact } from "#domain/contact-row";
import { maskText } from "#domain/masking";

const context = {
  agents: agentDirectory([
    { id: "p-1", employeeNo: "1024", name: "李雷" },
    { id: "p-2", employeeNo: "1025", name: "韩梅" },
    { id: "p-3", employeeNo: "1026", name: "韩梅" },
    { id: "p-4", employeeNo: "1027", name: "1024" },
  ]),
  source: "calls.csv",
  zone: "Asia/Shanghai",
  now: new Date("2026-11-22T04:00:00Z"),
  mask: maskText,
};
const minimal = { id: "C-1", agent: "1024", startedAt: "2026-11-03T09:12:58+08:00" };

function accepted(change: Readonly<Record<string, unknown>>): ReadContact {
  const reading = readContactRow({ ...minimal, ...change }, context);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  return reading.value;
}
function faults(change: Readonly<Record<string, unknown>>): readonly string[] {
  const reading = readContactRow({ ...minimal, ...change }, context);
  return "faults" in reading ? reading.faults : [];
}

describe("a contact row", () => {
  it("needs an id, an agent and a start, nothing else", () => {
    const contact = accepted({});

    expect(contact).toEqual({
      source: "calls.csv",
      externalId: "C-1",
      agentId: "p-1",
      startedAt: new Date("2026-11-03T01:12:58Z"),
      endedAt: null,
      channel: null,
      direction: null,
      scene: null,
      customer: null,
      metrics: {},
      turns: [],
    });
  });

  it("is taken whole as the contract writes it, and what it does not name is passed over", () => {
    const contact = accepted({
      source: "crm",
      channel: "voice",
      direction: "in",
      scene: "咨询",
      endedAt: "2026-11-03T09:15:00+08:00",
      agent: 1024,
      customer: "any",
      turns: [
        { role: "customer", at: "2026-11-03T09:13:00+08:00", text: "您好" },
        { role: "agent", text: "请讲", mood: "calm" },
      ],
      metrics: {
        rings: 2,
        answerSeconds: 9,
        firstResponseSeconds: 31,
        replyGapSeconds: 40,
        handleSeconds: 143,
        answered: true,
        resolved: true,
        firstContactResolved: true,
        csat: 5,
        escalated: false,
        complaint: false,
        stars: 7,
      },
      somethingElse: { a: 1 },
    });

    expect(contact).toEqual({
      source: "crm",
      externalId: "C-1",
      agentId: "p-1",
      startedAt: new Date("2026-11-03T01:12:58Z"),
      endedAt: new Date("2026-11-03T01:15:00Z"),
      channel: "voice",
      direction: "in",
      scene: "咨询",
      customer: "any",
      turns: [
        { n: 1, role: "customer", at: new Date("2026-11-03T01:13:00Z"), text: "您好" },
        { n: 2, role: "agent", at: null, text: "请讲" },
      ],
      metrics: {
        rings: 2,
        answerSeconds: 9,
        firstResponseSeconds: 31,
        replyGapSeconds: 40,
        handleSeconds: 143,
        answered: true,
        resolved: true,
        firstContactResolved: true,
        csat: 5,
        escalated: false,
        complaint: false,
      },
    });
  });

  it.each(["id", "agent", "customer"])(
    "is refused when its %s is a number that JSON has rounded",
    (field) => {
      const row = JSON.parse(`{"${field}": 20261122000000000001}`) as Record<string, unknown>;

      expect(faults(row)).toEqual([
        expect.stringMatching(
          new RegExp(`^${field} ".+" is a number too large to be read exactly: write it in quotes$`),
        ),
      ]);
    },
  );

  it("takes an id that is a number as it stands", () => {
    expect(accepted({ id: 9_007_199_254_740_991 }).externalId).toBe("9007199254740991");
  });

  it("takes columns with a dot, durations as seconds or h:mm:ss, and words for yes and no", () => {
    const contact = accepted({
      "metrics.handleSeconds": "0:02:23",
      "metrics.answerSeconds": "109",
      "metrics.replyGapSeconds": "27:00:00.5",
      "metrics.csat": " 4.5 ",
      "metrics.answered": "Y",
      "metrics.resolved": "否",
      turns: '[{"role":"agent","text":"hi"}]',
    });

    expect(contact.metrics).toEqual({
      handleSeconds: 143,
      answerSeconds: 109,
      replyGapSeconds: 97_200.5,
      csat: 4.5,
      answered: true,
      resolved: false,
    });
    expect(contact.turns).toHaveLength(1);
  });

  it("takes blank for not measured, never for zero", () => {
    const contact = accepted({
      metrics: { csat: "", rings: null, answered: "  " },
      endedAt: "",
      channel: " ",
      turns: "",
      customer: null,
    });

    expect([contact.metrics, contact.endedAt, contact.channel, contact.turns]).toEqual([{}, null, null, []]);
  });

  it("reads a time without an offset in the zone that is given", () => {
    expect(accepted({ startedAt: "2026-11-03 9:12:58" }).startedAt).toEqual(new Date("2026-11-03T01:12:58Z"));
  });

  it("finds the agent by employee number before name, and by a name that only one person has", () => {
    expect([accepted({ agent: "1024" }).agentId, accepted({ agent: "李雷" }).agentId]).toEqual([
      "p-1",
      "p-1",
    ]);
  });

  it("may start up to a day ahead, because clocks differ", () => {
    expect(faults({ startedAt: "2026-11-23T12:00:00+08:00" })).toEqual([]);
  });

  it("replaces characters that no database takes", () => {
    const contact = accepted({ scene: "a\0b", turns: [{ role: "agent", text: "x\uD800y\0" }] });

    expect([contact.scene, contact.turns[0]?.text]).toEqual(["a\uFFFDb", "x\uFFFDy\uFFFD"]);
  });

  it.each([
    [{ id: " " }, "id is missing: every contact needs an id of its own"],
    [{ id: "x".repeat(201) }, `id "${"x".repeat(39)}…" is too long: at most 200 characters are taken`],
    [{ id: ["a"] }, 'id "["a"]" is no text'],
    [{ agent: undefined }, "agent is missing: write an employee number or a unique name"],
    [{ agent: "1099" }, 'agent "1099" is not known: import people first or correct the number'],
    [{ agent: "韩梅" }, 'agent "韩梅" is the name of 2 people: use the employee number'],
    [{ startedAt: "" }, "startedAt is missing: write when the contact began"],
    [{ startedAt: "31/12/2026" }, 'startedAt "31/12/2026" is no date and time: write 2026-11-03 09:12:58'],
    [
      { startedAt: "2026-02-30 10:00" },
      'startedAt "2026-02-30 10:00" is no date and time: write 2026-11-03 09:12:58',
    ],
    [{ startedAt: true }, 'startedAt "true" is no text'],
    [{ startedAt: "2026-11-23 12:01" }, 'startedAt "2026-11-23 12:01" lies in the future: correct the date'],
    [
      { endedAt: "2026-11-03 09:12:57" },
      'endedAt "2026-11-03 09:12:57" is before startedAt: correct one of them',
    ],
    [
      { channel: "fax" },
      'channel "fax" is not one of voice, chat, email, ticket: correct it or leave it blank',
    ],
    [{ direction: "up" }, 'direction "up" is not one of in, out: correct it or leave it blank'],
    [{ metrics: { csat: 6 } }, 'metrics.csat "6" is outside its scale: 1 to 5'],
    [{ metrics: { csat: "0" } }, 'metrics.csat "0" is outside its scale: 1 to 5'],
    [{ metrics: { csat: "good" } }, 'metrics.csat "good" is no number: write digits or leave it blank'],
    [{ metrics: { rings: -1 } }, 'metrics.rings "-1" is outside its scale: 0 or more'],
    [
      { metrics: { handleSeconds: "2:23" } },
      'metrics.handleSeconds "2:23" is no duration: write seconds or h:mm:ss, or leave it blank',
    ],
    [
      { metrics: { answerSeconds: -9 } },
      'metrics.answerSeconds "-9" is no duration: write seconds or h:mm:ss, or leave it blank',
    ],
    [{ metrics: { answered: "maybe" } }, 'metrics.answered "maybe" is neither true nor false: correct it'],
    [{ metrics: "good" }, 'metrics "good" is no object: write {"csat": 5}'],
    [{ turns: "hello" }, 'turns "hello" is no list: write [{"role": "customer", "text": "…"}]'],
    [{ turns: [null] }, 'turn 1 "null" is no object'],
    [{ turns: [{ role: "boss", text: "" }] }, 'role of turn 1 "boss" is not one of agent, customer, system'],
    [{ turns: [{ role: "agent" }] }, 'text of turn 1 "" is no text'],
    [{ turns: [{ role: "agent", text: "x", at: "noon" }] }, 'at of turn 1 "noon" is no date and time'],
    [
      { turns: Array.from({ length: 2_001 }, () => ({ role: "agent", text: "x" })) },
      "turns has 2001 entries: split it, at most 2000 are taken",
    ],
    [
      { turns: [{ role: "agent", text: "长".repeat(20_001) }] },
      `text of turn 1 "${"长".repeat(39)}…" is too long: at most 20000 characters`,
    ],
  ])("is refused: %j", (change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  it("is refused with a sentence for every fault at once", () => {
    expect(faults({ agent: "1099", channel: "fax", metrics: { csat: 9 } })).toHaveLength(3);
  });

  it("never shows a customer's number in a reason", () => {
    const [fault] = faults({ metrics: { csat: "call 13812345678 back" } });

    expect(fault).toContain('"call 138****5678 back"');
  });

  it("accepts the largest conversation", () => {
    const turns = Array.from({ length: 2_000 }, () => ({ role: "agent", text: "x".repeat(20_000) }));

    expect(accepted({ turns }).turns).toHaveLength(2_000);
  });
});
