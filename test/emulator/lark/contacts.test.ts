import { expect, test } from "vitest";
import { createBed } from "../test-bed.ts";

test("people are found by e-mail and mobile; those who left only on request", async () => {
  const bed = createBed();
  const { people } = bed.emulator.lark;
  const li = people.add({ name: "李雷", email: "li@example.com" });
  const han = people.add({ name: "韩梅梅", mobile: "+8613800000000", userId: "han" });
  people.add({ name: "王", email: "gone@example.com", resigned: true });
  const find = async (kind: string, more: object = {}) =>
    (
      await bed.call("POST", `contact/v3/users/batch_get_id?user_id_type=${kind}`, {
        emails: ["li@example.com", "gone@example.com"],
        mobiles: [han.mobile],
        ...more,
      })
    ).json.data.user_list.map((user: { user_id?: string }) => user.user_id);

  expect(await find("open_id")).toEqual([li.openId, undefined, han.openId]);
  expect(await find("user_id")).toEqual([li.userId, undefined, "han"]);
  expect((await find("open_id", { include_resigned: true }))[1]).toMatch(/^ou_/);
});

test("more than 50 addresses at once are refused", async () => {
  const bed = createBed();
  const emails = Array.from({ length: 51 }, (_, index) => `${index}@example.com`);

  const answer = await bed.call("POST", "contact/v3/users/batch_get_id", { emails });

  expect([answer.status, answer.json.code]).toEqual([400, 99992402]);
  expect(bed.emulator.logs.counts()["violation:bad-parameter"]).toBe(1);
});

test("the members of a department come page by page", async () => {
  const bed = createBed();
  const { people } = bed.emulator.lark;
  const team = people.addDepartment({ name: "客服部" });
  people.addDepartment({ name: "一组", parentId: team.departmentId });
  for (let index = 0; index < 60; index += 1)
    people.add({ name: `人${index}`, departmentId: team.departmentId });
  const names: string[] = [];

  let pageToken = "";
  do {
    const query = `department_id=${team.departmentId}&page_size=50&page_token=${pageToken}`;
    const { data } = (await bed.call("GET", `contact/v3/users/find_by_department?${query}`)).json;
    names.push(...data.items.map((item: { name: string }) => item.name));
    pageToken = data.has_more ? data.page_token : "";
  } while (pageToken !== "");

  expect(names).toHaveLength(60);
  expect(new Set(names).size).toBe(60);
});

test("departments are listed one level or all the way down", async () => {
  const bed = createBed();
  const { people } = bed.emulator.lark;
  const team = people.addDepartment({ name: "客服部" });
  people.addDepartment({ name: "一组", parentId: team.departmentId });
  const names = async (query: string) =>
    (await bed.call("GET", `contact/v3/departments/0/children?${query}`)).json.data.items.map(
      (item: { name: string }) => item.name,
    );

  expect(await names("")).toEqual(["客服部"]);
  expect(await names("fetch_child=true")).toEqual(["客服部", "一组"]);
});

test.each([
  ["contact/v3/users/find_by_department?department_id=od-x", 40004],
  ["contact/v3/users/find_by_department?department_id=0&page_size=51", 40011],
  ["contact/v3/users/find_by_department?department_id=0&page_token=x", 40012],
  ["im/v1/chats?page_size=101", 40011],
])("%s is refused with %i", async (path, code) => {
  expect((await createBed().call("GET", path)).json.code).toBe(code);
});

test("a new group holds its people and the bot, and the same uuid gives the same group", async () => {
  const bed = createBed();
  const li = bed.emulator.lark.people.add({ name: "李雷" });
  const create = () =>
    bed.call("POST", "im/v1/chats?user_id_type=open_id&uuid=group-1", {
      name: "表彰群",
      user_id_list: [li.openId],
    });

  const first = await create();
  const again = await create();
  const han = bed.emulator.lark.people.add({ name: "韩梅梅" });
  const added = await bed.call(
    "POST",
    `im/v1/chats/${first.json.data.chat_id}/members?member_id_type=open_id`,
    {
      id_list: [han.openId, "ou_nobody"],
    },
  );
  const members = await bed.call("GET", `im/v1/chats/${first.json.data.chat_id}/members`);

  expect(again.json.data.chat_id).toBe(first.json.data.chat_id);
  expect(added.json.data.invalid_id_list).toEqual(["ou_nobody"]);
  expect(members.json.data.items.map((item: { name: string }) => item.name)).toEqual(["李雷", "韩梅梅"]);
});

test.each<[string, Buffer | undefined, number]>([
  ["an empty file", Buffer.alloc(0), 234010],
  ["a file that is no picture", Buffer.from("hello, this is text"), 234011],
  ["a picture above 10 MB", Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 234006],
  [
    "a picture of too many pixels",
    Buffer.from("89504e470d0a1a0a0000000d4948445200002ee100000001", "hex"),
    234039,
  ],
  ["no file", undefined, 234001],
])("%s is refused as a picture", async (_what, bytes, code) => {
  const bed = createBed();
  const form = new FormData();
  form.append("image_type", "message");
  if (bytes) form.append("image", new Blob([new Uint8Array(bytes)]), "x.png");

  const response = await bed.emulator.app.request("/emulator/open-apis/im/v1/images", {
    method: "POST",
    headers: { Authorization: `Bearer ${await bed.token()}` },
    body: form,
  });

  expect((await response.json()) as object).toMatchObject({ code });
});
