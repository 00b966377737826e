import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import { recognitionPost } from "#cards/recognition-post";
import type { Award } from "#domain/award";
import type { Person } from "#domain/person";
import { askNobody } from "#usecases/awards/ask-nobody";
import { chaseAwards } from "#usecases/awards/chase-awards";
import { giveToNobody } from "#usecases/awards/give-to-nobody";
import { markMajorCase } from "#usecases/awards/mark-major-case";
import { markPaid } from "#usecases/awards/mark-paid";
import { openAward } from "#usecases/awards/open-award";
import { openMajorCase } from "#usecases/awards/open-major-case";
import { pickWinners } from "#usecases/awards/pick-winners";
import { postAward } from "#usecases/awards/post-award";
import { previewAward } from "#usecases/awards/preview-award";
import { reopenAward } from "#usecases/awards/reopen-award";
import { showMyScores } from "#usecases/quality/show-my-scores";
import { actionsOf, formOf, wordsOf } from "../../cards/facts.ts";
import { type AwardTeam, type AwardTestDeps, awardTeam, evaluated, names } from "../../support/award-team.ts";
import { aContact } from "../../support/builders.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");
const GROUP = { platform: "lark", appId: "cli_test", chatId: "oc_all" } as const;

let opened: TestStore;
let deps: AwardTestDeps;
let december: AwardTestDeps;
let team: AwardTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await awardTeam(opened, NOW));
  december = on(deps, "2026-12-01T02:00:00Z");
  await opened.store.chats.save({ ...GROUP, name: "客服大群", isBotMember: true }, NOW);
  await opened.store.chats.bind(GROUP, { team: null, by: team.manager.id }, NOW);
  const scorer = team.supervisor;
  // Nobody can tell these apart.
  for (const [agent, scores] of [
    [team.lei, [90, 92, 88, 91, 89]],
    [team.hong, [91, 90, 89, 92, 88]],
    [team.ann, [89, 91, 90, 88, 92]],
    [team.wangA, [99, 99, 100]],
  ] as const)
    await evaluated(opened, { agent, scorer, day: "2026-11-16", scores });
  await evaluated(opened, { agent: team.chen, scorer, day: "2026-09-20", scores: [60, 61, 62, 60, 61] });
  await evaluated(opened, { agent: team.chen, scorer, day: "2026-11-16", scores: [80, 81, 82, 80, 81] });
  await names(deps, team.lei, team.hong, { reason: "一个人顶住了晚高峰的投诉 #客户至上" });
  await names(deps, team.hong, team.lei);
  await names(deps, team.ann, team.hong);
});
afterAll(() => opened.close());

const messages = async (prefix: string) =>
  opened.database.sql.query<{
    key: string;
    card: Card;
    personId: string | null;
    destinationId: string | null;
    verb: string;
  }>(
    `SELECT key, card, "personId", "destinationId", verb FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY id`,
    `${prefix}%`,
  );
const picturesIn = (sent: readonly { card: Card }[]) =>
  sent.flatMap(({ card }) =>
    card.blocks.flatMap((block) => (block.kind === "picture" ? [block.pictureId] : [])),
  );
const star = async (): Promise<Award> => (await opened.store.awards.find("service-star", "2026-11"))!;
const press = async (by: Person = team.manager, award?: Award) => {
  const { id: awardId, revision } = award ?? (await star());
  return { awardId, revision, by };
};
const key = (person: Person): string => `person:${person.id}`;
const pick = async (picks: readonly string[], by: Person = team.manager, praise = "") =>
  pickWinners(december, { ...(await press(by)), picks, praise });
const seenOn = (card: Card): string =>
  String(actionsOf(card).find(({ do: verb }) => verb === "award.post")?.["seen"] ?? "");

