import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { builtPage } from "../support/page-build.ts";
import { runCli, startCli, type CliProcess, type Ended } from "../support/run-cli.ts";

// The demo makes a database and lives a whole day: minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let folder: TestDirectory;
let demo: CliProcess;
let url: string;

beforeAll(async () => {
  folder = await testDirectory();
  await builtPage();
  demo = startCli([], { program: "demo", environment: {}, folder: folder.path });
  url = await demo.url;
});
afterAll(async () => {
  await demo.stop("SIGKILL");
  await folder.remove();
});

const runDemo = (environment: Record<string, string>): Promise<Ended> =>
  runCli([], { program: "demo", environment, folder: folder.path });

describe("the demo", () => {
  it("stays up after its day: the program and the emulator answer on one port", async () => {
    const health = await fetch(`${url}/healthz`);
    const messages = await fetch(`${url}/emulator/api/messages`);
    const page = await fetch(`${url}/metrics`);

    expect([health.status, messages.status, page.status]).toEqual([200, 200, 200]);
    expect(await health.json()).toEqual({ status: "ok" });
    expect(JSON.stringify(await messages.json())).toContain("质检任务 1/");
    expect(await page.text()).toMatch(/xingping_outbox_messages\{state="sent"\} [1-9]/);
  });

  it("has the chat page at its address, with all the files that it asks for", async () => {
    const page = await fetch(url);
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    const answers = await Promise.all(files.map((file) => fetch(`${url}${file}`)));

    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(files.join(" ")).toMatch(/\.js .*\.css/);
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
  });

  it("refuses to begin anew on top of one that runs", async () => {
    const second = await runDemo({});

    expect(second).toMatchObject({ code: 1, out: "" });
    expect(second.err).toMatch(
      new RegExp(`^The demo cannot go on: another demo \\(process ${demo.pid}\\) lives in`),
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("ends on Ctrl-C, with 0, and leaves nothing behind that answers", async () => {
    const ended = await demo.stop("SIGINT");

    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("has told the day, scene by scene", async () => {
    const { out } = await demo.ended;

    const scenes = [
      /^09:00 {2}9 people and 15 conversations came in\.$/m,
      /^09:10 {2}Draw D\d{8}: 6 conversations, one of each agent\. Seed promise [0-9a-f]{12}…$/m,
      /^ {7}Drawn again from what is stored: the same conversations\.$/m,
      /^10:30 {2}林芳 has \d cards\.$/m,
      /^ {7}林芳 pressed 提交 on 质检任务 1\/\d: \S+ \(\d+ ms\)$/m,
      /^16:30 {2}何军 reads: \S+/m,
      /^18:10 {2}沈经理 reads: \S+/m,
      /^ {7}5 agents were told their result in private\. Limits broken: 0\.$/m,
      /^Xingping is running at http:\/\/localhost:\d+\. Three things to try/m,
      /^Ctrl-C ends it\.$/m,
    ];
    for (const scene of scenes) expect(out).toMatch(scene);
    const places = scenes.map((scene) => out.search(scene));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("says plainly that its port is taken, and ends with 1", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    const ended = await runDemo({ PORT: String(port) });
    other.close();

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toBe(
      `The demo cannot go on: Port ${port} is taken by another program: stop it, or choose another port with PORT=${port + 1}.\n`,
    );
  });

  it("ends with 0 when Ctrl-C comes in the middle of its day", async () => {
    const early = startCli([], { program: "demo", environment: {}, folder: folder.path });
    await early.printed(/^09:00/m);

    const ended = await early.stop("SIGINT");

    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(ended.out).not.toContain("Ctrl-C ends it.");
  });
});
