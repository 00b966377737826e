import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { groupBy } from "#domain/group-by";
import { eventually } from "../support/eventually.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { builtPage } from "../support/page-build.ts";
import { jsonOf, runCli, startCli, type CliProcess, type Ended } from "../support/run-cli.ts";

// The demo makes a database and lives two weeks: minutes on a busy machine.
const LONG_MILLISECONDS = 600_000;
vi.setConfig({ testTimeout: LONG_MILLISECONDS, hookTimeout: LONG_MILLISECONDS });

type Row = Readonly<Record<string, unknown>>;
type Message = {
  readonly messageId: string;
  readonly sender: string;
  readonly msgType: string;
  readonly content: unknown;
};

let folder: TestDirectory;
let demo: CliProcess;
let url: string;

beforeAll(async () => {
  folder = await testDirectory();
  await builtPage();
  demo = startDemo([]);
  url = await demo.url;
});
afterAll(async () => {
  await demo.stop("SIGKILL");
  await folder.remove();
});

const startDemo = (args: readonly string[], environment: Record<string, string> = {}): CliProcess =>
  startCli(args, { program: "demo", environment, folder: folder.path });
const runDemo = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  runCli(args, { program: "demo", environment, folder: folder.path });
/** A command on the demo's data, which the running demo carries out. */
const command = (...args: readonly string[]): Promise<Ended> =>
  runCli(args, { environment: { DATA_DIR: join(folder.path, ".data", "demo") }, folder: folder.path });

async function exported(what: string): Promise<readonly Row[]> {
  const { code, out, err } = await command("export", what, "--format", "jsonl");
  expect([code, err]).toEqual([0, ""]);
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

async function seen<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(`${url}${path}`)).json()) as Answer;
}

const messages = (): Promise<readonly Message[]> => seen("/emulator/api/messages");
const titleOf = ({ content }: Message): string =>
  (content as { header?: { title?: { content?: string } } }).header?.title?.content ?? "";

