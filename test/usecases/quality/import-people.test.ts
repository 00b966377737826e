import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importPeople } from "#usecases/quality/import-people";
import { rowsOf } from "../../support/files.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const clock = { now: () => new Date("2026-11-22T04:00:00Z") };
const lark = { platform: "lark", appId: "cli_1" } as const;
let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
beforeEach(() => opened.database.prisma.$executeRawUnsafe('TRUNCATE "Person", "AuditEntry" CASCADE'));
afterAll(() => opened.close());

const take = (...entries: readonly Readonly<Record<string, unknown>>[]) =>
  importPeople(
    { store: opened.store, clock },
    { rows: rowsOf(...entries), source: "people.csv", apps: [lark] },
  );
const personOf = (employeeNo: string) => opened.store.people.byEmployeeNo(employeeNo);

describe("an import of people", () => {
  it("adds people with what is usual where the file says nothing", async () => {
    const result = await take({ employeeNo: "1024", name: "李雷" });

    expect(result).toEqual({
      read: 1,
      imported: 1,
      updated: 0,
      duplicates: 0,
      rejectedCount: 0,
      rejected: [],
      identities: 0,
      identitiesSkipped: 0,
    });
    expect(await personOf("1024")).toMatchObject({
      roles: ["agent"],
      language: "zh",
      status: "active",
      team: null,
    });
  });

  it("counts a second run as duplicates and a change as updated", async () => {
    const rows = [
      { employeeNo: "1024", name: "李雷", roles: "agent|supervisor", larkOpenId: "ou_1" },
      { employeeNo: "1025", name: "韩梅" },
    ];
    await take(...rows);

    const again = await take(...rows);
    const changed = await take({
      employeeNo: "1024",
      name: "李雷",
      roles: "supervisor|agent",
      status: "left",
    });

    expect(again).toMatchObject({ imported: 0, updated: 0, duplicates: 2, identities: 0 });
    expect(changed).toMatchObject({ imported: 0, updated: 1, duplicates: 0 });
    expect(await personOf("1024")).toMatchObject({ status: "left", roles: ["agent", "supervisor"] });
  });

  it("keeps what a missing column does not tell, clears what a blank cell tells, but never roles or status", async () => {
    await take({
      employeeNo: "1",
      name: "A",
      team: "一组",
      email: "a@b.cn",
      roles: "manager",
      status: "left",
      language: "en",
    });

    await take({ employeeNo: "1", name: "A", email: "", roles: "", status: "", language: "" });

    expect(await personOf("1")).toMatchObject({
      team: "一组",
      email: null,
      roles: ["manager"],
      status: "left",
      language: "en",
    });
  });

  it("accepts a manager who stands further down or was there before, and refuses one whom nobody knows", async () => {
    await take({ employeeNo: "9", name: "老王", roles: "manager" });

    const result = await take(
      { employeeNo: "1", name: "A", manager: "2" },
      { employeeNo: "2", name: "B", manager: "9" },
      { employeeNo: "3", name: "C", manager: "404" },
    );

    expect(result).toMatchObject({
      imported: 2,
      rejected: [
        { line: 2, reason: 'manager "404" is not known: add this person to the file or correct the number' },
      ],
    });
    expect((await personOf("1"))?.managerNo).toBe("2");
  });

  it("takes the team of a manager whose own row is wrong", async () => {
    const result = await take(
      { employeeNo: "1", name: "A", manager: "2" },
      { employeeNo: "2", name: "B", email: "no address" },
    );

    expect([result.imported, result.rejected.map(({ line }) => line)]).toEqual([1, [1]]);
  });

  it("refuses rows that contradict an earlier one, and counts one that repeats it", async () => {
    const result = await take(
      { employeeNo: "1", name: "A", larkOpenId: "ou_1" },
      { employeeNo: "1", name: "A", larkOpenId: "ou_1" },
      { employeeNo: "1", name: "B" },
      { employeeNo: "2", name: "C", larkOpenId: "ou_1" },
      { employeeNo: "", name: "D" },
    );

    expect(result).toMatchObject({ read: 5, imported: 1, duplicates: 1, rejectedCount: 3 });
    expect(result.rejected).toEqual([
      { line: 2, reason: 'employeeNo "1" stands on line 0 already with other data: keep one' },
      { line: 3, reason: "larkOpenId belongs to the person on line 0: correct one of them" },
      { line: 4, reason: "employeeNo is missing: write the employee number (工号)" },
    ]);
  });

  it("refuses an e-mail or a mobile that is another person's on the same list", async () => {
    const result = await take(
      { employeeNo: "1", name: "A", email: "a@b.cn", mobile: "13800138000" },
      { employeeNo: "2", name: "B", email: "A@b.cn" },
      { employeeNo: "3", name: "C", mobile: "+86 138-0013-8000" },
    );

    expect(result.rejected).toEqual([
      { line: 1, reason: "email belongs to the person on line 0: correct one of them" },
      { line: 2, reason: "mobile belongs to the person on line 0: correct one of them" },
    ]);
  });

  it("has the directory asked again when somebody is new, and not for what was known", async () => {
    const { rhythms } = opened.store;
    const hasRun = () => rhythms.hasRun("directory", "2026-11-22");
    await rhythms.start("directory", "2026-11-22", clock.now());

    await take({ employeeNo: "1", name: "A" });
    const afterNew = await hasRun();
    await rhythms.start("directory", "2026-11-22", clock.now());
    await take({ employeeNo: "1", name: "A" });

    expect([afterNew, await hasRun()]).toEqual([false, true]);
  });

  it("binds the platform ids of apps that are on, moves a changed one, and leaves out the others", async () => {
    const first = await take({ employeeNo: "1", name: "A", larkOpenId: "ou_1", wecomUserId: "a" });
    const moved = await take({ employeeNo: "1", name: "A", larkOpenId: "ou_2" });
    const silent = await take({ employeeNo: "1", name: "A", larkOpenId: "" });

    const person = await opened.store.identities.personOf({ ...lark, userId: "ou_2" });
    const before = await opened.store.identities.personOf({ ...lark, userId: "ou_1" });
    expect(first).toMatchObject({ identities: 1, identitiesSkipped: 1 });
    expect(moved).toMatchObject({ updated: 1, identities: 1 });
    expect(silent).toMatchObject({ duplicates: 1, identities: 0 });
    expect([person?.employeeNo, before]).toEqual(["1", null]);
  });

  it("leaves an audit entry when something changed", async () => {
    await take({ employeeNo: "1", name: "A" });
    await take({ employeeNo: "1", name: "A" });

    const entries = await opened.database.prisma.auditEntry.findMany();
    expect(entries.map(({ did, what, detail }) => ({ did, what, detail }))).toEqual([
      {
        did: "import-people",
        what: "people.csv",
        detail: { read: 1, imported: 1, updated: 0, duplicates: 0 },
      },
    ]);
  });
});
