import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AwardWinner } from "#domain/award";
import type { Nomination } from "#domain/nomination";
import type { Person } from "#domain/person";
import type { Store } from "#ports/store";
import { evaluated } from "../support/award-team.ts";
import { aContact, aPerson } from "../support/builders.ts";
import type { TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const LATER = new Date("2026-12-01T02:00:00Z");

/** What every store must do for nominations, awards and major complaints, whatever lies under it. */
export function awardsContract(name: string, open: () => Promise<TestStore>): void {
  describe(`nominations and awards on ${name}`, () => {
    let test: TestStore;
    let store: Store;
    let serial = 0;

    beforeAll(async () => {
      test = await open();
      store = test.store;
    });
    afterAll(() => test.close());

    const somebody = async (): Promise<Person> => {
      serial += 1;
      const [person] = await store.people.save([aPerson({ employeeNo: `w-${serial}` })], AT);
      return person!;
    };
    const aNomination = async (
      change: Partial<Omit<Nomination, "state">> = {},
    ): Promise<Omit<Nomination, "state">> => ({
      id: test.secrets.newId(),
      period: "2026-11",
      award: "service-star",
      nominatorId: (await somebody()).id,
      nomineeId: (await somebody()).id,
      nominatorTurn: 1,
      pairTurn: 1,
      nominatorLimit: 3,
      pairLimit: 1,
      localDate: `${change.period ?? "2026-11"}-20`,
      reason: "替新人顶了一整晚的班",
      principles: ["customer-first"],
      evidenceContactId: null,
      policyId: "P",
      at: AT,
      ...change,
    });
    const anAward = async (award: string, period: string) =>
      store.awards.open({
        id: test.secrets.newId(),
        award,
        period,
        policyId: "P",
        announceBy: "2026-12-09",
        shortlistedAt: AT,
      });
    const aWinner = (awardId: string, change: Partial<AwardWinner> = {}): AwardWinner => ({
      id: test.secrets.newId(),
      awardId,
      place: 1,
      personId: null,
      team: null,
      ideaNumber: null,
      facts: { cases: 2 },
      certificateNumber: `XP-202611-${String((serial += 1)).padStart(8, "0")}`,
      pictureId: null,
      amountFen: null,
      paidMarkedById: null,
      paidMarkedAt: null,
      ...change,
    });

    it("counts what one person, and what a pair, has said in a month", async () => {
      const first = await aNomination();
      await store.nominations.add(first);
      const second = await aNomination({ nominatorId: first.nominatorId, nominatorTurn: 2 });
      await store.nominations.add(second);

      const { nominatorId, nomineeId } = first;
      expect(await store.nominations.before("2026-11", nominatorId, nomineeId)).toEqual({
        byNominator: 2,
        byPair: 1,
      });
      expect(await store.nominations.before("2026-12", nominatorId, nomineeId)).toEqual({
        byNominator: 0,
        byPair: 0,
      });
      expect(await store.nominations.get(first.id)).toEqual({ ...first, state: "open" });
    });

    it.each([
      [
        "the same pair",
        async () => {
          const first = await aNomination();
          await store.nominations.add(first);
          return { ...first, nominatorTurn: 2 };
        },
      ],
      [
        "the same turn of a nominator",
        async () => {
          const first = await aNomination();
          await store.nominations.add(first);
          return { ...first, nomineeId: (await somebody()).id };
        },
      ],
      [
        "oneself",
        async () => {
          const first = await aNomination();
          return { ...first, nomineeId: first.nominatorId };
        },
      ],
      ["one more than a nominator may", () => aNomination({ nominatorTurn: 4 })],
      ["one more than a pair may", () => aNomination({ nominatorTurn: 2, pairTurn: 2 })],
      ["a month to come", () => aNomination({ period: "2026-12", localDate: "2026-11-30" })],
      ["a month that is over too long", () => aNomination({ period: "2026-11", localDate: "2027-01-01" })],
      [
        "somebody who has left",
        async () => {
          const nominee = await somebody();
          await store.people.save([{ ...nominee, status: "left" }], AT);
          return aNomination({ nomineeId: nominee.id });
        },
      ],
      ["somebody who is not there", async () => aNomination({ nomineeId: test.secrets.newId() })],
    ])("takes no nomination of %s", async (_, make) => {
      const nomination = await make();

      await expect(store.nominations.add({ ...nomination, id: test.secrets.newId() })).rejects.toThrow();
    });

    it("takes a nomination for the month before, also in January", async () => {
      const late = await aNomination({ period: "2025-12", localDate: "2026-01-03" });

      await store.nominations.add(late);

      expect(await store.nominations.get(late.id)).toEqual({ ...late, state: "open" });
    });

    it("settles and reopens the nominations of an award's months, and of no other", async () => {
      const won = await aNomination({ award: "settled", period: "2026-05" });
      const lost = await aNomination({ award: "settled", period: "2026-06" });
      const other = await aNomination({ award: "settled", period: "2026-07" });
      for (const each of [won, lost, other]) await store.nominations.add(each);
      const quarter = { award: "settled", from: "2026-04", to: "2026-06" };
      const states = async () =>
        (await store.nominations.ofMonths("2026-04", "2026-07", "settled")).map(({ state }) => state);

      await store.nominations.settle(quarter, [won.nomineeId]);
      const settled = await states();
      await store.nominations.settle(quarter, null);

      expect(settled).toEqual(["won", "not-chosen", "open"]);
      expect(await states()).toEqual(["open", "open", "open"]);
    });

    it("knows of what days there is anything to give an award for", async () => {
      const any = (from: string, to: string) => store.awardEvidence.hasAny({ from, to }, "Asia/Shanghai");
      const before = await any("2023-01-01", "2023-12-31");
      await store.nominations.add(await aNomination({ period: "2023-06" }));

      expect(before).toBe(false);
      expect(await any("2023-06-01", "2023-06-30")).toBe(true);
      expect(await any("2023-01-01", "2023-12-31")).toBe(true);
      expect(await any("2023-07-01", "2023-12-31")).toBe(false);
    });

    it("opens the decision about an award and period once", async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => anAward("once", "2026-11")));

      expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(outcomes.map(({ award }) => award.id)).size).toBe(1);
    });

    it("takes winners who are a person or a team, each once, and never two with one number", async () => {
      const { award } = await anAward("rules", "2026-11");
      const person = await somebody();
      const first = aWinner(award.id, { personId: person.id });
      await store.awards.addWinners([first, aWinner(award.id, { place: 2, team: "一组" })]);

      for (const wrong of [
        { place: 3 },
        { place: 3, personId: (await somebody()).id, team: "二组" },
        { place: 3, personId: person.id },
        { place: 3, team: "一组" },
        { place: 1, team: "二组" },
        { place: 3, team: "二组", certificateNumber: first.certificateNumber },
        { place: 3, team: "二组", amountFen: -1 },
      ])
        await expect(store.awards.addWinners([aWinner(award.id, wrong)])).rejects.toThrow();

      expect(await store.awards.winners(award.id)).toHaveLength(2);
    });

    it("keeps what was posted as it was, but for the mark that it was paid", async () => {
      const { award } = await anAward("final", "2026-11");
      const person = await somebody();
      const winner = aWinner(award.id, { personId: person.id });
      await store.awards.addWinners([winner]);
      expect(await store.awards.certificate(winner.certificateNumber)).toBeNull();
      await store.awards.change(award, { state: "posted", postedAt: LATER });
      const posted = (await store.awards.get(award.id))!;

      await expect(store.awards.change(posted, { state: "shortlist" })).rejects.toThrow();
      await expect(store.awards.removeWinners(award.id)).rejects.toThrow();
      await store.awards.markPaid(winner.id, {
        amountFen: 50_000,
        paidMarkedById: person.id,
        paidMarkedAt: LATER,
      });

      expect(posted).toMatchObject({ state: "posted", revision: 1 });
      expect(await store.awards.certificate(winner.certificateNumber)).toMatchObject({
        person: { id: person.id },
        winner: { facts: { cases: 2 }, amountFen: 50_000 },
      });
      expect(await store.awards.wonBy(person.id)).toMatchObject([{ award: { award: "final" } }]);
    });

    it("knows the ideas that an award was decided for", async () => {
      await anAward("ideas", "#7");
      const { award } = await anAward("ideas", "2026Q4");
      await store.awards.addWinners([aWinner(award.id, { team: "一组", ideaNumber: 8 })]);
      const before = await store.awards.ideasDecided("ideas");
      await store.awards.change(award, { state: "posted" });

      expect([...before]).toEqual([7]);
      expect([...(await store.awards.ideasDecided("ideas"))].sort()).toEqual([7, 8]);
      expect((await store.awards.ideasDecided("other")).size).toBe(0);
    });

    it("marks a complaint once, and finds those of some days", async () => {
      const found = {
        id: test.secrets.newId(),
        contactId: test.secrets.newId(),
        handledById: (await somebody()).id,
        markedById: (await somebody()).id,
        resolvedOn: "2026-11-19",
        note: "客户撤诉",
        at: AT,
      };

      expect(await store.majorCases.add(found)).toBe(true);
      expect(await store.majorCases.add({ ...found, id: test.secrets.newId() })).toBe(false);

      expect(await store.majorCases.ofContact(found.contactId)).toEqual(found);
      expect(await store.majorCases.resolvedWithin({ from: "2026-11-19", to: "2026-11-19" })).toEqual([
        found,
      ]);
      expect(await store.majorCases.resolvedWithin({ from: "2026-11-20", to: "2026-11-30" })).toEqual([]);
    });

    describe("what stands behind a candidate", () => {
      it("is the random scores of contacts of those days, of everybody or of each with days of their own", async () => {
        const [agent, scorer] = [await somebody(), await somebody()];
        const on = (day: string, scores: readonly number[]) =>
          evaluated(test, { agent, scorer, day, scores });
        await on("2026-03-31", [10]);
        await on("2026-04-01", [80, 90]);
        await on("2026-04-30", [100]);
        await on("2026-05-01", [20]);

        const april = { from: "2026-04-01", to: "2026-04-30" };
        const all = await store.awardEvidence.scores(april);
        const own = await store.awardEvidence.scoresWithin([
          { personId: agent.id, from: "2026-03-01", to: "2026-03-31" },
        ]);

        expect(all.get(agent.id)).toEqual({ n: 3, mean: 90, variance: 100 });
        expect([...own]).toEqual([[agent.id, { n: 1, mean: 10, variance: null }]]);
      });

      it("is an idea with everybody whose ideas were merged into it, at each of its two stages", async () => {
        const [author, other, fan] = [await somebody(), await somebody(), await somebody()];
        const anIdea = (authorId: string) =>
          store.ideas.add(
            {
              id: test.secrets.newId(),
              authorId,
              text: "把排班表提前两周公布",
              links: [],
              category: "process",
              state: "reviewing",
              policyId: "P",
              reviewerId: null,
              reviewSince: AT,
            },
            AT,
          );
        const event = {
          at: AT,
          byId: null,
          did: "adopt",
          fromState: "reviewing",
          toState: "adopted",
          note: null,
          detail: {},
        } as const;
        const [idea, twin, waiting] = [await anIdea(author.id), await anIdea(other.id), await anIdea(fan.id)];
        await store.ideas.change(twin, { state: "merged", mergedIntoId: idea.id }, event);
        await store.ideas.support(twin.id, fan.id, AT);
        await store.ideas.change(
          idea,
          { state: "closed", adoptedOn: "2026-10-05", awardReadyAt: AT, verdict: "effective" },
          event,
        );
        const expected = {
          number: idea.number,
          authorIds: [author.id, other.id],
          category: "process",
          supporters: 1,
          verdict: "effective",
        };

        expect(await store.awardEvidence.adoptedIdeas({ from: "2026-10-01", to: "2026-10-31" })).toEqual([
          expected,
        ]);
        expect(await store.awardEvidence.adoptedIdeas({ from: "2026-11-01", to: "2026-11-30" })).toEqual([]);
        expect(await store.awardEvidence.readyIdeas(AT, LATER)).toEqual([expected]);
        expect(await store.awardEvidence.readyIdeas(new Date(0), AT)).toEqual([]);
        expect(waiting.number).toBeGreaterThan(idea.number);
      });

      it("is a contact by what any program calls it", async () => {
        const agent = await somebody();
        const contact = (source: string, externalId: string) =>
          aContact({ source, externalId, agentId: agent.id });
        await store.contacts.import(
          [contact("a", "same"), contact("b", "same"), contact("c", "same"), contact("c", "other")],
          AT,
        );

        expect(await store.awardEvidence.contactsCalled("same")).toHaveLength(3);
        expect(await store.awardEvidence.contactsCalled("other")).toHaveLength(1);
        expect(await store.awardEvidence.contactsCalled("nothing")).toEqual([]);
      });
    });
  });
}