describe("the first start of the demo", () => {
  it("answers on one port, program and emulator, at the visitor's 09:12 of a working day", async () => {
    const health = await fetch(`${url}/healthz`);
    const { now } = await seen<{ now: string }>("/emulator/clock");

    expect(await health.json()).toEqual({ status: "ok" });
    expect(now).toMatch(/T01:1[2-9]:/);
  });

  it("has the chat page at its address, with all the files that it asks for", async () => {
    const page = await fetch(url);
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    const answers = await Promise.all(files.map((file) => fetch(`${url}${file}`)));

    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(files.join(" ")).toMatch(/\.js .*\.css/);
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
  });

  it("has told what it did, day by day, and three things to try", async () => {
    const out = (await demo.printed(/^Ctrl-C ends it/m)).input;

    expect(out).toMatch(/^Preparing the demo: .*\n12 people are here/);
    expect(out.match(/^\d{4}-\d\d-\d\d \w{3} {2}\d drawn, the same when drawn again/gm)).toHaveLength(10);
    for (const word of ["skipped", "handed over", "corrected", "overdue list", "caught up"])
      expect(out).toContain(word);
    expect(out).toMatch(/^ {2}1\. .+\n {5}.+\n {2}2\. .+\n {5}.+\n {2}3\. /m);
  });

  it("shows the page the same things to try, each with a person that the emulator knows", async () => {
    const tries =
      await seen<{ title: { en: string }; steps: { zh: string }; person: string }[]>("/emulator/api/tries");
    const people = await seen<{ openId: string; title?: string }[]>("/emulator/api/people");

    expect(tries).toHaveLength(3);
    expect(people).toHaveLength(12);
    expect(people.every(({ title }) => title !== undefined)).toBe(true);
    const known = people.map(({ openId }) => openId);
    for (const { person, title, steps } of tries) {
      expect(known).toContain(person);
      expect((await demo.printed(/^Ctrl-C ends it/m)).input).toContain(title.en);
      expect(steps.zh).toMatch(/\p{Script=Han}{4}/u);
    }
  });

  it("has a chat for each group, with the bot inside, and words in them", async () => {
    const chats =
      await seen<{ chatId: string; kind: string; name: string; botInside: boolean }[]>("/emulator/api/chats");
    const groups = chats.filter(({ kind }) => kind === "group");

    expect(groups.map(({ name, botInside }) => [name, botInside])).toEqual([
      ["日班服务群", true],
      ["夜班服务群", true],
    ]);
    for (const { chatId } of groups)
      expect(await seen<Message[]>(`/emulator/api/messages?chat=${chatId}`)).not.toEqual([]);
  });

  it("has at least eighty conversations in two languages, their telephone numbers masked", async () => {
    const contacts = await exported("contacts");
    const texts = contacts.map(({ conversation }) => String(conversation));

    expect(contacts.length).toBeGreaterThanOrEqual(80);
    expect(new Set(texts).size).toBe(contacts.length);
    expect(texts.filter((text) => !/\p{Script=Han}{2}/u.test(text)).length).toBeGreaterThanOrEqual(8);
    expect(texts.join("\n")).toContain("138****0957");
    expect(texts.join("\n")).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it("has drawn on ten working days and this morning, and every draw can be checked", async () => {
    const draws = await exported("draws");
    const checks = [];
    for (const { id } of draws) checks.push(jsonOf(await command("draw", "verify", String(id), "--json")));

    expect(draws).toHaveLength(11);
    expect(draws.every(({ selectedCount }) => Number(selectedCount) >= 5)).toBe(true);
    expect(checks.map(({ isValid }) => isValid)).toEqual(draws.map(() => true));
  });

  it("has scores of three hands that differ, each with a comment, and one correction", async () => {
    const evaluations = await exported("evaluations");
    const corrected = evaluations.filter(({ revision }) => revision === 2);
    const byScorer = groupBy(evaluations, ({ scorer }) => String(scorer));
    const meanOf = (scorer: string): number => {
      const scores = byScorer.get(scorer)!.map(({ ruledScore }) => Number(ruledScore));
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    };

    expect(evaluations.length).toBeGreaterThanOrEqual(50);
    expect(evaluations.every(({ comment }) => String(comment).length >= 8)).toBe(true);
    expect([...byScorer.keys()].sort()).toEqual(["2001", "2002", "2003"]);
    expect(meanOf("2001")).toBeGreaterThan(meanOf("2002") + 3);
    expect(corrected).toHaveLength(1);
    expect(evaluations.filter(({ isCurrent }) => isCurrent === false)).toHaveLength(1);
  });

  it("has one skipped card, one that was handed over, and one overdue beside those of today", async () => {
    const tasks = await exported("tasks");
    const today = String(
      tasks
        .map(({ localDate }) => localDate)
        .sort()
        .at(-1),
    );
    const of = (state: string) => tasks.filter((task) => task["state"] === state);
    const open = of("open");

    expect(of("skipped").map(({ closedReason }) => String(closedReason))).toEqual([
      expect.stringContaining(" · "),
    ]);
    expect(tasks.filter(({ handOvers }) => Number(handOvers) > 0)).toHaveLength(1);
    expect(open.filter(({ localDate }) => localDate !== today)).toHaveLength(1);
    expect(open.filter(({ localDate }) => localDate === today).length).toBeGreaterThanOrEqual(6);
    expect(tasks.filter(({ localDate }) => localDate === today)).toHaveLength(
      open.filter(({ localDate }) => localDate === today).length,
    );
  });

  it("has reminded, listed what is overdue every evening, answered typed words, and broken no limit", async () => {
    const manager = await seen<Message[]>("/emulator/api/messages?person=ou_demo_3001&sender=bot");
    const scorer = await seen<Message[]>("/emulator/api/messages?person=ou_demo_2002&sender=bot");
    const agent = await seen<Message[]>("/emulator/api/messages?person=ou_demo_1002&sender=bot");

    const lists = manager.map(titleOf).filter((title) => /逾期|全部完成/.test(title));
    expect(lists).toHaveLength(10);
    expect(lists.at(-1)).toBe("逾期质检任务 1 个");
    expect(scorer.map(titleOf).filter((title) => title === "质检提醒").length).toBeGreaterThanOrEqual(2);
    expect(agent.map(titleOf).some((title) => title.startsWith("我的成绩"))).toBe(true);
    expect(agent.map(titleOf).filter((title) => title.startsWith("质检结果")).length).toBeGreaterThanOrEqual(
      4,
    );
    const violations = await seen<{ kind: string }[]>("/emulator/api/violations");
    // How soon something is answered is the machine's.
    expect(violations.filter(({ kind }) => !kind.endsWith("-late"))).toEqual([]);
  });

  it("has a month that is ready to be closed, in which all cannot be told apart and the best mean is a newcomer's", async () => {
    const { now } = await seen<{ now: string }>("/emulator/clock");
    const month = new Date(Date.parse(now) - 10 * 24 * 3_600_000).toISOString().slice(0, 7);

    const { out } = await command("board", "--month", month, "--json");
    const { rows } = JSON.parse(out.trim().split("\n").at(-1)!) as {
      rows: { person: string; n: number; raw: number; group: number | null }[];
    };

    const newcomer = rows.find(({ person }) => person === "1005")!;
    expect(newcomer).toMatchObject({ n: 3, group: null });
    expect(rows.every(({ raw }) => raw <= newcomer.raw)).toBe(true);
    const ranked = rows.filter(({ person }) => person !== "1005");
    expect(ranked.map(({ group }) => group)).toEqual(ranked.map(() => 1));
    const titles = (await messages()).map(titleOf);
    expect(titles).toContain(`${month} 请月结`);
    expect(titles).toContain("群已绑定");
  });

  it("has a twin idea, two people who named each other, points, and people who may be named", async () => {
    const ideas = await exported("ideas");
    const nominations = await exported("nominations");
    const points = await exported("points");

    expect(ideas.map(({ state }) => state)).toEqual(["adopted", "reviewing", "reviewing"]);
    const pairs = nominations.map(({ nominator, nominee }) => [nominator, nominee]);
    for (const pair of [
      ["1001", "1002"],
      ["1002", "1001"],
      ["1004", "1003"],
      ["1007", "1008"],
    ])
      expect(pairs).toContainEqual(pair);
    expect(points.map(({ person, amount }) => [person, amount])).toEqual([["1002", 10]]);
    const audit = await exported("audit");
    expect(audit.filter(({ did }) => did === "answer-consent")).toHaveLength(4);
  });

  it("refuses to begin on top of one that runs", async () => {
    for (const args of [[], ["--reset"]]) {
      const second = await runDemo(args);

      expect(second).toMatchObject({ code: 1, out: "" });
      expect(second.err).toContain(`another demo (process ${demo.pid}) lives in`);
    }
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe("a later start", () => {
  let before: readonly Message[];
  let sent: number;
  const sentMessages = async (): Promise<number> =>
    Number(
      /xingping_outbox_messages\{state="sent"\} (\d+)/.exec(
        await (await fetch(`${url}/metrics`)).text(),
      )?.[1],
    );

  it("comes after a Ctrl-C that ended the first one with 0", async () => {
    [before, sent] = [await messages(), await sentMessages()];

    const ended = await demo.stop("SIGINT");

    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("keeps everything, sends nothing again, and goes on at the same moment of the same morning", async () => {
    demo = startDemo([]);
    url = await demo.url;

    expect((await demo.printed(/^Ctrl-C ends it/m)).input).toMatch(/^Going on where the demo was left/);
    expect(await messages()).toEqual(before);
    expect(await sentMessages()).toBe(sent);
    expect((await seen<{ now: string }>("/emulator/clock")).now).toMatch(/T01:[1-5]\d:/);
  });

  it("lets cards of the first one be pressed", async () => {
    const cards = await seen<Message[]>("/emulator/api/messages?person=ou_demo_2002&sender=bot");
    const open = cards.findLast((card) => JSON.stringify(card.content).includes("score.ask-skip"))!;

    const pressed = await fetch(`${url}/emulator/api/press`, {
      method: "POST",
      body: JSON.stringify({ person: "ou_demo_2002", messageId: open.messageId, text: "跳过" }),
    });

    expect(await pressed.json()).toMatchObject({ status: 200, cardReplaced: true });
  });

  it("has lost nothing of what was said a second before a kill", async () => {
    await fetch(`${url}/emulator/api/type`, {
      method: "POST",
      body: JSON.stringify({ person: "ou_demo_1004", text: "我的成绩" }),
    });
    const hasAnswer = async (): Promise<boolean> => {
      const text = await readFile(join(folder.path, ".data", "demo", "emulator.json"), "utf8");
      const { lark } = JSON.parse(text) as { lark: { messages: { receiver?: string; sender: string }[] } };
      const chat = lark.messages.filter(({ receiver }) => receiver === "ou_demo_1004");
      return chat.at(-1)?.sender === "bot" && chat.at(-2)?.sender === "ou_demo_1004";
    };
    await eventually(hasAnswer, { withinMilliseconds: 60_000 });
    const told = await messages();
    await demo.stop("SIGKILL");

    demo = startDemo([]);
    url = await demo.url;

    expect(await messages()).toEqual(told);
    expect(told.length).toBe(before.length + 2);
  });

  it("says plainly that its port is taken, and what to do", async () => {
    await demo.stop("SIGINT");
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    const ended = await runDemo([], { PORT: String(port) });
    other.close();

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toBe(
      `The demo cannot go on: Port ${port} is taken by another program: stop it, or choose another port with PORT=${port + 1} npm run demo.\n`,
    );
  });

  it("says what to do when what was kept is broken, and deletes nothing", async () => {
    const data = join(folder.path, "broken");
    await mkdir(join(data, "demo"), { recursive: true });
    await writeFile(join(data, "demo", "emulator.json"), "half of it");

    const ended = await runDemo([], { DATA_DIR: data });

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toMatch(/is broken or of another version: begin anew with npm run demo -- --reset$/m);
    expect(await readFile(join(data, "demo", "emulator.json"), "utf8")).toBe("half of it");
  });
});

describe("--reset", () => {
  it("begins anew, and Ctrl-C in the middle of the two weeks ends with 0", async () => {
    const anew = startDemo(["--reset"], { LANG: "zh_CN.UTF-8" });
    await anew.printed(/^12 人到岗/m);

    const ended = await anew.stop("SIGINT");

    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(ended.out).toMatch(/^正在准备演示/);
    expect(ended.out).not.toContain("Ctrl-C 结束");
  });

  it("leaves no half-lived demo: the next start begins anew by itself", async () => {
    const next = startDemo([]);
    await next.printed(/^12 people are here/m);

    const ended = await next.stop("SIGINT");

    expect(ended).toMatchObject({ code: 0, err: "" });
    expect(ended.out).toMatch(/^The last preparation was broken off; this one begins anew\.\nPreparing/);
  });
});
