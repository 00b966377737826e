import { describe, expect, it } from "vitest";
import { isNewcomer, monthsAfter, requireNominable, requireOpenMonth } from "#domain/nomination";
import { principlesIn, readAwardName, readNominationReason, readNominee } from "#domain/nomination-text";
import type { Person } from "#domain/person";
import { aPerson } from "../support/builders.ts";

const person = (change: Partial<Person> & { employeeNo: string }): Person => ({
  id: change.employeeNo,
  ...aPerson(change),
});
const FROM = person({ employeeNo: "1001", name: "李雷", managerNo: "2001" });
const TO = person({ employeeNo: "1002", name: "小红" });
const RULES = { ownSupervisorAllowed: false, samePairPerMonth: 1, perPersonPerMonth: 3 };
const NONE = { byNominator: 0, byPair: 0 };

describe("who may name whom", () => {
  it("lets an agent name a colleague", () => {
    expect(() =>
      requireNominable({ from: FROM, to: TO }, RULES, { byNominator: 2, byPair: 0 }),
    ).not.toThrow();
  });

  it.each<[string, Person, typeof NONE, string]>([
    ["oneself", FROM, NONE, "nominate-oneself"],
    ["somebody who left", { ...TO, status: "left" }, NONE, "nominee-left"],
    ["the own supervisor", { ...TO, employeeNo: "2001" }, NONE, "own-supervisor"],
    ["somebody who is no agent", { ...TO, roles: ["trainer"] }, NONE, "nominee-no-agent"],
    ["the same again", TO, { byNominator: 1, byPair: 1 }, "same-pair"],
    ["one more than there are", TO, { byNominator: 3, byPair: 0 }, "nominations-spent"],
  ])("refuses %s", (_, to, before, what) => {
    expect(() => requireNominable({ from: FROM, to }, RULES, before)).toThrow(
      expect.objectContaining({ code: "bad-input", facts: expect.objectContaining({ what }) as object }),
    );
  });

  it("lets the policy allow the own supervisor, where that is an agent too", () => {
    const to = { ...TO, employeeNo: "2001" };

    expect(() =>
      requireNominable({ from: FROM, to }, { ...RULES, ownSupervisorAllowed: true }, NONE),
    ).not.toThrow();
  });
});

describe("a newcomer", () => {
  it.each([
    ["2026-05-31", "2026-11-30", true],
    ["2026-05-30", "2026-11-30", true],
    ["2026-05-29", "2026-11-30", false],
    ["2026-12-01", "2026-11-30", false],
    [null, "2026-11-30", false],
  ])("hired on %s is one on %s: %s", (hiredAt, on, isOne) => {
    expect(isNewcomer({ hiredAt }, 6, on)).toBe(isOne);
  });

  it("is one until the last day of a month that is too short", () => {
    expect(monthsAfter("2026-08-31", 6)).toBe("2027-02-28");
    expect(monthsAfter("2026-11-15", 1)).toBe("2026-12-15");
  });
});

describe("the month of a nomination", () => {
  it.each([
    ["2026-11", false],
    ["2026-11", true],
    ["2026-10", false],
  ])("%s is open in November, decided or not: %s", (month, isDecided) => {
    expect(() => requireOpenMonth(month, { current: "2026-11", isDecided })).not.toThrow();
  });

  it.each([
    ["2026-10", true],
    ["2026-09", false],
    ["2026-12", false],
  ])("%s is closed in November, decided: %s", (month, isDecided) => {
    expect(() => requireOpenMonth(month, { current: "2026-11", isDecided })).toThrow(
      expect.objectContaining({ code: "closed" }),
    );
  });
});

describe("whom the words mean", () => {
  const people = [
    FROM,
    TO,
    person({ employeeNo: "1003", name: "李雷雷" }),
    person({ employeeNo: "1004", name: "王芳", team: "一组" }),
    person({ employeeNo: "1005", name: "王芳", team: "二组" }),
    person({ employeeNo: "1006", name: "Ann" }),
    person({ employeeNo: "1007", name: "Ann Lee" }),
    person({ employeeNo: "1008", name: "赵离", status: "left" }),
    person({ employeeNo: "A01", name: "陈晨" }),
  ];
  const read = (said: string) => {
    const { people: found, rest } = readNominee(said, people);
    return [found.map(({ employeeNo }) => employeeNo), rest];
  };

  it.each<[string, string[], string]>([
    ["李雷 昨晚独自安抚了三位客户", ["1001"], "昨晚独自安抚了三位客户"],
    ["@李雷 昨晚", ["1001"], "昨晚"],
    ["李雷昨晚独自安抚了三位客户", ["1001"], "昨晚独自安抚了三位客户"],
    ["李雷雷，帮了大家", ["1003"], "帮了大家"],
    ["1002：帮新人", ["1002"], "帮新人"],
    ["a01 帮新人", ["A01"], "帮新人"],
    ["王芳 帮新人", ["1004", "1005"], "帮新人"],
    ["Ann helped", ["1006"], "helped"],
    ["ann lee helped", ["1007"], "helped"],
    ["Anna helped", [], "helped"],
    ["ANN  Lee: helped", ["1007"], "helped"],
    ["李雷同学 昨晚", ["1001"], "昨晚"],
    ["李雷雷老师昨晚", ["1003"], "昨晚"],
    ["李雷 同学们都夸他", ["1001"], "同学们都夸他"],
    ["Sun Hao helped", [], "helped"],
    ["赵离 帮新人", ["1008"], "帮新人"],
    ["张三 帮新人", [], "帮新人"],
    ["", [], ""],
  ])("%j", (said, found, rest) => {
    expect(read(said)).toEqual([found, rest]);
  });

  const AWARDS = [
    { id: "service-star", name: { zh: "服务之星", en: "Service star" } },
    { id: "complaint-expert", name: { zh: "投诉处理能手", en: "Complaint expert" } },
  ];
  it.each([
    ["投诉处理能手 昨晚", "complaint-expert", "昨晚"],
    ["complaint expert last night", "complaint-expert", "last night"],
    ["昨晚投诉处理能手", null, null],
  ])("an award in front of the reason, in %j", (said, id, rest) => {
    const found = readAwardName(said, AWARDS);

    expect([found?.award.id ?? null, found?.rest ?? null]).toEqual([id, rest]);
  });

  it.each([
    ["帮了三位客户 #客户至上", ["customer-first"]],
    ["＃客户至上，#高效协作", ["customer-first", "cooperation"]],
    ["calm all night #Customer First", ["customer-first"]],
    ["客户至上是我们的原则", []],
    ["#别的", []],
  ])("values with a hash, in %j", (text, ids) => {
    const principles = [
      { id: "customer-first", name: { zh: "客户至上", en: "Customer first" } },
      { id: "cooperation", name: { zh: "高效协作", en: "Cooperation" } },
    ];

    expect(principlesIn(text, principles)).toEqual(ids);
  });

  it("a reason is masked, and counted in letters", () => {
    expect(readNominationReason(" 安抚了 13812345678 的客户 ", 8)).toBe("安抚了 138****5678 的客户");
    expect(() => readNominationReason("很好！！！！！！", 8)).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
    expect(() => readNominationReason("好".repeat(501), 8)).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
  });
});
