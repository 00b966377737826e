import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { certificateFilePath, createCertificatePage } from "#http/certificate-page";
import type { CertificateView } from "#domain/certificate-view";
import { loadPolicy } from "#policy/load";
import { canonicalPolicy, type Policy } from "#policy/policy";
import type { PictureMaker } from "#ports/pictures";
import { systemClock } from "#time/system-clock";
import { aPerson } from "../support/builders.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const POSTED = new Date("2026-11-05T02:00:00Z");
const DAY_MILLISECONDS = 86_400_000;
const PERSONS = "XP-202610-7K3M9QAB";
const TEAMS = "XP-202610-7K3M9QAC";
const NOT_POSTED = "XP-202610-7K3M9QAD";
const UNKNOWN = "XP-202610-ZZZZZZZZ";

let opened: TestStore;
let policy: Policy;
let now: Date;
let drawn: CertificateView[];

beforeAll(async () => {
  opened = await openTestStore();
  const { store, secrets } = opened;
  policy = await loadPolicy("standard");
  const policyId = await store.policies.keep(policy, secrets.sha256(canonicalPolicy(policy)), POSTED);
  const [lei, mei] = await store.people.save(
    [
      aPerson({ employeeNo: "1001", name: "李雷" }),
      aPerson({ employeeNo: "2001", name: "韩梅梅", roles: ["manager"] }),
    ],
    POSTED,
  );
  const give = async (
    award: string,
    number: string,
    who: { personId?: string; team?: string },
    posted: boolean,
  ) => {
    const { award: open } = await store.awards.open({
      id: secrets.newId(),
      award,
      period: "2026-10",
      policyId,
      announceBy: "2026-11-10",
      shortlistedAt: POSTED,
    });
    await store.awards.addWinners([
      {
        id: secrets.newId(),
        awardId: open.id,
        place: 1,
        personId: who.personId ?? null,
        team: who.team ?? null,
        ideaNumber: null,
        pictureId: null,
        facts: {},
        certificateNumber: number,
        amountFen: 50_000,
        paidMarkedById: null,
        paidMarkedAt: null,
      },
    ]);
    const done = posted
      ? ({ state: "posted", postedAt: POSTED } as const)
      : ({ state: "previewed" } as const);
    await store.awards.change(open, { ...done, decidedById: mei!.id, praise: "独自安抚三位客户 <b>" });
  };
  await give("service-star", PERSONS, { personId: lei!.id }, true);
  await give("team", TEAMS, { team: "热线一组" }, true);
  await give("complaint-expert", NOT_POSTED, { personId: lei!.id }, false);
});
afterAll(() => opened.close());
beforeEach(() => {
  now = POSTED;
  drawn = [];
});

/** It notes what it was asked to draw: drawing has tests of its own. */
const pictures: PictureMaker = {
  board: () => Promise.reject(new Error("no board here")),
  certificate: (view) => Promise.resolve({ bytes: Buffer.from(`png${drawn.push(view)}`), missing: [] }),
  certificatePdf: (view) => Promise.resolve({ bytes: Buffer.from(`pdf${drawn.push(view)}`), missing: [] }),
  close: () => Promise.resolve(),
};

const pageWith = (more: Partial<Policy> = {}, maker = pictures) =>
  createCertificatePage({
    store: opened.store,
    clock: { ...systemClock, now: () => now },
    zone: "Asia/Shanghai",
    policy: { ...policy, ...more },
    signLink: opened.secrets.signLink,
    pictures: maker,
    certificateUrl: (number) => `https://x.example/certificates/${number}`,
    onError: () => undefined,
  });
