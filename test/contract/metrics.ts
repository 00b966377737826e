import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPolicy } from "#policy/load";
import { findIndicator, type Indicator, QUALITY } from "#policy/indicator";
import type { Evaluation } from "#domain/task";
import type { ImportedMetric, MeasureQuestion } from "#ports/metrics";
import type { Store } from "#ports/store";
import { aContact, aPerson, aTask } from "../support/builders.ts";
import type { TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const AWAY = "00000000-0000-7000-8000-000000000000";
const MONTH = { from: "2026-11-01", to: "2026-11-30" };

/** What every store must do for the numbers of people and months. */
export function metricsContract(name: string, open: () => Promise<TestStore>): void {
  describe(`metrics on ${name}`, () => {
    let test: TestStore;
    let store: Store;
    let indicators: Readonly<Record<string, Indicator>>;
    let serial = 0;

    beforeAll(async () => {
      test = await open();
      store = test.store;
      const policy = await loadPolicy("standard");
      const all = [...policy.indicators, QUALITY];
      indicators = Object.fromEntries(all.map((indicator) => [indicator.id, indicator]));
      expect(findIndicator(policy, "quality")).toEqual(QUALITY);
    });
    afterAll(() => test.close());

    const somebody = async (): Promise<string> => {
      serial += 1;
      const [person] = await store.people.save([aPerson({ employeeNo: `m-${serial}` })], AT);
      return person!.id;
    };
    const contacts = async (agentId: string, all: readonly object[], localDate = "2026-11-10") => {
      await store.contacts.import(
        all.map((metrics) => {
          serial += 1;
          return aContact({ externalId: `m-${serial}`, agentId, localDate, metrics });
        }),
        AT,
      );
    };
    const measure = async (
      personId: string,
      ids: readonly string[],
      change: Partial<MeasureQuestion> = {},
    ) => {
      const asked = ids.flatMap((id) => indicators[id] ?? []);
      const all = await store.metrics.measure({ ...MONTH, indicators: asked, ...change });
      return Object.fromEntries(
        all.filter((one) => one.personId === personId).map((one) => [one.metric, one]),
      );
    };
    const told = (personId: string, change: Partial<ImportedMetric> = {}): ImportedMetric => ({
      month: "2026-11",
      personId,
      metric: "resolution",
      value: 80,
      count: 50,
      target: null,
      source: "crm.csv",
      ...change,
    });

    it("are summed up in the indicator's unit, each with count, variance and source", async () => {
      const id = await somebody();
      await contacts(id, [
        { csat: 5, resolved: true, complaint: false, firstResponseSeconds: 10 },
        { csat: 3, resolved: false, complaint: false, firstResponseSeconds: 30 },
        { resolved: true, complaint: true, firstResponseSeconds: 20 },
        { complaint: false },
      ]);
      await contacts(id, [{ csat: 1 }], "2026-12-01");

      const found = await measure(id, ["satisfaction", "resolution", "complaint-rate", "first-response"]);

      expect(found["satisfaction"]).toMatchObject({
        value: 4,
        mean: 4,
        variance: 2,
        count: 2,
        source: "contacts",
      });
      expect(found["resolution"]!.value).toBeCloseTo(200 / 3, 9);
      expect(found["resolution"]!.variance).toBeCloseTo(10_000 / 3, 6);
      expect(found["complaint-rate"]).toMatchObject({ value: 250, count: 4 });
      expect(found["first-response"]).toMatchObject({ value: 20, count: 3, median: null });
    });

    it("of durations come with median and 90th percentile when asked", async () => {
      const id = await somebody();
      await contacts(
        id,
        [10, 20, 30, 40, 100].map((firstResponseSeconds) => ({ firstResponseSeconds })),
      );

      const { "first-response": found } = await measure(id, ["first-response"], { hasPercentiles: true });

      expect(found).toMatchObject({ value: 40, median: 30, p90: 76, count: 5 });
    });

    it("of a limit are the share that keeps to it, of what was measured", async () => {
      const id = await somebody();
      await contacts(id, [
        { rings: 2 },
        { rings: 3 },
        { rings: 4 },
        { rings: 11, calledBackSeconds: 90_000 },
        {},
      ]);

      const found = await measure(id, ["late-answer", "callback-timeliness"]);

      expect(found["late-answer"]).toMatchObject({ value: 50, count: 4 });
      expect(found["callback-timeliness"]).toMatchObject({ value: 0, count: 1 });
    });

    it("with a band tell how far the single contacts lie outside it", async () => {
      const id = await somebody();
      await contacts(id, [{ handleSeconds: 20 }, { handleSeconds: 300 }, { handleSeconds: 700 }, {}]);

      const { "handle-time": found } = await measure(id, ["handle-time"]);

      expect(found).toMatchObject({ value: 340, count: 3 });
      expect(found!.outside!.mean).toBeCloseTo((100 + 0 + 100) / 3, 9);
    });

    it("that nobody measured are not there: never zero", async () => {
      const id = await somebody();
      await contacts(id, [{ csat: 4 }]);

      const found = await measure(id, Object.keys(indicators));

      expect(Object.keys(found)).toEqual(["satisfaction"]);
    });

    const evaluation = async (
      agentId: string,
      change: Pick<Evaluation, "mark" | "ruledScore"> & Partial<Evaluation>,
      contactDay = "2026-11-05",
    ) => {
      await contacts(agentId, [{}], contactDay);
      const [contact] = await test.database.sql.query<{ id: string }>(
        `SELECT id FROM "Contact" WHERE "externalId" = $1`,
        `m-${serial}`,
      );
      const ids = { contactId: contact!.id, agentId, scorerId: AWAY, policyId: "P" };
      const taskId = test.secrets.newId();
      await store.tasks.add([aTask({ id: taskId, ...ids, mark: change.mark })], AT);
      await store.evaluations.add({
        id: test.secrets.newId(),
        taskId,
        ...ids,
        revision: 1,
        isCurrent: true,
        scorecardId: "hotline",
        scorecardVersion: "1",
        localDate: "2026-12-02",
        score: change.ruledScore,
        criticalFailures: [],
        items: [],
        evidence: {},
        comment: null,
        scoredAt: AT,
        ...change,
      });
    };

    it("of evaluations count random, current ones by the day of the contact", async () => {
      const id = await somebody();
      const listened = (share: number) => [{ itemId: "listening", rating: 1, why: "scored" as const, share }];
      await evaluation(id, { mark: "random", ruledScore: 90, items: listened(1) });
      await evaluation(id, { mark: "random", ruledScore: 70, items: listened(0.5) });
      await evaluation(id, { mark: "manual", ruledScore: 0 });
      await evaluation(id, { mark: "random", ruledScore: null });
      await evaluation(id, { mark: "random", ruledScore: 10 }, "2026-10-31");

      const found = await measure(id, ["quality", "standard-compliance", "interruption", "calming-success"]);

      const quality = { value: 80, variance: 200, count: 2, source: "evaluations" };
      expect(found["quality"]).toMatchObject(quality);
      expect(found["standard-compliance"]).toMatchObject(quality);
      expect(found["interruption"]).toMatchObject({ value: 25, count: 2 });
      expect(found["calming-success"]).toBeUndefined();
    });

    it("come in once, change when they differ, and are not made poorer", async () => {
      const id = await somebody();
      const first = await store.metrics.save([told(id), told(id, { metric: "skill", count: null })], AT);
      const again = await store.metrics.save([told(id), told(id, { count: null })], AT);
      const changed = await store.metrics.save([told(id, { value: 85, count: null, target: 90 })], AT);

      const found = await measure(id, ["resolution"]);

      expect([first, again, changed]).toEqual([
        { imported: 2, updated: 0, duplicates: 0 },
        { imported: 0, updated: 0, duplicates: 2 },
        { imported: 0, updated: 1, duplicates: 0 },
      ]);
      expect(found["resolution"]).toMatchObject({ value: 85, count: null, target: 90, source: "import" });
      expect(found["skill"]).toMatchObject({ value: 80, source: "import" });
    });

    it("that were imported stand before computed ones; a target alone stands beside them", async () => {
      const id = await somebody();
      await contacts(id, [{ resolved: true, csat: 4 }]);
      await store.metrics.save(
        [told(id), told(id, { metric: "satisfaction", value: null, count: null, target: 4.5 })],
        AT,
      );

      const found = await measure(id, ["resolution", "satisfaction"]);

      expect(found["resolution"]).toMatchObject({ value: 80, count: 50, source: "import" });
      expect(found["satisfaction"]).toMatchObject({ value: 4, count: 1, target: 4.5, source: "contacts" });
    });

    it("of several months are weighed by their counts, and sums added up", async () => {
      const id = await somebody();
      const sales = { metric: "sales", count: null };
      await store.metrics.save(
        [
          told(id, { month: "2026-10", value: 60, count: 150 }),
          told(id, { value: 80, count: 50 }),
          told(id, { ...sales, month: "2026-10", value: 1_000, target: 900 }),
          told(id, { ...sales, value: 500, target: 900 }),
        ],
        AT,
      );

      const found = await measure(id, ["resolution", "sales"], { from: "2026-10-01" });

      expect(found["resolution"]).toMatchObject({ value: 65, count: 200 });
      expect(found["sales"]).toMatchObject({ value: 1_500, target: 1_800 });
    });

    it("say something: neither value nor target is refused by the database", async () => {
      const id = await somebody();

      const empty = store.metrics.save([told(id, { value: null, count: null })], AT);

      await expect(empty).rejects.toThrow("says_something");
    });
  });
}
