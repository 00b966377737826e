import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "#emulator/emulator";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { LARK } from "./test-bed.ts";

let folder: TestDirectory;

beforeAll(async () => {
  folder = await testDirectory();
  await mkdir(join(folder.path, "page", "assets"), { recursive: true });
  await writeFile(join(folder.path, "page", "index.html"), "<!doctype html><title>星评</title>");
  await writeFile(join(folder.path, "page", "assets", "index-1a2b.js"), "export {};");
  await writeFile(join(folder.path, "secret.json"), "{}");
});
afterAll(() => folder.remove());

const open = (pageFolder: string) => createEmulator({ lark: LARK, pageFolder });

describe("the page's files", () => {
  it("stand below the emulator and at the front door, with a policy that lets nothing in from elsewhere", async () => {
    const emulator = open(join(folder.path, "page"));

    const front = await emulator.frontPage();
    const below = await emulator.app.request("/emulator/page/");

    expect(await front.text()).toBe(await below.text());
    expect(front.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(front.headers.get("cache-control")).toBe("no-cache");
    const policy = front.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it("are kept for ever when their name changes with their contents", async () => {
    const script = await open(join(folder.path, "page")).app.request("/emulator/page/assets/index-1a2b.js");

    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it.each(["../secret.json", "%2e%2e/secret.json", "..%2fsecret.json", "assets/none.js", "assets", ".env"])(
    "are all that can be read: %s is not found",
    async (name) => {
      const answer = await open(join(folder.path, "page")).app.request(`/emulator/page/${name}`);

      expect(answer.status).toBe(404);
    },
  );

  it("are missed in one plain sentence that says how to make them", async () => {
    const answer = await open(folder.path).frontPage();

    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe(
      "The chat page has not been built: run `npm run build` and start again.\n",
    );
  });
});
