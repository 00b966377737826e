import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { IdeaDeps } from "#usecases/recognition/deps";
import { adoptIdea } from "#usecases/recognition/adopt-idea";
import { askAuthor } from "#usecases/recognition/ask-author";
import { categoriseIdea } from "#usecases/recognition/categorise-idea";
import { chaseAnswers } from "#usecases/recognition/chase-answers";
import { declineIdea } from "#usecases/recognition/decline-idea";
import { implementIdea } from "#usecases/recognition/implement-idea";
import { mergeIdea } from "#usecases/recognition/merge-idea";
import { openIdea } from "#usecases/recognition/open-idea";
import { reissueIdeaCards } from "#usecases/recognition/reissue-idea-cards";
import { showMyIdeas } from "#usecases/recognition/show-my-ideas";
import { submitIdea } from "#usecases/recognition/submit-idea";
import { supplementIdea } from "#usecases/recognition/supplement-idea";
import { supportIdea } from "#usecases/recognition/support-idea";
import { unmergeIdea } from "#usecases/recognition/unmerge-idea";
import { actionsOf, formOf, wordsOf } from "../../cards/facts.ts";
import { anIdeaOf, ideaTeam, type IdeaTeam } from "../../support/idea-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");
const METRIC = { metric: "satisfaction", scope: "everybody" };

let opened: TestStore;
let deps: IdeaDeps & Parameters<typeof on>[0];
let team: IdeaTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await ideaTeam(opened, NOW));
});
afterAll(() => opened.close());

type Row = { key: string; card: Card; personId: string | null; verb: string };
/** What was put into the outbox under keys that begin so, oldest first. */
async function messages(prefix: string): Promise<Row[]> {
  return opened.database.sql.query<Row>(
    `SELECT key, card, "personId", verb FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY id`,
    `${prefix}%`,
  );
}
const told = async (number: number) =>
  (await messages(`idea:${number}:news:`)).map(({ personId, card }) => [personId, card.title]);
const stateOf = async (number: number) => (await opened.store.ideas.byNumber(number))!.state;

describe("an idea that comes in", () => {
  it("gets a number, a reviewer by turns, and an answer that shows both", async () => {
    const [first, second] = [await anIdeaOf(deps, team.author), await anIdeaOf(deps, team.author)];

    const { card } = await submitIdea(deps, { author: team.author, text: "把值班表提前两周公布给大家" });

    expect(second.idea.number).toBe(first.idea.number + 1);
    expect(new Set([first.reviewer.name, second.reviewer.name])).toEqual(new Set(["韩梅梅", "林涛"]));
    expect(wordsOf(card)).toContain("已收到，编号 #");
    expect(wordsOf(card)).toMatch(/韩梅梅|林涛/);
    expect(wordsOf(card)).toContain("2026-11-27");
  });

  it("shows its reviewer a masked text and its links", async () => {
    const { idea, reviewer } = await anIdeaOf(
      deps,
      team.author,
      "客户 13812345678 找不到发票入口，见 https://example.com/invoice",
    );

    const [message] = await messages(`idea:${idea.number}:card:`);

    expect(message!.personId).toBe(reviewer.id);
    expect(JSON.stringify(message!.card)).toContain("138****5678");
    expect(JSON.stringify(message!.card)).not.toContain("13812345678");
    expect(idea.links).toEqual(["https://example.com/invoice"]);
  });

  it("never goes to its own author for review", async () => {
    const { reviewer } = await anIdeaOf(deps, team.reviewer);

    expect(reviewer.id).toBe(team.other.id);
  });

  it("is taken once when the same words come again", async () => {
    const { idea } = await anIdeaOf(deps, team.author, "周五下午留半小时写知识库");

    const again = submitIdea(deps, { author: team.author, text: " 周五下午留半小时写知识库 " });

    await expect(again).rejects.toMatchObject({ code: "already-done", facts: { idea: idea.number } });
  });

  it("asks for its category, which the author chooses once from the policy's", async () => {
    const { idea } = await anIdeaOf(deps, team.author);

    const chosen = await categoriseIdea(deps, { ideaId: idea.id, by: team.author, category: "wording" });
    const unknown = categoriseIdea(deps, { ideaId: idea.id, by: team.author, category: "lunch" });

    expect(chosen.subtitle).toBe("话术与知识库");
    expect(actionsOf(chosen).some(({ do: what }) => what === "idea.categorise")).toBe(false);
    await expect(unknown).rejects.toMatchObject({ code: "bad-input", facts: { what: "category" } });
  });

  it("names look-alikes, and supporting one of them keeps the words and makes both people authors", async () => {
    const { idea: first } = await anIdeaOf(deps, team.author, "退款进度做成客户可以自己查询的卡片");

    const { idea, card } = await submitIdea(deps, {
      author: team.colleague,
      text: "希望客户能用卡片自己查询退款进度",
    });
    const after = await mergeIdea(deps, {
      ideaId: idea.id,
      revision: 0,
      by: team.colleague,
      into: first.number,
    });

    const main = (await opened.store.ideas.inFull(first.id))!;
    expect(wordsOf(card)).toContain(`#${first.number}`);
    expect(actionsOf(card)).toContainEqual({
      do: "idea.support-instead",
      idea: idea.id,
      revision: 0,
      into: first.number,
    });
    expect(wordsOf(after)).toContain(`已合并到 #${first.number}`);
    expect(main.authors.map(({ name }) => name)).toEqual(["李雷", "小红"]);
    expect(main.merged).toEqual([idea.number]);
    expect((await opened.store.ideas.byNumber(idea.number))!.text).toContain("希望客户能用卡片");
  });
});