describe("the candidates of a month", () => {
  it("come to every manager on the first working day after it, with their numbers, and once", async () => {
    await chaseAwards(deps, { date: "2026-11-30" });
    expect(await opened.store.awards.find("service-star", "2026-11")).toBeNull();

    // The month is not published; it is not waited for when the time grows short.
    expect(await chaseAwards(december, { date: "2026-12-01" })).toBe(0);
    expect(await chaseAwards(on(deps, "2026-12-07T02:00:00Z"), { date: "2026-12-07" })).toBe(1);
    expect(await chaseAwards(on(deps, "2026-12-07T02:00:00Z"), { date: "2026-12-07" })).toBe(0);

    const { id } = await star();
    const cards = await messages(`award:${id}:card:`);
    expect(cards.map(({ personId }) => personId)).toEqual([team.manager.id, team.manager2.id]);
    const words = wordsOf(cards[0]!.card);
    expect(words).toMatch(/小红 · 一组\n2 人提名（客户至上 1）\n质检 5 次，平均 90 分，95% 区间/);
    expect(words).toMatch(/小红[^]*李雷[^]*Ann/);
    expect(words).toContain("公布期限 2026-12-09");
    // Three evaluations are too few, however good.
    expect(words).not.toContain("王芳");
  });

  it("show a pair who named each other to the manager alone, in neutral words", async () => {
    const card = await openAward(december, { reader: team.manager, which: "服务之星 2026-11" });

    expect(wordsOf(card)).toMatch(/仅供参考，只有您能看到[^]*互相提名/);
    await expect(openAward(december, { reader: team.supervisor, which: "" })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  it("say when there are more than places of those who cannot be told apart", async () => {
    const policy = {
      ...deps.policy,
      awards: [
        {
          ...deps.policy.awards[0]!,
          id: "calm",
          name: { zh: "沉着奖", en: "Calm" },
          basis: "score" as const,
          winners: 2,
        },
      ],
    };
    const policyId = await opened.store.policies.keep(policy, deps.secrets.sha256("calm"), NOW);

    const card = await openAward(
      { ...december, policy, policyId },
      { reader: team.manager, which: "沉着奖" },
    );

    expect(wordsOf(card)).toMatch(/难分先后，超过名额，请您决定：\n.*李雷.*、.*小红/);
  });

  it.each([
    ["服务之星 2026-12", "closed", "period-running"],
    ["服务之星 2026-13", "not-found", "award-period"],
    ["最佳奖", "not-found", "award-name"],
    ["金点子奖", "not-found", "award-period"],
  ])("%j is refused in its own words", async (which, code, what) => {
    await expect(openAward(december, { reader: team.manager, which })).rejects.toMatchObject({
      code,
      facts: { what },
    });
  });

  it("are listed with every award whose period is over", async () => {
    const words = wordsOf(await openAward(december, { reader: team.manager, which: "" }));

    expect(words).toMatch(/服务之星 · 2026 年 11 月 待选定/);
    expect(words).toContain("新人进步奖 · 2026 年第 3 季度");
  });

  it("are not listed of a time before there was anything to decide", async () => {
    const february = on(deps, "2026-02-02T02:00:00Z");

    const words = wordsOf(await openAward(february, { reader: team.manager, which: "" }));

    expect(words).not.toMatch(/2026 年 1 月|2025 年第 4 季度/);
  });
});

describe("a decision", () => {
  it("is nobody, for a reason, and can be taken back", async () => {
    await expect(giveToNobody(december, { ...(await press()), reason: " " })).rejects.toMatchObject({
      facts: { what: "nobody-reason" },
    });
    expect(formOf(await askNobody(december, await press())).parts).toHaveLength(1);

    const card = await giveToNobody(december, { ...(await press()), reason: "本月没有突出的事例" });

    expect(wordsOf(card)).toMatch(/本期不评[^]*王经理[^]*本月没有突出的事例/);
    await reopenAward(december, await press());
    expect((await star()).state).toBe("shortlist");
    expect((await opened.store.nominations.ofMonths("2026-11", "2026-11")).map(({ state }) => state)).toEqual(
      ["open", "open", "open"],
    );
  });

  it.each([
    ["nobody", () => [], "award-pick"],
    ["somebody twice", () => [key(team.hong), key(team.hong)], "award-pick-twice"],
    ["somebody with too few evaluations", () => [key(team.wangA)], "award-candidate"],
  ])("is not %s", async (_, picks, what) => {
    await expect(pick(picks())).rejects.toMatchObject({ facts: { what } });
    expect((await star()).state).toBe("shortlist");
  });

  it("praises nobody by name who has not agreed to be named, a winner once they are asked", async () => {
    await expect(pick([key(team.hong)], team.manager, "感谢陈晨，带出了好徒弟")).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "praise-name", name: "陈晨" },
    });
    expect((await star()).state).toBe("shortlist");

    await pick([key(team.hong)], team.manager, "感谢小红，守住了那一晚");
    await expect(previewAward(december, await press())).rejects.toMatchObject({
      code: "closed",
      facts: { what: "award-praise", name: "小红" },
    });
    await opened.store.consents.answer(team.hong.id, "yes", NOW);
    const previewed = await previewAward(december, await press());
    await opened.store.consents.answer(team.hong.id, "no", NOW);
    const taken = postAward(december, { ...(await press()), seen: seenOn(previewed) });

    await expect(taken).rejects.toMatchObject({ code: "closed" });
    await reopenAward(december, await press());
    await expect(pick([key(team.hong)], team.manager, "感谢小红")).rejects.toMatchObject({
      facts: { what: "praise-name" },
    });
  });

  it("is taken once by one of two managers, and gives a number and asks for consent", async () => {
    const [first, second] = [await press(team.manager), await press(team.manager2)];

    const card = await pickWinners(december, {
      ...first,
      picks: [key(team.hong), key(team.lei)],
      praise: "谢谢两位",
    });
    await expect(
      pickWinners(december, { ...second, picks: [key(team.ann)], praise: "" }),
    ).rejects.toMatchObject({ code: "already-done", facts: { what: "award-picked" } });

    const winners = await opened.store.awards.winners((await star()).id);
    expect(winners.map(({ personId }) => personId)).toEqual([team.hong.id, team.lei.id]);
    expect(winners[0]!.certificateNumber).toMatch(/^XP-202611-[0-9A-Z]{8}$/);
    expect(winners[0]!.facts).toMatchObject({ nominations: { count: 2 }, score: { n: 5, value: 90 } });
    expect(wordsOf(card)).toContain(winners[0]!.certificateNumber);
    expect((await messages("consent:")).map(({ personId }) => personId).sort()).toEqual(
      [team.hong.id, team.lei.id].sort(),
    );
    expect(
      (await opened.store.nominations.ofMonths("2026-11", "2026-11")).every(({ state }) => state === "won"),
    ).toBe(true);
    expect(await opened.store.awards.certificate(winners[0]!.certificateNumber)).toBeNull();
  });
});

