import { expect, test } from "vitest";
import { createBed, LARK } from "../test-bed.ts";

const fetchToken = async (bed: ReturnType<typeof createBed>, body: unknown) =>
  bed.call("POST", "auth/v3/tenant_access_token/internal", body, {});
const right = { app_id: LARK.appId, app_secret: LARK.appSecret };

test("a token has its fields at the top level and lives two hours", async () => {
  const bed = createBed();

  const answer = await fetchToken(bed, right);

  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ code: 0, msg: "ok", expire: 7200 });
  expect(answer.json["tenant_access_token"]).toMatch(/^t-/);
});

test("the same token comes back while it has 30 minutes left, then a new one beside the old", async () => {
  const bed = createBed();
  const first = await bed.token();

  bed.emulator.clock.forward(89 * 60);
  const second = await bed.token();
  bed.emulator.clock.forward(2 * 60);
  const third = await bed.token();
  const withOld = await bed.call("GET", "im/v1/chats", undefined, { Authorization: `Bearer ${first}` });

  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(withOld.json.code).toBe(0);
  expect(bed.emulator.logs.counts()["token-fetches"]).toBe(3);
});

test.each([
  ["an unknown app", { ...right, app_id: "cli_other" }, 10003],
  ["a wrong secret", { ...right, app_secret: "wrong" }, 10014],
  ["no secret", { app_id: LARK.appId }, 10015],
])("%s is refused with HTTP 200 and a code", async (_what, body, code) => {
  const answer = await fetchToken(createBed(), body);

  expect(answer.status).toBe(200);
  expect(answer.json.code).toBe(code);
  expect(answer.json).not.toHaveProperty("tenant_access_token");
});

test.each([
  ["without a token", {}, 99991661],
  ["without the word Bearer", { Authorization: "t-123" }, 99991661],
  ["with an invented token", { Authorization: "Bearer t-123" }, 99991663],
])("a call %s is refused with HTTP 400", async (_what, headers, code) => {
  const answer = await createBed().call("GET", "im/v1/chats", undefined, headers);

  expect(answer.status).toBe(400);
  expect(answer.json.code).toBe(code);
});

test("an expired token and an invalidated one are refused", async () => {
  const bed = createBed();
  const old = await bed.token();
  const use = async (token: string) =>
    (await bed.call("GET", "im/v1/chats", undefined, { Authorization: `Bearer ${token}` })).json.code;

  bed.emulator.clock.forward(7201);
  const expired = await use(old);
  const fresh = await bed.token();
  bed.emulator.lark.tokens.invalidateAll();
  const invalidated = await use(fresh);

  expect([expired, invalidated]).toEqual([99991663, 99991663]);
  expect(await use(await bed.token())).toBe(0);
});

test("a missing permission is named", async () => {
  const bed = createBed();
  bed.emulator.lark.missingScopes.add("contact:user.id:readonly");

  const answer = await bed.call("POST", "contact/v3/users/batch_get_id", { emails: ["a@example.com"] });

  expect(answer.status).toBe(400);
  expect(answer.json.code).toBe(99991672);
  expect(answer.json.msg).toContain("contact:user.id:readonly");
});

test("which permissions are granted is told to whoever has a token", async () => {
  const bed = createBed();
  bed.emulator.lark.missingScopes.add("contact:user.id:readonly");

  const answer = await bed.call("GET", "application/v6/scopes");
  const refused = await bed.call("GET", "application/v6/scopes", undefined, {});

  const granted = Object.fromEntries(
    (answer.json.data.scopes as { scope_name: string; grant_status: number }[]).map((scope) => [
      scope.scope_name,
      scope.grant_status,
    ]),
  );
  expect(granted).toMatchObject({ "im:message": 1, "im:chat:readonly": 1, "contact:user.id:readonly": 2 });
  expect(refused.json.code).toBe(99991661);
});

test("every answer carries the time of the platform's own clock", async () => {
  const bed = createBed(new Date("2026-03-10T02:00:00Z"));

  const answers = [await bed.call("GET", "im/v1/chats"), await bed.call("GET", "im/v1/chats", undefined, {})];

  const ages = answers.map(({ headers }) => Date.parse(headers.get("date")!) - bed.emulator.clock.nowMs());
  expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  for (const age of ages) expect(Math.abs(age)).toBeLessThan(60_000);
});