describe("a reviewer", () => {
  it("adopts with a metric, the author earns once, and everybody concerned is told", async () => {
    const { idea, press } = await anIdeaOf(deps, team.author);
    await supportIdea(deps, { ideaId: idea.id, by: team.english });

    const card = await adoptIdea(deps, { ...press, ...METRIC });

    expect(wordsOf(card)).toContain("客户满意度 · 全体");
    expect(await told(idea.number)).toEqual(
      expect.arrayContaining([
        [team.author.id, `金点子 #${idea.number} 已采纳`],
        [team.english.id, `Idea #${idea.number} was adopted`],
      ]),
    );
    const entry = await opened.store.points.byCause(`idea:${idea.number}:adopted:${team.author.id}`);
    expect(entry).toMatchObject({ amount: 10, kind: "idea-adopted" });
  });

  it("decides once: a second press on the same card changes nothing", async () => {
    const { idea, press } = await anIdeaOf(deps, team.author);
    await adoptIdea(deps, { ...press, ...METRIC });
    const balance = await opened.store.points.balance(team.author.id);

    const second = declineIdea(deps, { ...press, reason: "不需要" });

    await expect(second).rejects.toMatchObject({ code: "already-done" });
    expect(await stateOf(idea.number)).toBe("adopted");
    expect(await opened.store.points.balance(team.author.id)).toBe(balance);
  });

  it("declines with a reason only, and the author reads it", async () => {
    const { idea, press } = await anIdeaOf(deps, team.author);

    const without = declineIdea(deps, { ...press, reason: " 。" });
    await expect(without).rejects.toMatchObject({ code: "bad-input", facts: { what: "reason" } });
    await declineIdea(deps, { ...press, reason: "已有同样的功能" });

    const [news] = await messages(`idea:${idea.number}:news:`);
    expect(wordsOf(news!.card)).toContain("已有同样的功能");
  });

  it("asks, the clock stands, and the author's answer brings a new card and a new clock", async () => {
    const { idea, press } = await anIdeaOf(deps, team.author);
    await askAuthor(deps, { ...press, question: "每月有多少这样的来电？" });
    expect((await opened.store.ideas.byNumber(idea.number))!.reviewSince).toBeNull();

    const tuesday = on(deps, "2026-11-24T02:00:00Z");
    await supplementIdea(tuesday, { of: { number: idea.number }, by: team.author, text: "每月约三百次" });

    const after = (await opened.store.ideas.byNumber(idea.number))!;
    const cards = await messages(`idea:${idea.number}:card:2:`);
    expect(after).toMatchObject({ state: "reviewing", reviewSince: new Date("2026-11-24T02:00:00Z") });
    expect(wordsOf(cards[0]!.card)).toContain("补充：每月约三百次");
  });

  it("has no say about somebody else's", async () => {
    const { press } = await anIdeaOf(deps, team.author);

    const attempt = adoptIdea(deps, { ...press, by: team.hr, ...METRIC });

    await expect(attempt).rejects.toMatchObject({ code: "wrong-person" });
  });

  it("gives an idea of a supervisor no points", async () => {
    const { idea, press } = await anIdeaOf(deps, team.reviewer);

    await adoptIdea(deps, { ...press, ...METRIC });

    expect(await stateOf(idea.number)).toBe("adopted");
    expect(await opened.store.points.balance(team.reviewer.id)).toBe(0);
  });

  it("says on which day it was put into practice, between the adoption and today", async () => {
    const { idea, press } = await anIdeaOf(deps, team.author);
    await adoptIdea(deps, { ...press, ...METRIC });

    await implementIdea(deps, { ...press, revision: 1, move: "start", day: "2026-11-25" });
    const tomorrow = implementIdea(deps, { ...press, revision: 2, move: "finish", day: "2026-11-21" });
    const nonsense = implementIdea(deps, { ...press, revision: 2, move: "finish", day: "下周" });
    await expect(tomorrow).rejects.toMatchObject({ facts: { what: "day", to: "2026-11-20" } });
    await expect(nonsense).rejects.toMatchObject({ facts: { what: "no-day" } });
    await implementIdea(deps, { ...press, revision: 2, move: "finish", day: "2026/11/20" });

    expect(await opened.store.ideas.byNumber(idea.number)).toMatchObject({
      state: "implementing",
      startedOn: "2026-11-25",
      implementedOn: "2026-11-20",
    });
  });
});

