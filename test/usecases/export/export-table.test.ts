import { aMonthResult } from "../../cards/month-facts.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_QUERIES } from "#data/export-queries";
import { exportSource, pageStatement } from "#data/export-source";
import { EXPORT_COLUMNS, EXPORT_NAMES } from "#domain/export-columns";
import { encodeTable } from "#files/write-table";
import { readRows } from "#files/read-rows";
import type { ExportSource } from "#ports/export-source";
import { exportTable } from "#usecases/export/export-table";
import { importPeople } from "#usecases/quality/import-people";
import { aCard, aContact, aPerson, aTask, givePoints } from "../../support/builders.ts";
import { collect, testDirectory, type TestDirectory } from "../../support/files.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const at = new Date("2026-11-20T01:00:00Z");
const clock = { now: () => at };
const policy = { zone: "Asia/Shanghai" };
const lark = { platform: "lark", appId: "cli_1" } as const;
let opened: TestStore;
let exports: ExportSource;
let directory: TestDirectory;

beforeAll(async () => {
  [opened, directory] = await Promise.all([openTestStore(), testDirectory()]);
  exports = exportSource(opened.database.sql);
  const { store } = opened;
  const [agent, scorer] = await store.people.save(
    [
      aPerson({ employeeNo: "1024", name: "李雷", mobile: "+8613812345678", managerNo: "2001" }),
      aPerson({ employeeNo: "2001", name: "=韩梅", roles: ["supervisor", "manager"] }),
    ],
    at,
  );
  if (agent === undefined || scorer === undefined) throw new Error("nobody was saved");
  await store.identities.bind({ ...lark, userId: "ou_1" }, agent.id, at);
  const turns = [
    { n: 1, role: "customer" as const, at: null, text: "电话138****5678" },
    { n: 2, role: "agent" as const, at: null, text: "好" },
  ];
  await store.contacts.import(
    [
      aContact({
        externalId: "C-1",
        agentId: agent.id,
        turns,
        metrics: { csat: 5, answered: true, handleSeconds: 0 },
      }),
      aContact({ externalId: "C-2", agentId: agent.id, turns: [], localDate: "2026-12-01", scene: null }),
      aContact({
        externalId: "13812345678",
        source: "crm-13812345678",
        scene: "回拨13812345678",
        agentId: agent.id,
        localDate: "2026-10-01",
      }),
    ],
    at,
  );
  await store.audit.add([{ who: scorer.id, did: "score", what: "t", detail: { phone: "13812345678" } }], at);
  await store.audit.add([{ who: null, did: "tick", what: "t" }], new Date("2026-10-31T16:00:00Z"));
  await store.audit.add([{ who: null, did: "late", what: "t" }], new Date("2026-11-30T16:00:00Z"));
  await store.outbox.add([{ key: "k", to: { person: agent.id }, card: aCard("x") }], at);
  const contact = await opened.database.prisma.contact.findFirstOrThrow({ where: { externalId: "C-1" } });
  await opened.database.prisma.draw.create({
    data: {
      id: opened.secrets.newId(),
      localDate: "2026-11-20",
      policyId: "p",
      plan: { perAgent: 1, windowWorkingDays: 5, minTurns: 1 },
      generator: "sha256-rank",
      generatorVersion: "1",
      seed: "s",
      seedHash: "h",
      committedAt: at,
      drawnAt: at,
      frameHash: "f",
      frame: { create: { agentId: agent.id, contactIds: [contact.id, opened.secrets.newId()] } },
      selected: [{ agentId: agent.id, contactId: contact.id, mark: "random" }],
      unassigned: [],
    },
  });
  const taskId = opened.secrets.newId();
  const task = aTask({
    id: taskId,
    contactId: contact.id,
    agentId: agent.id,
    scorerId: scorer.id,
    policyId: "p",
  });
  await store.tasks.add([{ ...task, state: "skipped", closedReason: "客户 13812345678 打错了" }], at);
  await store.evaluations.add({
    id: opened.secrets.newId(),
    taskId,
    revision: 1,
    isCurrent: true,
    contactId: contact.id,
    agentId: agent.id,
    scorerId: scorer.id,
    mark: "random",
    policyId: "p",
    scorecardId: "hotline",
    scorecardVersion: "1",
    localDate: "2026-11-20",
    items: [
      { itemId: "greeting", rating: 1, why: "scored", share: 0.5 },
      { itemId: "hold", rating: "na", why: "scored", share: null },
    ],
    score: 87.5,
    ruledScore: 0,
    criticalFailures: ["insult", "leak"],
    evidence: { opening: [1, 2] },
    comment: "回拨 13812345678",
    scoredAt: at,
  });
  await store.ideas.add(
    {
      id: opened.secrets.newId(),
      authorId: agent.id,
      text: "回拨 13812345678 的流程改成自动",
      links: ["https://a.example", "https://b.example"],
      category: "process",
      state: "reviewing",
      policyId: "p",
      reviewerId: scorer.id,
      reviewSince: at,
    },
    at,
  );
  await store.appeals.add(
    {
      id: opened.secrets.newId(),
      target: {
        about: "evaluation",
        taskId: opened.secrets.newId(),
        evaluationId: opened.secrets.newId(),
        scorerId: scorer.id,
        itemId: "greeting",
      },
      ordinal: 1,
      firstId: null,
      agentId: agent.id,
      given: 0,
      proposed: null,
      reason: "第 2 轮回拨了 13812345678",
      level: "escalated",
      judgeId: null,
      policyId: "p",
      filedOn: "2026-11-20",
      windowUntil: "2026-11-27",
      answerBy: "2026-11-24",
    },
    at,
  );
  await store.points.add([{ ...givePoints(agent, 10, at), ideaNumber: 1 }]);
  await store.nominations.add({
    id: opened.secrets.newId(),
    period: "2026-11",
    award: "service-star",
    nominatorId: scorer.id,
    nomineeId: agent.id,
    nominatorTurn: 1,
    pairTurn: 1,
    nominatorLimit: 3,
    pairLimit: 1,
    localDate: "2026-11-20",
    reason: "回拨 13812345678 安抚了客户",
    principles: ["customer-first", "cooperation"],
    evidenceContactId: null,
    policyId: "p",
    at,
  });
  for (const award of ["service-star", "team"]) {
    const decision = { award, period: "2026-11", policyId: "p", announceBy: "2026-12-09", shortlistedAt: at };
    const { award: opening } = await store.awards.open({ id: opened.secrets.newId(), ...decision });
    if (award === "team") continue;
    await store.awards.addWinners([
      {
        id: opened.secrets.newId(),
        awardId: opening.id,
        place: 1,
        personId: agent.id,
        team: null,
        ideaNumber: null,
        facts: { cases: 2 },
        certificateNumber: "XP-202611-7K3M9QAB",
        pictureId: null,
        amountFen: 50_050,
        paidMarkedById: null,
        paidMarkedAt: null,
      },
    ]);
  }
  await store.months.add(
    {
      id: opened.secrets.newId(),
      month: "2026-10",
      version: 1,
      state: "published",
      policyId: "p",
      closedById: scorer.id,
      frozenAt: at,
      publishedById: scorer.id,
      publishedAt: at,
      appealUntil: "2026-11-27",
      finalAt: null,
      cause: null,
    },
    [
      aMonthResult("zh", { personId: agent.id, reviewerId: scorer.id }),
      aMonthResult("zh", {
        personId: scorer.id,
        reviewerId: null,
        total: null,
        grade: null,
        factor: null,
        held: "supervisor",
        heldReason: "等 13812345678 的录音",
      }),
    ],
    [],
  );
});
afterAll(async () => {
  await opened.close();
  await directory.remove();
});