describe("the post", () => {
  let seen = "";

  it("is previewed exactly as it will be, without the name of who has not agreed", async () => {
    await opened.store.consents.answer(team.hong.id, "yes", NOW);

    const card = await previewAward(december, await press());

    seen = seenOn(card);
    expect(wordsOf(card)).toContain("小红 · 一组");
    expect(wordsOf(card)).not.toContain("李雷");
    expect(wordsOf(card)).toMatch(/谢谢两位[^]*1 位获奖者不公开姓名[^]*客服大群/);
    await expect(previewAward(december, await press())).rejects.toMatchObject({ code: "closed" });
  });

  it("is not sent when it has changed since it was looked at", async () => {
    await opened.store.consents.answer(team.hong.id, "no", NOW);

    await expect(postAward(december, { ...(await press()), seen })).rejects.toMatchObject({
      code: "closed",
      facts: { what: "award-changed" },
    });

    expect(await messages(`award:${(await star()).id}:post:`)).toEqual([]);
    await opened.store.consents.answer(team.hong.id, "yes", NOW);
  });

  it("is not sent about somebody who has left, nor without a group", async () => {
    await opened.store.people.save([{ ...team.lei, status: "left" }], NOW);
    await expect(postAward(december, { ...(await press()), seen })).rejects.toMatchObject({
      facts: { what: "award-left", name: "李雷" },
    });
    await opened.store.people.save([team.lei], NOW);
    await opened.store.chats.unbind(GROUP);
    await expect(postAward(december, { ...(await press()), seen })).rejects.toMatchObject({
      facts: { what: "award-no-group" },
    });
    await opened.store.chats.bind(GROUP, { team: null, by: team.manager.id }, NOW);
  });

  it("goes to the group as it was seen, to each winner in private, and to whoever pays", async () => {
    const before = await press();
    const preview = await openAward(december, { reader: team.manager, which: "服务之星" });

    const evening = on(deps, "2026-12-01T13:00:00Z");
    const card = await postAward(evening, { ...before, seen });

    const { id } = await star();
    const [goesOut] = await opened.database.sql.query<{ dueAt: Date }>(
      `SELECT "dueAt" FROM "OutboxMessage" WHERE key LIKE 'award:${id}:post:%'`,
    );
    expect(new Date(goesOut!.dueAt).toISOString()).toBe("2026-12-02T01:00:00.000Z");
    const [winner] = await opened.store.awards.winners(id);
    expect(picturesIn(await messages(`award:${id}:post:`))).toEqual([winner!.pictureId]);
    const [post, ...others] = await messages(`award:${id}:post:`);
    expect(others).toEqual([]);
    expect(post?.destinationId).toBe("oc_all");
    const first = preview.blocks.findIndex(({ kind }) => kind === "divider") + 1;
    expect(preview.blocks.slice(first, first + post!.card.blocks.length)).toEqual(post!.card.blocks);
    expect(wordsOf(post!.card)).not.toContain("李雷");
    const winners = await messages(`award:${id}:winner:`);
    expect(winners.map(({ personId }) => personId).sort()).toEqual([team.hong.id, team.lei.id].sort());
    const told = (person: Person) => wordsOf(winners.find(({ personId }) => personId === person.id)!.card);
    expect(told(team.hong)).toMatch(/恭喜您获得 2026 年 11 月服务之星[^]*分享会/);
    expect(told(team.hong)).not.toContain("没有同意公开");
    expect(told(team.lei)).toContain("没有同意公开");
    expect((await messages(`award:${id}:pay:`)).map(({ personId }) => personId)).toEqual([team.hr.id]);
    expect(wordsOf(card)).toContain("已发布到 客服大群，内容如下");
    expect(wordsOf(card)).not.toContain("预览：");
    expect(wordsOf(card)).toMatch(/免打扰时段，12-02 09:00 发出/);
    await expect(postAward(december, { ...before, seen })).rejects.toMatchObject({
      code: "already-done",
      facts: { what: "award-posted" },
    });
    await expect(reopenAward(december, await press())).rejects.toMatchObject({ code: "closed" });
  });

  it("makes the certificate true, and stands in one's own scores", async () => {
    const [winner] = await opened.store.awards.winners((await star()).id);

    const found = await opened.store.awards.certificate(winner!.certificateNumber);

    expect(found).toMatchObject({
      person: { name: "小红" },
      award: { award: "service-star", period: "2026-11" },
    });
    expect(wordsOf(await showMyScores(december, { person: team.hong }))).toContain(
      "服务之星（2026 年 11 月）",
    );
  });

  it("is never changed afterwards, not even by hand", async () => {
    const { id } = await star();
    const { sql } = opened.database;

    await expect(sql.run(`UPDATE "Award" SET praise = 'x' WHERE id = $1::uuid`, id)).rejects.toThrow();
    await expect(sql.run(`DELETE FROM "AwardWinner" WHERE "awardId" = $1::uuid`, id)).rejects.toThrow();
    await expect(
      sql.run(`UPDATE "AwardWinner" SET facts = '{}' WHERE "awardId" = $1::uuid`, id),
    ).rejects.toThrow();
  });

  it("may be without any name", () => {
    const card = recognitionPost({
      language: "zh",
      awardName: { zh: "服务之星", en: "Service star" },
      period: "2026-11",
      winners: [],
      unnamed: 2,
      praise: null,
      rewards: [],
      names: { metric: () => null, principle: () => null },
    });

    expect(wordsOf(card)).toContain("本期有两位同事获奖，按本人意愿不公开姓名");
  });
});