describe("a merge", () => {
  it("counts each supporter once, and undone everything is as before", async () => {
    const [main, twin] = [await anIdeaOf(deps, team.author), await anIdeaOf(deps, team.colleague)];
    for (const idea of [main.idea, twin.idea]) await supportIdea(deps, { ideaId: idea.id, by: team.english });
    const before = (await opened.store.ideas.inFull(main.idea.id))!;

    await mergeIdea(deps, { ...twin.press, into: main.idea.number });
    const merged = (await opened.store.ideas.inFull(main.idea.id))!;
    await unmergeIdea(deps, { ...twin.press, revision: 1 });
    const after = (await opened.store.ideas.inFull(main.idea.id))!;

    expect(merged.supporters.map(({ name }) => name)).toEqual(["Ann"]);
    expect(merged.authors).toHaveLength(2);
    expect(after).toEqual(before);
    expect(await opened.store.ideas.byNumber(twin.idea.number)).toMatchObject({
      state: "reviewing",
      mergedIntoId: null,
    });
  });

  it("into one that was merged itself goes to the one that stands for it, and back again one by one", async () => {
    const [a, b, c] = [
      await anIdeaOf(deps, team.author),
      await anIdeaOf(deps, team.colleague),
      await anIdeaOf(deps, team.english),
    ];
    await mergeIdea(deps, { ...b.press, into: a.idea.number });

    await mergeIdea(deps, { ...c.press, into: b.idea.number });
    const both = (await opened.store.ideas.inFull(a.idea.id))!.merged;
    await unmergeIdea(deps, { ...b.press, revision: 1 });

    expect(both).toEqual([b.idea.number, c.idea.number]);
    expect((await opened.store.ideas.inFull(a.idea.id))!.merged).toEqual([c.idea.number]);
  });

  it("undone after the adoption takes back what only it had brought, by a row of its own", async () => {
    const [main, twin] = [await anIdeaOf(deps, team.author), await anIdeaOf(deps, team.colleague)];
    await mergeIdea(deps, { ...twin.press, into: main.idea.number });
    const before = await opened.store.points.balance(team.colleague.id);
    await adoptIdea(deps, { ...main.press, ...METRIC });
    const earned = await opened.store.points.balance(team.colleague.id);
    const merged = await openIdea(deps, { reader: team.colleague, of: { number: twin.idea.number } });

    expect(JSON.stringify(merged)).toContain("这次合并带来的 10 积分会从作者账上收回。");
    await unmergeIdea(deps, { ...twin.press, revision: 1 });

    const [last] = await opened.store.points.ofPerson(team.colleague.id, 1);
    expect(earned).toBe(before + 10);
    expect(last).toMatchObject({ kind: "reversal", amount: -10 });
    expect(await opened.store.points.balance(team.colleague.id)).toBe(before);
  });

  it.each([
    ["itself", (own: number) => own, "bad-input", "merge-itself"],
    ["a number that nobody has", () => 99_999, "not-found", "idea"],
    ["what is no number", () => null, "bad-input", "idea-number"],
  ] as const)("into %s is refused in its own words", async (_, into, code, what) => {
    const { idea, press } = await anIdeaOf(deps, team.author);

    const attempt = mergeIdea(deps, { ...press, into: into(idea.number) });

    await expect(attempt).rejects.toMatchObject({ code, facts: expect.objectContaining({ what }) });
  });

  it("into an idea whose reviewer wrote this one is refused: nobody decides about their own", async () => {
    const own = await anIdeaOf(deps, team.reviewer);
    let main = await anIdeaOf(deps, team.author);
    while (main.reviewer.id !== team.reviewer.id) main = await anIdeaOf(deps, team.author);

    const attempt = mergeIdea(deps, { ...own.press, into: main.idea.number });

    await expect(attempt).rejects.toMatchObject({ code: "bad-input", facts: { what: "merge-own" } });
  });
});

