import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Evaluation } from "#domain/task";
import type { NewIdea } from "#ports/recognition";
import type { Store } from "#ports/store";
import { aContact, aPerson, aTask, givePoints } from "../support/builders.ts";
import type { TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const AWAY = "00000000-0000-7000-8000-000000000000";

/** What every store must do for ideas, their effects and points, whatever lies under it. */
export function recognitionContract(name: string, open: () => Promise<TestStore>): void {
  describe(`ideas and points on ${name}`, () => {
    let test: TestStore;
    let store: Store;
    let serial = 0;

    beforeAll(async () => {
      test = await open();
      store = test.store;
    });
    afterAll(() => test.close());

    const somebody = async (change: { team?: string } = {}): Promise<string> => {
      serial += 1;
      const [person] = await store.people.save([aPerson({ employeeNo: `r-${serial}`, ...change })], AT);
      return person!.id;
    };
    const anIdea = async (change: Partial<NewIdea> = {}) =>
      store.ideas.add(
        {
          id: test.secrets.newId(),
          authorId: await somebody(),
          text: "把排班表提前两周公布",
          links: [],
          category: null,
          state: "reviewing",
          policyId: "P",
          reviewerId: null,
          reviewSince: AT,
          ...change,
        },
        AT,
      );
    const event = {
      at: AT,
      byId: null,
      did: "merge",
      fromState: "reviewing",
      note: null,
      detail: {},
    } as const;
    const merge = (idea: { id: string; revision: number }, into: { id: string }) =>
      store.ideas.change(idea, { state: "merged", mergedIntoId: into.id }, { ...event, toState: "merged" });

    it("numbers ideas one after the other, also those that come at the same moment", async () => {
      const ideas = await Promise.all(Array.from({ length: 8 }, () => anIdea()));

      expect(new Set(ideas.map(({ number }) => number)).size).toBe(8);
    });

    it("keeps a change with its event, and no second one for the same revision", async () => {
      const idea = await anIdea();
      const adopted = {
        ...event,
        did: "adopt",
        toState: "adopted",
        note: "好",
        detail: { day: "x" },
      } as const;

      await store.ideas.change(
        idea,
        { state: "adopted", metric: "satisfaction", links: ["https://a"] },
        adopted,
      );
      const again = store.ideas.change(idea, { state: "declined" }, { ...event, toState: "declined" });

      await expect(again).rejects.toThrow();
      const full = (await store.ideas.inFull(idea.id))!;
      expect(full.idea).toMatchObject({
        state: "adopted",
        revision: 1,
        metric: "satisfaction",
        links: ["https://a"],
      });
      expect(full.events).toEqual([{ ...adopted, revision: 1 }]);
    });

    it("finds authors, supporters and numbers of everything that was merged, each person once", async () => {
      const [main, middle, leaf] = [await anIdea(), await anIdea(), await anIdea()];
      const fan = await somebody();
      for (const { id } of [main, middle, leaf]) await store.ideas.support(id, fan, AT);
      await store.ideas.support(main.id, leaf.authorId, AT);
      await merge(leaf, middle);
      await merge(middle, main);

      const full = (await store.ideas.inFull(main.id))!;
      const standing = await store.ideas.standing([main.number, leaf.number, 999_999]);

      expect(full.authors.map(({ id }) => id)).toEqual([main.authorId, middle.authorId, leaf.authorId]);
      expect(full.supporters.map(({ id }) => id)).toEqual([fan]);
      expect(full.merged).toEqual([middle.number, leaf.number]);
      expect((await store.ideas.inFull(leaf.id))!.standsIn).toBe(main.number);
      expect([...standing].map(([number, idea]) => [number, idea.number])).toEqual(
        expect.arrayContaining([
          [main.number, main.number],
          [leaf.number, main.number],
        ]),
      );
      expect(standing.size).toBe(2);
    });

    it("takes somebody's support once", async () => {
      const { id } = await anIdea();
      const fan = await somebody();

      const taken = [await store.ideas.support(id, fan, AT), await store.ideas.support(id, fan, AT)];

      expect(taken).toEqual([true, false]);
    });

    it("counts what each reviewer has to answer, and lists what waits for them", async () => {
      const [busy, idle] = [await somebody(), await somebody()];
      const waiting = await anIdea({ reviewerId: busy });
      const declined = await anIdea({ reviewerId: busy });
      await store.ideas.change(declined, { state: "declined" }, { ...event, toState: "declined" });

      const loads = await store.ideas.reviewLoads([busy, idle]);

      expect(loads).toEqual(
        expect.arrayContaining([
          { personId: busy, open: 1, total: 2 },
          { personId: idle, open: 0, total: 0 },
        ]),
      );
      expect((await store.ideas.waitingFor(busy, 10)).map(({ number }) => number)).toEqual([waiting.number]);
      expect(await store.ideas.waitingFor(idle, 10)).toEqual([]);
    });

    it("hands out texts behind a number, and those that were missing", async () => {
      const [first, , third] = [await anIdea(), await anIdea(), await anIdea({ text: "第三条" })];

      const texts = await store.ideas.texts(third.number - 1, [first.number], 10);

      expect(texts).toEqual([
        { number: first.number, text: "把排班表提前两周公布" },
        { number: third.number, text: "第三条" },
      ]);
    });

    describe("an effect", () => {
      const before = { from: "2026-09-01", to: "2026-09-30" };
      const after = { from: "2026-10-01", to: "2026-10-31" };
      const ask = (
        basis: Parameters<Store["effects"]["measure"]>[0]["basis"],
        team: string | null = "甲组",
      ) => store.effects.measure({ basis, band: null, team, before, after });
      const rounded = (sample: { n: number; mean: number; variance: number | null }) =>
        [sample.n, sample.mean, sample.variance].map((value) =>
          value === null ? null : Number(value.toFixed(4)),
        );

      beforeAll(async () => {
        const [own, other, teamless] = [
          await somebody({ team: "甲组" }),
          await somebody({ team: "乙组" }),
          await store.people
            .save([aPerson({ employeeNo: "r-none", team: null })], AT)
            .then(([one]) => one!.id),
        ];
        const contact = (agentId: string, localDate: string, metrics: object) => {
          serial += 1;
          return aContact({ externalId: `e-${serial}`, agentId, localDate, metrics });
        };
        await store.contacts.import(
          [
            contact(own, "2026-08-31", { csat: 1 }),
            contact(own, "2026-09-01", { csat: 3, resolved: true }),
            contact(own, "2026-09-30", { csat: 5, resolved: false }),
            contact(own, "2026-10-01", { csat: 5, resolved: true }),
            contact(own, "2026-10-31", {}),
            contact(other, "2026-09-10", { csat: 2 }),
            contact(teamless, "2026-09-11", { csat: 4 }),
          ],
          AT,
        );
      });

      it("is summed up by window and team; who has no team is one of the others", async () => {
        const { own, others } = await ask({ from: "metric", metric: "csat", statistic: "mean" });

        expect(rounded(own.before)).toEqual([2, 4, 2]);
        expect(rounded(own.after)).toEqual([1, 5, null]);
        expect(rounded(others.before)).toEqual([2, 3, 2]);
        expect(rounded(others.after)).toEqual([0, 0, null]);
      });

      it("of everybody has no others", async () => {
        const { own, others } = await ask({ from: "metric", metric: "csat", statistic: "mean" }, null);

        expect(own.before.n).toBe(4);
        expect(others.before.n).toBe(0);
      });

      it("of a share counts what was measured only", async () => {
        const { own } = await ask({ from: "share", metric: "resolved" });

        expect(rounded(own.before)).toEqual([2, 0.5, 0.5]);
        expect(own.after.n).toBe(1);
      });

      it("of a band is the distance from it", async () => {
        const { own } = await store.effects.measure({
          basis: { from: "metric", metric: "csat", statistic: "mean" },
          band: { from: 3.5, to: 4 },
          team: "甲组",
          before,
          after,
        });

        expect(own.before.mean).toBeCloseTo((0.5 + 1) / 2, 9);
      });

      it("of scores takes random ones by the day of the contact", async () => {
        const agent = await somebody({ team: "丙组" });
        const score = async (mark: Evaluation["mark"], ruledScore: number) => {
          serial += 1;
          await store.contacts.import(
            [aContact({ externalId: `e-${serial}`, agentId: agent, localDate: "2026-09-05" })],
            AT,
          );
          const [found] = await test.database.sql.query<{ id: string }>(
            `SELECT id FROM "Contact" WHERE "externalId" = $1`,
            `e-${serial}`,
          );
          const ids = { contactId: found!.id, agentId: agent, scorerId: AWAY, policyId: "P" };
          const taskId = test.secrets.newId();
          await store.tasks.add([aTask({ id: taskId, ...ids, mark })], AT);
          await store.evaluations.add({
            id: test.secrets.newId(),
            taskId,
            ...ids,
            revision: 1,
            isCurrent: true,
            mark,
            scorecardId: "hotline",
            scorecardVersion: "1",
            localDate: "2026-11-20",
            score: ruledScore,
            ruledScore,
            criticalFailures: [],
            items: [
              { itemId: "calming", rating: 1, why: "scored", share: ruledScore / 100 },
              { itemId: "greeting", rating: 1, why: "scored", share: 1 },
              { itemId: "calming-2", rating: "na", why: "scored", share: null },
            ],
            evidence: {},
            comment: null,
            scoredAt: AT,
          });
        };
        await score("random", 80);
        await score("random", 60);
        await score("manual", 0);

        const quality = await ask({ from: "quality" }, "丙组");
        const items = await ask({ from: "items", items: ["calming", "calming-2"] }, "丙组");

        expect(rounded(quality.own.before)).toEqual([2, 70, 200]);
        expect(rounded(items.own.before)).toEqual([2, 70, 200]);
      });
    });

    it("adds points once for one cause, in their order, and keeps everybody at zero or above", async () => {
      const id = await somebody();
      const earned = givePoints({ id }, 30, AT);
      const spent = { ...givePoints({ id }, -20, new Date(AT.getTime() + 1)), kind: "redemption" as const };

      const added = [await store.points.add([earned, spent]), await store.points.add([earned])];
      const tooMuch = store.points.add([givePoints({ id }, -11, AT)]);

      await expect(tooMuch).rejects.toThrow("do not cover");
      expect(added).toEqual([2, 0]);
      expect((await store.points.ofPerson(id)).map(({ amount }) => amount)).toEqual([-20, 30]);
      expect(await store.points.balance(id)).toBe(10);
      expect(await store.points.byCause(earned.cause)).toMatchObject({ amount: 30, personId: id });
      expect(await store.points.earnersBefore(new Date(AT.getTime() + 1))).toContain(id);
    });

    it.each([`UPDATE "PointEntry" SET amount = 1`, `DELETE FROM "PointEntry"`, `TRUNCATE "PointEntry"`])(
      "refuses %s, whoever asks",
      async (statement) => {
        await store.points.add([givePoints({ id: await somebody() }, 1, AT)]);

        await expect(test.database.sql.run(statement)).rejects.toThrow("never changed or removed");
      },
    );

    it("counts what was asked for and not refused", async () => {
      const personId = await somebody();
      const request = async (state: "requested" | "done" | "refused") => {
        const id = test.secrets.newId();
        const entryId = test.secrets.newId();
        const waiting = { personId, itemId: "seat", price: 5, policyId: "P", requestedAt: AT, reason: null };
        await store.redemptions.add({
          id,
          entryId,
          state: "requested",
          decidedById: null,
          decidedAt: null,
          cardIssue: 1,
          cardIssuedAt: AT,
          ...waiting,
        });
        if (state !== "requested")
          await store.redemptions.decide(id, { state, decidedById: personId, decidedAt: AT, reason: null });
        return id;
      };
      const [first] = [await request("requested"), await request("done"), await request("refused")];

      expect((await store.redemptions.takenSince(AT)).get("seat")).toBe(2);
      expect((await store.redemptions.takenSince(new Date(AT.getTime() + 1))).get("seat")).toBeUndefined();
      expect(await store.redemptions.lock(first)).toMatchObject({ id: first, state: "requested" });
    });
  });
}