describe("a reward", () => {
  it("is marked as paid by a person of the office, once, with its amount", async () => {
    const [winner] = await opened.store.awards.winners((await star()).id);
    const paid = { winnerId: winner!.id, amount: "500" };

    await expect(markPaid(december, { ...paid, by: team.lei })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(markPaid(december, { ...paid, by: team.hr, amount: "五百" })).rejects.toMatchObject({
      facts: { what: "amount" },
    });
    const card = await markPaid(december, { ...paid, by: team.hr });

    expect(wordsOf(card)).toContain("小红 · 一组 的奖励 500 元已发放（赵人事 确认）");
    await expect(markPaid(december, { ...paid, by: team.manager })).rejects.toMatchObject({
      facts: { what: "paid" },
    });
  });
});

describe("a star who has won often enough", () => {
  it("is proposed for the think-tank at the third time, and not before", async () => {
    for (const [month, day] of [
      ["2026-08", "2026-09-03"],
      ["2026-09", "2026-10-14"],
    ] as const) {
      const at = on(deps, `${day}T02:00:00Z`);
      await evaluated(opened, {
        agent: team.hong,
        scorer: team.supervisor,
        day: `${month}-10`,
        scores: [90, 91, 92, 93, 94],
      });
      await openAward(at, { reader: team.manager, which: `服务之星 ${month}` });
      const award = async () => (await opened.store.awards.find("service-star", month))!;
      await pickWinners(at, {
        ...(await press(team.manager, await award())),
        picks: [key(team.hong)],
        praise: "",
      });
      const card = await previewAward(at, await press(team.manager, await award()));
      await postAward(at, { ...(await press(team.manager, await award())), seen: seenOn(card) });
      expect(await messages("think-tank:")).toHaveLength(month === "2026-08" ? 0 : 2);
    }

    const [proposal] = await messages("think-tank:");
    expect(wordsOf(proposal!.card)).toContain("小红已 3 次获得服务之星");
  });
});

describe("a complaint that was major and resolved", () => {
  const called = async (externalId: string) =>
    (await opened.store.awardEvidence.contactsCalled(externalId))[0]!;

  it("is marked once by a supervisor, and makes its agent a candidate", async () => {
    await opened.store.contacts.import(
      [
        aContact({
          externalId: "major-1",
          agentId: team.ann.id,
          metrics: { complaint: true },
          localDate: "2026-11-12",
        }),
        aContact({ externalId: "calm-1", agentId: team.ann.id }),
      ],
      NOW,
    );
    const by = team.supervisor;
    const mark = {
      contactId: await called("major-1"),
      by,
      day: "2026-11-19",
      note: "当面道歉并补偿，客户 13812345678 撤诉",
    };

    await expect(openMajorCase(deps, { reader: by, of: { called: "calm-1" } })).rejects.toMatchObject({
      facts: { what: "no-complaint" },
    });
    await expect(openMajorCase(deps, { reader: team.ann, of: { called: "major-1" } })).rejects.toMatchObject({
      code: "not-allowed",
    });
    expect(wordsOf(await openMajorCase(deps, { reader: by, of: { called: "major-1" } }))).toContain("Ann");
    await expect(markMajorCase(deps, { ...mark, day: "2026-12-24" })).rejects.toMatchObject({
      facts: { what: "day" },
    });
    await expect(markMajorCase(deps, { ...mark, note: "" })).rejects.toMatchObject({
      facts: { what: "case-note" },
    });
    const card = await markMajorCase(deps, mark);
    await expect(markMajorCase(deps, mark)).rejects.toMatchObject({ code: "already-done" });

    expect(wordsOf(card)).toContain("138****5678");
    const january = on(deps, "2027-01-04T02:00:00Z");
    expect(wordsOf(await openAward(january, { reader: team.manager, which: "投诉处理能手" }))).toMatch(
      /2026 年第 4 季度[^]*Ann · 二组\n解决重大投诉 1 起/,
    );
  });
});

describe("a newcomer's progress", () => {
  it("is against their own first month, with its interval", async () => {
    const january = on(deps, "2027-01-04T02:00:00Z");

    const words = wordsOf(await openAward(january, { reader: team.manager, which: "新人进步奖" }));

    expect(words).toMatch(
      /陈晨 · 二组\n首月 60.8 分（5 次）→ 本期 80.8 分（5 次）\n变化 \+20 分，95% 区间 \+1/,
    );
    expect(words).not.toContain("李雷");
  });
});

describe("what is late", () => {
  it("is brought to the managers two working days before the last one, and on it", async () => {
    const { award } = await opened.store.awards.open({
      id: deps.secrets.newId(),
      award: "over-achievement",
      period: "2026-11",
      policyId: deps.policyId,
      announceBy: "2026-12-09",
      shortlistedAt: NOW,
    });
    const reminders = async () =>
      (await messages(`award:${award.id}:remind:`)).map(({ personId }) => personId);

    await chaseAwards(december, { date: "2026-12-04" });
    const early = await reminders();
    await chaseAwards(december, { date: "2026-12-07" });
    await chaseAwards(december, { date: "2026-12-08" });
    const soon = await reminders();
    await chaseAwards(december, { date: "2026-12-09" });

    expect(early).toEqual([]);
    expect(soon).toEqual([team.manager.id, team.manager2.id]);
    expect(await reminders()).toHaveLength(4);
  });
});