describe("support", () => {
  it("is given once, and never by who wrote or reviews it", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.author);
    const support = (by: typeof reviewer) => supportIdea(deps, { ideaId: idea.id, by });

    const card = await support(team.colleague);

    expect(wordsOf(card)).toContain("小红");
    await expect(support(team.colleague)).rejects.toMatchObject({ code: "already-done" });
    await expect(support(team.author)).rejects.toMatchObject({ facts: { what: "support" } });
    await expect(support(reviewer)).rejects.toMatchObject({ facts: { what: "support" } });
  });
});

describe("an answer that does not come", () => {
  it("is reminded of after three working days, once, and moves up after five", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.author);
    const chase = (date: string) => chaseAnswers(on(deps, `${date}T02:00:00Z`), { date });
    const reminders = () => messages(`idea:${idea.number}:reminder:`);

    await chase("2026-11-24");
    const early = await reminders();
    await chase("2026-11-25");
    await chase("2026-11-26");
    const reminded = await reminders();
    await chase("2026-11-27");
    const onTheDay = await opened.store.ideas.byNumber(idea.number);
    await chase("2026-11-30");
    await chase("2026-12-01");

    expect(early).toEqual([]);
    expect(reminded.map(({ personId }) => personId)).toEqual([reviewer.id]);
    expect(onTheDay!.escalatedToId).toBeNull();
    expect((await opened.store.ideas.byNumber(idea.number))!.escalatedToId).toBe(team.manager.id);
    const cards = await messages(`idea:${idea.number}:card:1:${team.manager.id}`);
    expect(wordsOf(cards[0]!.card)).toContain(`${reviewer.name}逾期没有答复`);
    expect((await told(idea.number)).map(([person]) => person)).toEqual([team.author.id]);
  });

  it("can be given by the manager then", async () => {
    const { idea } = await anIdeaOf(deps, team.author);
    await chaseAnswers(on(deps, "2026-11-30T02:00:00Z"), { date: "2026-11-30" });

    await declineIdea(deps, { ideaId: idea.id, revision: 1, by: team.manager, reason: "成本太高" });

    expect(await stateOf(idea.number)).toBe("declined");
  });

  it("waits for the first reviewer there is, when there was none", async () => {
    const people = [team.reviewer, team.other].map(({ id: _id, ...person }) => person);
    const away = people.map((person) => ({ ...person, status: "left" as const }));
    await opened.store.people.save(away, NOW);
    const { idea, card } = await submitIdea(deps, { author: team.author, text: "给新人配一位固定的师傅" });
    await opened.store.people.save(people, NOW);

    await chaseAnswers(deps, { date: "2026-11-20" });

    expect(idea.state).toBe("new");
    expect(wordsOf(card)).toContain("目前没有可以评审的同事");
    expect(await stateOf(idea.number)).toBe("reviewing");
    expect((await messages(`idea:${idea.number}:card:`)).length).toBe(1);
  });
});

