import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#main/config";
import { PRESETS } from "#policy/presets";
import { parse } from "yaml";
import { runCollecting, type Ran } from "../support/command-room.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { jsonOf } from "../support/run-cli.ts";

const OWN = 'extends: standard\nname: ours\nversion: "2026.1"\neffectiveFrom: "2026-12-01"\n';

let folder: TestDirectory;

beforeAll(async () => {
  folder = await testDirectory();
});
afterAll(() => folder.remove());

const run = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> =>
  runCollecting(args, { folder: folder.path, config: () => readConfig(environment) });

describe("xingping policy lint", () => {
  it.each(PRESETS)("has no error to name in the preset %s", async (preset) => {
    const ran = await run(["policy", "lint", preset, "--json"]);

    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(ran)).toMatchObject({ errors: 0 });
  });

  it("has nothing to say against a policy of one's own that only extends", async () => {
    await folder.write("good.yaml", OWN);

    const ran = await run(["policy", "lint", "good.yaml"]);

    expect(ran).toMatchObject({ code: 0, err: "" });
  });

  it("names each contradiction with its path, and ends with 1", async () => {
    await folder.write("torn.yaml", `${OWN}day: {drawAt: "18:30"}\n`);

    const inWords = await run(["policy", "lint", "torn.yaml"]);
    const asJson = await run(["policy", "lint", "torn.yaml", "--json"]);

    expect([inWords.code, asJson.code]).toEqual([1, 1]);
    expect(inWords.out).toMatch(/^error {2}\S+: is .* not after day\.drawAt \(18:30\)/m);
    expect(jsonOf(asJson)["findings"]).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  it.each([
    ["sampling: {perAgent: many}\n", /^sampling\.perAgent: "many" is refused; /],
    ["colour: red\n", /^colour: "red" is no setting; /],
    ["sampling: [\n", /^Line \d+ is no YAML: /],
  ])("says what is broken in %j, and ends with 1", async (line, words) => {
    await folder.write("broken.yaml", OWN + line);

    const ran = await run(["policy", "lint", "broken.yaml"]);

    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toMatch(words);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it("answers as JSON what breaks the schema as findings, with the sentences beside them", async () => {
    await folder.write("broken.yaml", 'extends: standard\nname: 7\nday: {drawAt: "9"}\n');
    await folder.write("unversioned.yaml", "name: ours\n");
    await folder.write("none-at-all.yaml", "day: [\n");

    const broken = await run(["policy", "lint", "broken.yaml", "--json"]);
    const unversioned = await run(["policy", "lint", "unversioned.yaml", "--json"]);
    const noYaml = await run(["policy", "lint", "none-at-all.yaml", "--json"]);

    expect([broken.code, unversioned.code, noYaml.code]).toEqual([1, 1, 1]);
    expect(jsonOf(broken)).toEqual({
      findings: [
        { level: "error", path: "name", message: "7 is refused; write a text in quotes." },
        { level: "error", path: "day.drawAt", message: expect.stringMatching(/^"9" is refused; /) },
      ],
      errors: 2,
    });
    expect(broken.err).toContain("name: 7 is refused; write a text in quotes.\n");
    expect(jsonOf(unversioned)["findings"]).toContainEqual({
      level: "error",
      path: "version",
      message: "is missing; write a text in quotes.",
    });
    expect(jsonOf(noYaml)).toMatchObject({ errors: 1, findings: [{ path: "" }] });
  });

  it("says that a file is not there, as JSON too", async () => {
    const inWords = await run(["policy", "lint", "none.yaml"]);
    const asJson = await run(["policy", "lint", "none.yaml", "--json"]);

    const words = expect.stringContaining("none.yaml cannot be read; check the path");
    expect(inWords).toEqual({ code: 1, out: "", err: words });
    expect(asJson).toMatchObject({ code: 1, err: words });
    expect(jsonOf(asJson)).toEqual({ error: { code: "policy-invalid", message: words } });
  });
});

describe("xingping policy show", () => {
  it.each(PRESETS)(
    "shows the policy in force, %s, with what it inherits, as YAML and as JSON",
    async (name) => {
      const yaml = await run(["policy", "show"], { POLICY: name });
      const json = await run(["policy", "show", "--json"], { POLICY: name });

      expect([yaml.code, json.code]).toEqual([0, 0]);
      expect(jsonOf(json)).toMatchObject({ name });
      expect(parse(yaml.out)).toMatchObject({ name, sampling: jsonOf(json)["sampling"] });
    },
  );

  it("refuses a policy that nobody knows", async () => {
    const ran = await run(["policy", "show"], { POLICY: "secret" });

    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toContain('"secret" is no policy; choose one of');
  });
});
