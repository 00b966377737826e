import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTranscriptPage, transcriptPath } from "#http/transcript-page";
import type { Turn } from "#domain/contact";
import { systemClock } from "#time/system-clock";
import { aContact, aPerson } from "../support/builders.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const ISSUED = new Date("2026-11-20T02:00:00Z");
const DAY_MILLISECONDS = 86_400_000;
const TURNS: Turn[] = [
  {
    n: 1,
    role: "customer",
    at: new Date("2026-11-19T02:00:05Z"),
    text: "我的手机 13812345678 <script>alert(1)</script>",
  },
  { n: 2, role: "agent", at: null, text: "第一行\n第二行" },
  { n: 3, role: "system", at: null, text: "会话结束" },
];
const MASKED = TURNS.map((turn) => ({ ...turn, text: turn.text.replace("13812345678", "138****5678") }));

let opened: TestStore;
let contactId: string;
let now = ISSUED;

beforeAll(async () => {
  opened = await openTestStore();
  const { store } = opened;
  const [agent] = await store.people.save([aPerson({ employeeNo: "1001", name: "李雷" })], ISSUED);
  const contact = aContact({ externalId: "C-1", agentId: agent!.id, turns: TURNS, maskedTurns: MASKED });
  await store.contacts.import([contact], ISSUED);
  const [entry] = await store.contacts.frame("2026-11-19", "2026-11-19", 0);
  contactId = entry!.contactIds[0]!;
});
afterAll(() => opened.close());

async function open(path: string, at = ISSUED, scene = "场景:咨询") {
  now = at;
  const page = createTranscriptPage({
    store: opened.store,
    clock: { ...systemClock, now: () => now },
    zone: "Asia/Shanghai",
    signLink: opened.secrets.signLink,
    sceneName: () => scene,
  });
  const answer = await page.request(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const link = (id = contactId): string => transcriptPath(id, ISSUED, opened.secrets.signLink);

describe("the page of a conversation", () => {
  it("calls a masked agent by the alias, and cannot be made to say more", async () => {
    const { store, secrets } = opened;
    const agent = await store.people.byEmployeeNo("1001");
    const turns: Turn[] = [{ n: 1, role: "agent", at: null, text: "工号 1001，我是李雷" }];
    await store.contacts.import([aContact({ externalId: "C-2", agentId: agent!.id, turns })], ISSUED);
    const [said] = await store.awardEvidence.contactsCalled("C-2");
    const masked = transcriptPath(said!, ISSUED, secrets.signLink, "512A");

    const [page, stripped, plain] = [
      await open(masked),
      await open(masked.replace("&alias=512A", "")),
      await open(link(said)),
    ];

    expect(page.text).toContain("工号 512A，我是512A");
    expect(page.text).not.toMatch(/1001|李雷/);
    expect(stripped.status).toBe(403);
    expect(plain.text).toContain("工号 1001，我是李雷");
  });

  it("shows every turn, masked, with its number, role and local time", async () => {
    const page = await open(link());

    expect(page.status).toBe(200);
    expect(page.text).toContain("2026-11-19 10:00 · 场景:咨询");
    expect(page.text).toMatch(
      /<li class="customer" id="turn-1">\s*<span class="who"\s*>1 ·\s*客户 Customer · 10:00<\/span/,
    );
    expect(page.text).toMatch(/<li class="agent" id="turn-2">/);
    expect(page.text).toMatch(/<li class="system" id="turn-3">/);
    expect(page.text).toContain("138****5678");
    expect(page.text).not.toContain("13812345678");
  });

  it("masks a scene that somebody wrote a telephone number into", async () => {
    const page = await open(link(), ISSUED, "回拨 13812345678");

    expect(page.text).toContain("2026-11-19 10:00 · 回拨 138****5678");
    expect(page.text).not.toContain("13812345678");
  });

  it("says nothing of the agent: the scorer must not know whose it is", async () => {
    const page = await open(link());

    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/李雷|1001/);
  });

  it("shows what somebody wrote as text, never as a page", async () => {
    const page = await open(link());

    expect(page.text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page.text).not.toContain("<script>");
  });

  it("is kept by no cache, found by no search, named to no other page", async () => {
    const page = await open(link());

    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.text).toContain('<meta name="robots" content="noindex" />');
    expect(page.text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
  });
});

describe("its link", () => {
  it("lives as long as a card can be pressed: fourteen days", async () => {
    const last = new Date(ISSUED.getTime() + 14 * DAY_MILLISECONDS);

    const [inTime, late] = [await open(link(), last), await open(link(), new Date(last.getTime() + 1))];

    expect([inTime.status, late.status]).toEqual([200, 410]);
    expect(late.text).toContain("链接已过期");
    expect(late.text).not.toContain("138");
  });

  it.each<[string, (path: string) => string]>([
    [
      "a longer life",
      (path) => path.replace(/expires=(\d+)/, (_, seconds) => `expires=${Number(seconds) + 1}`),
    ],
    ["another signature", (path) => path.replace(/signature=./, "signature=!")],
    ["half a signature", (path) => path.slice(0, -5)],
    ["no signature", (path) => path.replace(/&signature=.*/, "")],
    ["nothing at all", (path) => path.replace(/\?.*/, "")],
    ["another conversation", (path) => path.replace(/contacts\/..../, "contacts/ffff")],
  ])("is refused with %s", async (_, change) => {
    const page = await open(change(link()));

    expect(page.status).toBe(403);
    expect(page.text).toContain("链接无效");
    expect(page.text).not.toContain("138");
  });

  it("says that a conversation is gone", async () => {
    const page = await open(link("018f0000-0000-7000-8000-000000000000"));

    expect(page.status).toBe(404);
    expect(page.text).toContain("没有这个会话");
  });
});