describe("a reviewer who leaves", () => {
  it.each(["reviewing", "adopted"] as const)("hands what is %s to somebody else", async (state) => {
    const { idea, reviewer, press } = await anIdeaOf(deps, team.author);
    if (state === "adopted") await adoptIdea(deps, { ...press, metric: "satisfaction", scope: "team" });
    const { id: _id, ...person } = reviewer;
    await opened.store.people.save([{ ...person, status: "left" }], NOW);

    await chaseAnswers(on(deps, "2026-11-23T02:00:00Z"), { date: "2026-11-23" });
    await chaseAnswers(on(deps, "2026-11-24T02:00:00Z"), { date: "2026-11-24" });
    await opened.store.people.save([person], NOW);

    const after = (await opened.store.ideas.byNumber(idea.number))!;
    expect(after.state).toBe(state);
    expect([team.reviewer.id, team.other.id]).toContain(after.reviewerId);
    expect(after.reviewerId).not.toBe(reviewer.id);
    const cards = await messages(`idea:${idea.number}:card:2:`);
    expect(cards.map(({ personId }) => personId)).toEqual([after.reviewerId]);
    expect(wordsOf(cards[0]!.card)).toContain(`${reviewer.name}已离职`);
  });
});

describe("a question that nobody answers", () => {
  it("is put to the author again, once, and the reviewer learns of it", async () => {
    const { idea, reviewer, press } = await anIdeaOf(deps, team.author);
    await askAuthor(deps, { ...press, question: "每月大约有多少次？" });
    const chase = (date: string) => chaseAnswers(on(deps, `${date}T02:00:00Z`), { date });
    const reminders = () => messages(`idea:${idea.number}:still-asked:`);

    await chase("2026-11-24");
    const early = await reminders();
    await chase("2026-11-25");
    await chase("2026-11-26");

    expect(early).toEqual([]);
    const [toAuthor, toReviewer] = await reminders();
    expect([toAuthor?.personId, toReviewer?.personId]).toEqual([team.author.id, reviewer.id]);
    expect(wordsOf(toAuthor!.card)).toContain("每月大约有多少次？");
    expect(wordsOf(toReviewer!.card)).toContain("还没有补充");
    expect(await reminders()).toHaveLength(2);
  });
});

