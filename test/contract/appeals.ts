import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppealRuling } from "#domain/appeal";
import type { AppealStore, NewAppeal } from "#ports/appeals";
import { aPerson } from "../support/builders.ts";
import type { TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T02:00:00Z");

/** What every store of appeals keeps to, whoever asks. */
export function appealContract(name: string, open: () => Promise<TestStore>): void {
  describe(`appeals on ${name}`, () => {
    let test: TestStore;
    let appeals: AppealStore;
    let [agent, scorer, judge] = ["", "", ""];
    const newId = (): string => test.secrets.newId();

    beforeAll(async () => {
      test = await open();
      ({ appeals } = test.store);
      const people = ["a-1", "a-2", "a-3"].map((employeeNo) => aPerson({ employeeNo }));
      [agent, scorer, judge] = (await test.store.people.save(people, AT)).map(({ id }) => id) as [
        string,
        string,
        string,
      ];
    });
    afterAll(() => test.close());

    const anAppeal = (change: Partial<NewAppeal> = {}): NewAppeal => ({
      id: newId(),
      target: {
        about: "evaluation",
        taskId: newId(),
        evaluationId: newId(),
        scorerId: scorer,
        itemId: "tone",
      },
      ordinal: 1,
      firstId: null,
      agentId: agent,
      given: 1,
      proposed: 2,
      reason: "R",
      level: "first",
      judgeId: judge,
      policyId: "P",
      filedOn: "2026-11-20",
      windowUntil: "2026-11-27",
      answerBy: "2026-11-25",
      ...change,
    });
    const add = (change: Partial<NewAppeal> = {}) => appeals.add(anAppeal(change), AT);
    const rule = (appeal: { id: string; revision: number }, change: Partial<AppealRuling> = {}) =>
      appeals.change(
        appeal,
        {
          ruled: {
            ruling: "keep",
            value: 1,
            reason: "W",
            byId: judge,
            at: AT,
            on: "2026-11-24",
            workingDays: 2,
            evaluationId: null,
            ...change,
          },
        },
        { at: AT, byId: judge, did: "rule", level: "first", judgeId: judge, note: "W" },
      );

    it("come back as they went in, under numbers one after the other", async () => {
      const filing = anAppeal({ given: null, proposed: 0 });

      const [first, second] = [await appeals.add(filing, AT), await add()];

      expect(first).toMatchObject({ ...filing, ruled: null, revision: 0, filedAt: AT });
      expect(second.number).toBe(first.number + 1);
      expect(await appeals.byNumber(first.number)).toEqual(first);
      expect((await appeals.events(first.id)).map(({ did, note }) => [did, note])).toEqual([["file", "R"]]);
    });

    it("about a month name it and its figure", async () => {
      const target = { about: "month", month: "2026-10", metric: "satisfaction" } as const;

      const appeal = await add({ target });

      expect((await appeals.ofSubject(`month:2026-10:${agent}:satisfaction`))[0]).toEqual(appeal);
      expect(appeal.target).toEqual(target);
    });

    it("are filed once about one subject, and once more only as its second hearing", async () => {
      const first = await add();
      const { target } = first;

      await expect(add({ target })).rejects.toThrow();
      await rule(first);
      await expect(add({ target })).rejects.toThrow();
      const second = await add({ target, firstId: first.id, level: "second" });
      await rule(second);
      await expect(add({ target, firstId: first.id, level: "second" })).rejects.toThrow();
      expect(await appeals.secondOf(first.id)).toMatchObject({ id: second.id });
      expect(
        (await appeals.ofSubject(`evaluation:${target.about === "evaluation" ? target.taskId : ""}`)).length,
      ).toBe(2);
    });

    it("are judged neither by the scorer nor by the agent", async () => {
      await expect(add({ judgeId: scorer })).rejects.toThrow();
      await expect(add({ judgeId: agent })).rejects.toThrow();
      await expect(rule(await add(), { byId: scorer })).rejects.toThrow();
      await expect(rule(await add(), { byId: agent })).rejects.toThrow();
    });

    it("never lower a rating, and what nobody ruled is granted", async () => {
      await expect(rule(await add(), { ruling: "other", value: 0 })).rejects.toThrow();
      await expect(rule(await add(), { byId: null })).rejects.toThrow();
      await expect(rule(await add(), { byId: null, ruling: "proposed", value: 2 })).resolves.toBeUndefined();
    });

    it("change once for each revision", async () => {
      const appeal = await add();
      await rule(appeal);

      await expect(rule(appeal)).rejects.toThrow();
      expect(await appeals.get(appeal.id)).toMatchObject({ revision: 1, ruled: { ruling: "keep" } });
    });

    it("are counted by scorer and item, with the working days of those that are ruled", async () => {
      const filedOn = "2026-01-05";
      const [kept, changed] = [await add({ filedOn }), await add({ filedOn })];
      await add({ filedOn });
      await rule(kept, { workingDays: 1 });
      await rule(changed, { ruling: "proposed", value: 2, byId: null, workingDays: 4 });

      const { total, byScorer, byItem } = await appeals.counts("2026-01-01", "2026-01-31");

      const expected = { filed: 3, ruled: 2, changed: 1, late: 1, days: 2.5 };
      expect(total).toEqual(expected);
      expect(byScorer).toEqual([{ of: scorer, ...expected }]);
      expect(byItem).toEqual([{ of: "tone", ...expected }]);
    });

    it("wait for their judge, and count as their load", async () => {
      const [other] = await test.store.people.save([aPerson({ employeeNo: "a-4" })], AT);
      const late = await add({ judgeId: other!.id, answerBy: "2026-11-26" });
      const soon = await add({ judgeId: other!.id, answerBy: "2026-11-24" });
      await rule(await add({ judgeId: other!.id }));

      expect((await appeals.waitingFor(other!.id)).map(({ id }) => id)).toEqual([soon.id, late.id]);
      expect(await appeals.judgeLoads([other!.id])).toEqual([{ personId: other!.id, open: 2, total: 3 }]);
    });
  });
}
