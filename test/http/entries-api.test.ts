import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContactsApi } from "#http/contacts-api";
import { createMetricsApi } from "#http/metrics-api";
import { createPeopleApi } from "#http/people-api";
import { loadPolicy } from "#policy/load";
import { openTestStore, type TestStore } from "../support/stores.ts";

const TOKEN = "a-token-of-thirty-two-characters";
const clock = { now: () => new Date("2026-11-22T04:00:00Z") };
const errors: Error[] = [];
let opened: TestStore;
let contacts: ReturnType<typeof createContactsApi>;
let people: ReturnType<typeof createPeopleApi>;
let metrics: ReturnType<typeof createMetricsApi>;

beforeAll(async () => {
  opened = await openTestStore();
  const shared = {
    store: opened.store,
    clock,
    apiToken: TOKEN,
    onError: (error: Error) => void errors.push(error),
  };
  contacts = createContactsApi({ ...shared, policy: await loadPolicy("standard") });
  metrics = createMetricsApi({ ...shared, policy: await loadPolicy("standard") });
  people = createPeopleApi({ ...shared, apps: [{ platform: "lark", appId: "cli_1" }] });
  await post(people, [{ employeeNo: "1024", name: "李雷" }]);
});
afterAll(() => opened.close());

function post(api: typeof contacts, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const path = api === people ? "/api/people" : api === metrics ? "/api/metrics" : "/api/contacts";
  return api.request(path, {
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
const aContactEntry = (id: string, change = {}) => ({
  id,
  agent: "1024",
  startedAt: "2026-11-03 09:00",
  ...change,
});

describe("POST /api/contacts", () => {
  it("takes an array and answers counts, with the place of each rejected entry", async () => {
    const entries = [
      aContactEntry("A-1"),
      aContactEntry("A-2", { agent: "nobody" }),
      "text",
      aContactEntry("A-3"),
    ];

    const response = await post(contacts, entries);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      read: 4,
      imported: 2,
      updated: 0,
      duplicates: 0,
      rejected: [
        { index: 1, reason: 'agent "nobody" is not known: import people first or correct the number' },
        { index: 2, reason: "the entry is no JSON object: send objects" },
      ],
      unknownScenes: {},
    });
  });

  it("takes a single contact, and nothing twice by source and id", async () => {
    const first = await (await post(contacts, aContactEntry("B-1", { source: "crm" }))).json();
    const again = await (await post(contacts, aContactEntry("B-1", { source: "crm" }))).json();
    const elsewhere = await (await post(contacts, aContactEntry("B-1", { source: "erp" }))).json();

    expect([first, again, elsewhere]).toMatchObject([{ imported: 1 }, { duplicates: 1 }, { imported: 1 }]);
  });

  it("takes 1,000 entries and refuses more before storing any", async () => {
    const entries = Array.from({ length: 1_000 }, (_, n) => aContactEntry(`N-${n}`));

    const tooMany = await post(contacts, [...entries, aContactEntry("N-1000")]);
    const enough = await post(contacts, entries);

    expect([tooMany.status, enough.status]).toEqual([413, 200]);
    expect(await enough.json()).toMatchObject({ imported: 1_000, duplicates: 0 });
  });

  it("refuses over 10 MB, with and without a length said beforehand", async () => {
    const large = JSON.stringify(aContactEntry("L-1", { note: "x".repeat(10 * 1024 * 1024) }));

    const said = await post(contacts, large, { "Content-Length": String(large.length) });
    const unsaid = await post(contacts, large);

    expect([said.status, unsaid.status]).toEqual([413, 413]);
    expect(await said.json()).toMatchObject({ error: { code: "too-large" } });
  });

  it("takes an empty array for nothing to do", async () => {
    expect(await (await post(contacts, [])).json()).toMatchObject({ read: 0, imported: 0, rejected: [] });
  });

  it.each([
    ["{", "not-json"],
    ["", "not-json"],
    ['"text"', "not-entries"],
    ["null", "not-entries"],
  ])("answers 400 to the body %j", async (body, code) => {
    const response = await post(contacts, body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it.each([
    ["no token", {}],
    ["a wrong token", { Authorization: "Bearer a-token-of-thirty-two-characterx" }],
    ["a shorter token", { Authorization: "Bearer a" }],
    ["no token after Bearer", { Authorization: "Bearer " }],
    ["another scheme", { Authorization: `Basic ${TOKEN}` }],
  ])("answers 401 to %s", async (_, headers) => {
    const response = await contacts.request("/api/contacts", { method: "POST", headers, body: "[]" });

    expect([response.status, response.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect(await response.json()).toMatchObject({ error: { code: "unauthorized" } });
  });

  it("answers 401 to everybody when no token is set", async () => {
    const policy = await loadPolicy("standard");
    const closed = createContactsApi({
      store: opened.store,
      clock,
      policy,
      apiToken: null,
      onError: () => undefined,
    });

    const answers = await Promise.all([
      post(closed, []),
      closed.request("/api/contacts", {
        method: "POST",
        headers: { Authorization: "Bearer null" },
        body: "[]",
      }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it.each([
    ["", "zh-CN", /请求内容不是 JSON/],
    ["en-GB,zh;q=0.5", "en", /The body is no JSON/],
    ["en;q=0.3, zh-CN;q=0.9", "zh-CN", /请求内容不是 JSON/],
    ["fr", "zh-CN", /请求内容不是 JSON/],
    ["en;q=0", "zh-CN", /请求内容不是 JSON/],
  ])("speaks the language of Accept-Language %j", async (header, language, message) => {
    const response = await post(contacts, "{", header === "" ? {} : { "Accept-Language": header });

    const body = (await response.json()) as { error: { message: string } };
    expect(response.headers.get("Content-Language")).toBe(language);
    expect(body.error.message).toMatch(message);
  });

  it("says nothing of the cause when something breaks inside, but reports it", async () => {
    const policy = await loadPolicy("standard");
    const store = { ...opened.store, transaction: () => Promise.reject(new Error("the disk is full")) };
    const reported: string[] = [];
    const onError = (error: Error) => void reported.push(error.message);
    const api = createContactsApi({ store, clock, policy, apiToken: TOKEN, onError });

    const response = await post(api, [aContactEntry("X-1")], { "Accept-Language": "en" });

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: {
        code: "internal",
        message: "Something failed on the server: try again later, sending twice adds nothing twice.",
      },
    });
    expect(reported).toEqual(["the disk is full"]);
  });
});

describe("POST /api/people", () => {
  it("adds and changes people, with the place of each rejected entry", async () => {
    const first = await post(people, [
      { employeeNo: "2001", name: "韩梅", roles: ["supervisor"], larkOpenId: "ou_1" },
      { employeeNo: "2002" },
    ]);
    const second = await post(people, { employeeNo: "2001", name: "韩梅梅" });

    expect(await first.json()).toEqual({
      read: 2,
      imported: 1,
      updated: 0,
      duplicates: 0,
      rejected: [{ index: 1, reason: "name is missing: write the person's name" }],
    });
    expect(await second.json()).toMatchObject({ updated: 1 });
    const bound = await opened.store.identities.personOf({
      platform: "lark",
      appId: "cli_1",
      userId: "ou_1",
    });
    expect([bound?.name, bound?.roles]).toEqual(["韩梅梅", ["supervisor"]]);
  });

  it("needs the token too", async () => {
    const response = await people.request("/api/people", { method: "POST", body: "[]" });

    expect(response.status).toBe(401);
  });
});

describe("POST /api/metrics", () => {
  const entry = { month: "2026-10", person: "1024", metric: "用户满意度", value: 4.6, count: 12 };

  it("takes values once, with the place of each rejected entry", async () => {
    const wide = { month: "2026-10", person: "1024", metrics: { resolution: "92%", knowledge: 88 } };

    const first = await post(metrics, [entry, wide, { ...entry, value: 6 }, "text"]);
    const again = await post(metrics, [entry, wide]);
    const changed = await post(metrics, { ...entry, value: 4.7 });

    expect(await first.json()).toEqual({
      read: 4,
      imported: 3,
      updated: 0,
      duplicates: 0,
      rejected: [
        { index: 2, reason: 'value "6" is outside its scale: 1 to 5' },
        { index: 3, reason: "the entry is no JSON object: send objects" },
      ],
    });
    expect(await again.json()).toMatchObject({ imported: 0, updated: 0, duplicates: 3 });
    expect(await changed.json()).toMatchObject({ updated: 1 });
  });

  it("needs the token too, and takes 1,000 entries at most", async () => {
    const unknown = await metrics.request("/api/metrics", { method: "POST", body: "[]" });
    const tooMany = await post(
      metrics,
      Array.from({ length: 1_001 }, () => entry),
    );

    expect([unknown.status, tooMany.status]).toEqual([401, 413]);
  });
});

it("reported nothing while all went well", () => {
  expect(errors).toEqual([]);
});