describe("a card that waits", () => {
  it("is sent anew before the client stops pressing it", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.author);

    await reissueIdeaCards(on(deps, "2026-12-02T01:10:00Z"));
    const early = await messages(`idea:${idea.number}:card:2:`);
    await reissueIdeaCards(on(deps, "2026-12-03T01:10:00Z"));
    await reissueIdeaCards(on(deps, "2026-12-03T01:11:00Z"));

    expect(early).toEqual([]);
    expect((await messages(`idea:${idea.number}:card:2:`)).map(({ personId }) => personId)).toContain(
      reviewer.id,
    );
    expect((await opened.store.ideas.byNumber(idea.number))!.cardIssue).toBe(2);
  });
});

describe("looked at", () => {
  it("one's own ideas stand with their states, and what waits stands first for a reviewer", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.english);

    const own = await showMyIdeas(deps, { person: team.english });
    const waiting = await showMyIdeas(deps, { person: reviewer });

    expect(wordsOf(own)).toContain(`#${idea.number} in review`);
    expect(wordsOf(waiting)).toContain("等您处理");
  });

  it("an idea shows each reader what they can do", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.author, "把夜班的饮水机换成静音的");
    const verbs = async (reader: typeof reviewer) =>
      actionsOf(await openIdea(deps, { reader, of: { number: idea.number } })).map(
        ({ do: what, step }) => step ?? what,
      );

    expect(await verbs(reviewer)).toEqual(["adopt", "decline", "ask", "merge"]);
    expect(await verbs(team.english)).toEqual(["idea.support"]);
    expect(await verbs(team.author)).toEqual(Array.from({ length: 4 }, () => "idea.categorise"));
  });

  it("a number that nobody has is said", async () => {
    const attempt = openIdea(deps, { reader: team.author, of: { number: 99_999 } });

    await expect(attempt).rejects.toMatchObject({ code: "not-found", facts: { idea: 99_999 } });
  });

  it("offers for an effect what is measured, and what only files bring once they have", async () => {
    const { idea, reviewer } = await anIdeaOf(deps, team.author, "把早会的要点写进知识库首页");
    const [imported] = deps.policy.indicators.filter(
      ({ basis, enabled }) => enabled && basis.from === "import",
    );
    const offered = async () => {
      const form = formOf(await openIdea(deps, { reader: reviewer, of: { ideaId: idea.id }, step: "adopt" }));
      return form.parts.flatMap((part) =>
        part.kind === "choice" && part.name === "metric" ? part.options.map(({ value }) => value) : [],
      );
    };
    const before = await offered();
    await opened.store.metrics.save(
      [
        {
          month: "2026-10",
          personId: team.author.id,
          metric: imported!.id,
          value: 3,
          count: null,
          target: null,
          source: "file",
        },
      ],
      NOW,
    );

    expect(before).toContain("satisfaction");
    expect(before).not.toContain(imported!.id);
    expect(await offered()).toEqual(expect.arrayContaining([...before, imported!.id]));
  });

  it("says in the form of adoption that a look-alike is adopted, and stands in nobody's way", async () => {
    const first = await anIdeaOf(deps, team.author, "给夜班客服配一份常见退货问题的速查表");
    const twin = await anIdeaOf(deps, team.colleague, "给夜班客服准备一份常见退货问题速查表");
    const form = async () =>
      wordsOf(await openIdea(deps, { reader: twin.reviewer, of: { ideaId: twin.idea.id }, step: "adopt" }));
    const before = await form();
    await adoptIdea(deps, { ...first.press, ...METRIC });

    expect(before).not.toContain("建议合并");
    expect(await form()).toMatch(new RegExp(`与已采纳的 #${first.idea.number} 相似 \\d+%，建议合并`));
    await adoptIdea(deps, { ...twin.press, ...METRIC });
    expect(await stateOf(twin.idea.number)).toBe("adopted");
  });

  it("a step is opened to whom it is for only", async () => {
    const { idea } = await anIdeaOf(deps, team.author);

    const attempt = openIdea(deps, { reader: team.author, of: { ideaId: idea.id }, step: "adopt" });

    await expect(attempt).rejects.toMatchObject({ code: "wrong-person" });
  });
});
