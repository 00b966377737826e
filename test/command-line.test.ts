import { describe, expect, it } from "vitest";
import { AppError } from "#domain/error";
import { ConfigError } from "#main/config";
import { runCollecting } from "./support/command-room.ts";
import { jsonOf } from "./support/run-cli.ts";

const COMMANDS = [
  "",
  "server",
  "worker",
  "migrate",
  "import",
  "import people",
  "import contacts",
  "draw",
  "draw verify",
  "export",
  "policy",
  "policy lint",
  "policy show",
  "setup",
  "setup lark",
];

describe("the command line", () => {
  it.each(COMMANDS)("explains `%s` with --help and does nothing", async (command) => {
    const ran = await runCollecting([...command.split(" ").filter(Boolean), "--help"]);

    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toMatch(new RegExp(`^Usage: xingping ?${command}`));
    expect(ran.out).toContain("--help");
  });

  it("lists in its help every command that has a help of its own", async () => {
    const { out } = await runCollecting(["--help"]);

    const listed = out.slice(out.indexOf("Commands:"));
    const names = new Set(COMMANDS.map((command) => command.split(" ")[0]!).filter(Boolean));
    for (const name of names) expect(listed).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
  });

  it.each([
    [[], "Usage: xingping"],
    [["dance"], "unknown command 'dance'"],
    [["import"], "Usage: xingping import"],
    [["import", "people"], "missing required argument 'file'"],
    [["import", "people", "a.csv", "b.csv"], "too many arguments"],
    [["import", "contacts", "a.csv", "--mop", "m.yaml"], "unknown option '--mop'"],
    [["draw", "--date", "tomorrow"], "Write it as 2026-11-23."],
    [["draw", "--date", "2026-02-30"], "Write it as 2026-11-23."],
    [["draw", "--date", "2026-11-2"], "Write it as 2026-11-23."],
    [["draw", "verify"], "missing required argument 'id'"],
    [["export"], "missing required argument 'what'"],
    [["export", "secrets"], "Allowed choices are people, contacts, draws"],
    [["export", "people", "--format", "pdf"], "Allowed choices are csv, jsonl, xlsx"],
    [["export", "people", "--month", "2026-13"], "Write it as 2026-11."],
    [["policy", "lint"], "missing required argument 'file'"],
    [["setup", "lark", "--domain", "example.com"], "Allowed choices are feishu, larksuite"],
    [["setup", "lark", "--language", "fr"], "Allowed choices are zh, en"],
    [["server", "--worker=3"], "unknown option '--worker=3'"],
  ])("answers wrong use %j with exit code 2 and what is wrong", async (args, words) => {
    const ran = await runCollecting(args);

    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(words);
  });

  it.each([
    [new Error("a bug"), "Something failed: a bug\n"],
    [
      Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT", path: "/gone/out.csv" }),
      "/gone/out.csv cannot be opened: the folder or file does not exist; correct the name.\n",
    ],
    [
      new Error(
        "Invalid invocation:\n\n\nRaw query failed. Message: `Can't reach database server at db:5432`",
      ),
      "PostgreSQL cannot be reached at db:5432: start it, or correct DATABASE_URL.\n",
    ],
    [
      new Error('Raw query failed. Code: `28P01`. Message: `password authentication failed for user "x"`'),
      'PostgreSQL refuses (password authentication failed for user "x"): correct DATABASE_URL.\n',
    ],
    [new Error("Invalid invocation of SELECT 'private words'\n\n\nit broke"), "Something failed: it broke\n"],
  ])("says %s in one line, with exit code 1", async (failure, line) => {
    const ran = await runCollecting(["draw"], { withProgram: () => Promise.reject(failure) });

    expect(ran).toEqual({ code: 1, out: "", err: line });
  });

  it.each([
    [new Error("a bug"), "failed", "Something failed: a bug"],
    [new AppError("not-found", "There is no draw D1."), "not-found", "There is no draw D1."],
    [
      new ConfigError("PORT must be a number."),
      "setting-missing",
      "xingping cannot start:\nPORT must be a number.",
    ],
  ])("prints %s with --json as one object more", async (failure, code, message) => {
    const ran = await runCollecting(["draw", "verify", "D1", "--json"], {
      withProgram: () => Promise.reject(failure),
    });

    expect(ran).toMatchObject({ code: 1, err: `${message}\n` });
    expect(jsonOf(ran)).toEqual({ error: { code, message } });
  });

  it.each([
    [["draw", "--date", "tomorrow", "--json"], expect.stringContaining("Write it as 2026-11-23.")],
    [["dance", "--json"], expect.stringMatching(/^unknown (command|option)/)],
    [["import", "--json"], "unknown option '--json'"],
    [["export", "people", "--format", "xlsx", "--json"], expect.stringContaining("--output FILE.xlsx")],
  ])("prints the wrong use %j as one object more", async (args, message) => {
    const ran = await runCollecting(args);

    expect(ran.code).toBe(2);
    expect(ran.err).not.toBe("");
    expect(jsonOf(ran)).toEqual({ error: { code: "wrong-use", message } });
  });
});