async function open(path: string, language = "zh-CN", page = pageWith()) {
  const answer = await page.request(path, { headers: { "accept-language": language } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("the page of a certificate", () => {
  it("says that it is valid, for what and when, with a part of the name", async () => {
    const { status, text, headers } = await open(`/certificates/${PERSONS}`);

    expect(status).toBe(200);
    for (const words of ["证书有效", "李*", "服务之星", "2026 年 10 月", "2026 年 11 月 5 日", PERSONS])
      expect(text).toContain(words);
    for (const secret of ["李雷", "安抚", "50000", "1001", "韩"]) expect(text).not.toContain(secret);
    expect(headers.get("cache-control")).toContain("no-store");
  });

  it("speaks English to who asks for it", async () => {
    const { text } = await open(`/certificates/${PERSONS}`, "en-GB,en;q=0.9");

    for (const words of ["This certificate is valid", "Service star", "5 November 2026", 'lang="en"'])
      expect(text).toContain(words);
    expect(text).not.toContain("证书");
  });

  it("shows the whole name, and who gives it, when the policy says so", async () => {
    const publish = {
      ...policy.publish!,
      certificateName: "full" as const,
      organisation: { zh: "客服中心", en: "Service Centre" },
    };

    const { text } = await open(`/certificates/${PERSONS}`, "zh", pageWith({ publish }));

    expect(text).toContain("李雷");
    expect(text).toContain("客服中心");
    expect(text).not.toContain("只显示一部分");
  });

  it("names a team as it is", async () => {
    expect((await open(`/certificates/${TEAMS}`)).text).toContain("热线一组");
  });

  it.each(["xp-202610-7k3m9qab", "XP2026107K3M9QAB", "%20XP-202610-7K3M9QAB"])(
    "knows a number however it is typed: %s",
    async (typed) => {
      expect((await open(`/certificates/${typed}`)).status).toBe(200);
    },
  );

  it.each([UNKNOWN, NOT_POSTED, "1", "%00", "<script>alert(1)</script>", "x".repeat(3_000)])(
    "says plainly that there is none with the number %s",
    async (number) => {
      const { status, text } = await open(`/certificates/${encodeURIComponent(number)}`);

      expect(status).toBe(404);
      expect(text).toContain("没有这张证书");
      expect(text).not.toContain("alert(1)");
    },
  );

  it("lets nobody guess for long, and takes them again after a minute", async () => {
    const page = pageWith();
    for (let guess = 0; guess < 30; guess += 1)
      expect((await open(`/certificates/${UNKNOWN}`, "zh", page)).status).toBe(404);

    const refused = await open(`/certificates/${PERSONS}`, "zh", page);
    now = new Date(POSTED.getTime() + 61_000);
    const later = await open(`/certificates/${PERSONS}`, "zh", page);

    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(refused.text).toContain("请一分钟后再试");
    expect(later.status).toBe(200);
  });
});

describe("the certificate itself", () => {
  const link = (number: string, file: "png" | "pdf" = "pdf"): string =>
    certificateFilePath(number, file, POSTED, opened.secrets.signLink);

  it.each([
    ["png", "image/png"],
    ["pdf", "application/pdf"],
  ] as const)("opens as %s by its signed link, in the winner's language", async (file, type) => {
    const { status, headers, text } = await open(link(PERSONS, file), "en");

    expect({ status, text, type: headers.get("content-type") }).toEqual({
      status: 200,
      text: `${file}1`,
      type,
    });
    expect(drawn).toEqual([
      {
        language: "zh",
        name: "李雷",
        awardName: "服务之星",
        periodText: "2026 年 10 月",
        reasonText: "独自安抚三位客户 <b>",
        organisation: "",
        number: PERSONS,
        issuedOn: "2026 年 11 月 5 日",
        checkUrl: `https://x.example/certificates/${PERSONS}`,
        signatory: "韩梅梅",
      },
    ]);
  });

  it("stays closed without the signature, with another's, and after its time", async () => {
    const other = link(PERSONS).replace(PERSONS, TEAMS);
    const answers = [`/certificates/${PERSONS}.png`, other, `${link(PERSONS)}x`, link(UNKNOWN)];

    expect(await Promise.all(answers.map(async (path) => (await open(path)).status))).toEqual([
      403, 403, 403, 404,
    ]);
    now = new Date(POSTED.getTime() + 15 * DAY_MILLISECONDS);
    const late = await open(link(PERSONS));
    expect(late.status).toBe(410);
    expect(late.text).toContain("链接已过期");
    expect(drawn).toEqual([]);
  });

  it("says that it cannot be opened now when drawing fails", async () => {
    const broken = { ...pictures, certificatePdf: () => Promise.reject(new Error("no memory")) };

    const { status, text } = await open(link(PERSONS), "zh", pageWith({}, broken));

    expect(status).toBe(503);
    expect(text).toContain("请稍后再试");
    expect(text).not.toContain("no memory");
  });
});