async function rowsOf(name: string, month?: string) {
  const { columns, rows } = await exportTable(
    { exports, policy },
    { name, ...(month === undefined ? {} : { month }) },
  );
  return (await collect(rows)).map((cells) =>
    Object.fromEntries(columns.map((column, n) => [column, cells[n]])),
  );
}

describe("an export", () => {
  it.each(EXPORT_NAMES)("of %s has rows with all its columns", async (name) => {
    const [row] = await rowsOf(name);

    expect(Object.keys(row ?? {})).toEqual(EXPORT_COLUMNS[name]);
    expect(Object.values(row ?? {}).filter((cell) => cell !== null).length).toBeGreaterThan(3);
  });

  it("of months brings with each figure where it comes from", async () => {
    const [row] = await rowsOf("months");

    expect(JSON.parse(String(row!["parts"]))).toContainEqual(expect.objectContaining({ id: "knowledge" }));
    expect(JSON.parse(String(row!["measures"]))).toBeInstanceOf(Array);
  });

  it("of months finds its next page by the index of its key", async () => {
    const [first, second] = await rowsOf("months");
    const { text, values } = pageStatement(EXPORT_QUERIES.months, String(first!["id"]));

    const next = await opened.database.sql.query<{ id: string }>(text, ...values);
    const plan = await opened.database.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL enable_seqscan = off");
      return tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${text}`, ...values);
    });

    expect(next.map(({ id }) => id)).toEqual([second!["id"]]);
    const lines = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(lines).toMatch(/"MonthResult_pkey"[^]*Index Cond: \(ROW\(/);
  });

  it("of draws counts the frame and what was selected", async () => {
    const [draw] = await rowsOf("draws");

    expect(draw).toMatchObject({
      localDate: "2026-11-20",
      seed: "s",
      frameSize: 2,
      selectedCount: 1,
      unassignedCount: 0,
    });
  });

  it("of contacts has employee numbers, measured values with their kind, and only masked text", async () => {
    const rows = await rowsOf("contacts");
    // They come by id, which says nothing about two of the same millisecond.
    const [first, second] = ["C-1", "C-2"].map((id) => rows.find(({ externalId }) => externalId === id));

    expect(first).toMatchObject({
      externalId: "C-1",
      agent: "1024",
      csat: 5,
      answered: true,
      handleSeconds: 0,
      resolved: null,
      startedAt: "2026-11-19T02:00:00.000Z",
      turnCount: 2,
      conversation: "1 customer: 电话138****5678\n2 agent: 好",
    });
    expect(second).toMatchObject({ scene: null, conversation: null });
  });

  it("of contacts masks an id, a source and a scene that hold a telephone number", async () => {
    const [contact] = await rowsOf("contacts", "2026-10");

    expect(contact).toMatchObject({
      externalId: "138****5678",
      source: "crm-138****5678",
      scene: "回拨138****5678",
    });
  });

  it("of tasks, evaluations and audit masks what people wrote freely", async () => {
    const [[task], [evaluation], audit] = await Promise.all([
      rowsOf("tasks"),
      rowsOf("evaluations"),
      rowsOf("audit"),
    ]);

    expect(task).toMatchObject({
      agent: "1024",
      scorer: "2001",
      closedReason: "客户 138****5678 打错了",
      handOvers: 0,
    });
    expect(evaluation).toMatchObject({
      ratings: "greeting=1|hold=na",
      criticalFailures: "insult|leak",
      evidence: '{"opening":[1,2]}',
      score: 87.5,
      ruledScore: 0,
      isCurrent: true,
      comment: "回拨 138****5678",
    });
    expect(audit.map((entry) => entry["detail"])).toEqual(['{"phone":"138****5678"}', "{}", "{}"]);
  });

  it("of a month holds the local month, from its first instant to before the next", async () => {
    const contacts = await rowsOf("contacts", "2026-11");
    const audit = await rowsOf("audit", "2026-11");
    const december = await rowsOf("audit", "2026-12");

    expect(contacts.map((row) => row["externalId"])).toEqual(["C-1"]);
    expect(audit.map((row) => row["did"])).toEqual(["score", "tick"]);
    expect(december.map((row) => row["did"])).toEqual(["late"]);
  });

  it("of people can be imported again as it is", async () => {
    const path = `${directory.path}/people.csv`;
    const table = await exportTable({ exports, policy }, { name: "people" });
    await directory.write("people.csv", (await collect(encodeTable("csv", table))).join(""));

    const again = await importPeople(
      { store: opened.store, clock },
      { rows: readRows(path), source: "people.csv", apps: [lark] },
    );

    expect(again).toMatchObject({ read: 2, rejected: [], duplicates: 2, updated: 0, identities: 0 });
  });

  it("comes in pages and loses nothing between them", async () => {
    const people = Array.from({ length: 1_001 }, (_, n) => aPerson({ employeeNo: `Z${n}` }));
    await opened.store.people.save(people, at);

    const numbers = (await rowsOf("people")).map((row) => row["employeeNo"]);

    expect(numbers).toHaveLength(1_003);
    expect(new Set(numbers).size).toBe(1_003);
  });

  it("of ideas, appeals and points names people by number, joins lists and masks what was written", async () => {
    const one = async (name: string) => {
      const { columns, rows } = await exportTable({ exports, policy }, { name, month: "2026-11" });
      const [row] = await collect(rows);
      return Object.fromEntries(columns.map((column, place) => [column, row![place]]));
    };

    expect(await one("ideas")).toMatchObject({
      number: 1,
      author: "1024",
      reviewer: "2001",
      text: "回拨 138****5678 的流程改成自动",
      links: "https://a.example|https://b.example",
      supporters: 0,
      mergedInto: null,
    });
    expect(await one("appeals")).toMatchObject({
      number: 1,
      agent: "1024",
      scorer: "2001",
      item: "greeting",
      given: 0,
      reason: "第 2 轮回拨了 138****5678",
      state: "open",
      ruling: null,
    });
    expect(await one("nominations")).toMatchObject({
      period: "2026-11",
      award: "service-star",
      nominator: "2001",
      nominee: "1024",
      reason: "回拨 138****5678 安抚了客户",
      principles: "customer-first|cooperation",
      state: "open",
    });
    expect(await rowsOf("nominations", "2026-10")).toEqual([]);
    expect((await rowsOf("awards", "2026-11")).map(({ award }) => award).sort()).toEqual([
      "service-star",
      "team",
    ]);
    const [won, nobody] = (await rowsOf("awards")).toSorted((left, right) =>
      String(left["award"]).localeCompare(String(right["award"])),
    );
    expect(won).toMatchObject({
      award: "service-star",
      period: "2026-11",
      state: "shortlist",
      winner: "1024",
      team: null,
      certificateNumber: "XP-202611-7K3M9QAB",
      facts: '{"cases":2}',
      amountYuan: 500.5,
      groups: 0,
    });
    expect(nobody).toMatchObject({
      award: "team",
      state: "shortlist",
      winner: null,
      certificateNumber: null,
    });
    expect(await one("points")).toMatchObject({ person: "1024", amount: 10, kind: "idea-adopted", idea: 1 });
  });

  it.each([
    ["2026-10", "2026-10"],
    ["2026Q3", "2026-09"],
    ["2026H1", "2026-06"],
    ["2025", "2025-12"],
    // From Monday, 27 July to Sunday, 2 August.
    ["2026-W31", "2026-08"],
    // Decided for an idea: when it was opened.
    ["#9", "2026-11"],
  ])("of the award of %s belongs to %s, whenever it was opened", async (period, month) => {
    const { store, secrets } = opened;
    const decision = { award: `of-${period}`, period, policyId: "p", announceBy: "2026-12-09" };
    await store.awards.open({
      id: secrets.newId(),
      ...decision,
      shortlistedAt: new Date("2026-11-20T02:00:00Z"),
    });
    const months = ["2025-12", "2026-06", "2026-08", "2026-09", "2026-10", "2026-11"];
    const found = await Promise.all(
      months.map(async (each) =>
        (await rowsOf("awards", each)).some(({ award }) => award === `of-${period}`),
      ),
    );

    expect(months.filter((_, place) => found[place])).toEqual([month]);
  });

  it("of something else or of no month is refused with what to write", async () => {
    await expect(rowsOf("secrets")).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(`choose ${EXPORT_NAMES.join(", ")}`),
    });
    await expect(rowsOf("contacts", "2026-13")).rejects.toThrow(
      '"2026-13" is no month: write it as 2026-11.',
    );
  });
});
