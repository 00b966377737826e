import { expect, test } from "vitest";
import { DEMO_USAGE, parseDemoArguments } from "#main/demo-arguments";
import { runCli } from "./support/run-cli.ts";
import { testDirectory } from "./support/files.ts";

test.each([
  [[], { kind: "run", isReset: false }],
  [["--reset"], { kind: "run", isReset: true }],
  [["--help"], { kind: "help" }],
  [["-h", "--reset"], { kind: "help" }],
  [["--rest"], null],
  [["reset"], null],
  [["--reset=yes"], null],
])("the demo reads %j as %j", (args, order) => {
  expect(parseDemoArguments(args)).toEqual(order);
});

test("the demo refuses what it does not know with its usage, starts nothing and ends with 2", async () => {
  const folder = await testDirectory();

  const ended = await runCli(["--rest"], { program: "demo", environment: {}, folder: folder.path });
  await folder.remove();

  expect(ended).toEqual({ code: 2, signal: null, out: "", err: DEMO_USAGE });
});

test("the demo's help goes to standard output and ends with 0", async () => {
  const folder = await testDirectory();

  const ended = await runCli(["--help"], { program: "demo", environment: {}, folder: folder.path });
  await folder.remove();

  expect(ended).toEqual({ code: 0, signal: null, out: DEMO_USAGE, err: "" });
});
