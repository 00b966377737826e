import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { AppError } from "#domain/error";
import { loadPolicy } from "#policy/load";
import { parsePolicy } from "#policy/parse";
import { hotlineWith, presetText } from "./preset-texts.ts";

async function aFile(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "policy-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, "ours.yaml");
  await writeFile(path, text);
  return path;
}

function faultsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "policy-invalid") throw error;
    const faults = error.message.split("\n");
    expect(error.facts["faults"]).toBe(faults.length);
    return faults;
  }
  throw new Error("nothing was refused");
}

describe("loading a policy", () => {
  it("finds a preset by its name", async () => {
    const policy = await loadPolicy("standard");

    expect(policy.name).toBe("standard");
    expect(policy.month?.weights.skill).toBe(30);
  });

  it("reads a file, put over the preset that it extends", async () => {
    const path = await aFile('extends: standard\nname: ours\nversion: "7"\nsampling: { perAgent: 3 }\n');

    const policy = await loadPolicy(path);

    expect(policy).toMatchObject({
      name: "ours",
      version: "7",
      sampling: { perAgent: 3, windowWorkingDays: 5 },
    });
    expect(policy.scorecards[0]?.id).toBe("hotline");
  });

  it("says which presets there are when the name is none", async () => {
    await expect(loadPolicy("moonlight")).rejects.toMatchObject({
      code: "policy-invalid",
      message:
        '"moonlight" is no policy; choose one of standard, service-center, training, hotline, skills, ecommerce, or give the path of a file.',
    });
  });

  it("says that a file cannot be read", async () => {
    await expect(loadPolicy("./nowhere.yaml")).rejects.toThrow(
      "The policy file ./nowhere.yaml cannot be read",
    );
  });
});

describe("a bad policy file", () => {
  it.each([
    ["colour: red", 'colour: "red" is no setting; remove it or correct its name.'],
    ["day: { lunchAt: noon }", 'day.lunchAt: "noon" is no setting; remove it or correct its name.'],
    [
      "day: { drawAt: 9:10 }",
      'day.drawAt: "9:10" is refused; write a time in quotes as "HH:MM", for example "09:10".',
    ],
    [
      'day: { dueAt: "24:00" }',
      'day.dueAt: "24:00" is refused; write a time in quotes as "HH:MM", for example "09:10".',
    ],
    ["zone: Mars/Base", 'zone: "Mars/Base" is refused; write an IANA name, for example "Asia/Shanghai".'],
    ["version: 2", "version: 2 is refused; write a text in quotes."],
    ["sampling: { perAgent: -1 }", "sampling.perAgent: -1 is refused; write at least 0."],
    ["sampling: { perAgent: 1.5 }", "sampling.perAgent: 1.5 is refused; write a whole number."],
    ["sampling: { perAgent: many }", 'sampling.perAgent: "many" is refused; write a number.'],
    ["sampling: { perAgent: null }", "sampling.perAgent: null is refused; write a number."],
    [
      "sampling: { scorers: [boss] }",
      'sampling.scorers[0]: "boss" is refused; choose from agent, supervisor, inspector, trainer, manager, administrator, hr.',
    ],
    ["card: { skipReasons: [] }", "card.skipReasons: [] is refused; write at least 1 in the list."],
    [
      'calendar: { holidays: ["2026-02-30"] }',
      'calendar.holidays[0]: "2026-02-30" is refused; write a real date as YYYY-MM-DD, for example "2026-10-01".',
    ],
    ["awards: [{ id: star }]", "awards[star].name is missing; write a block of settings."],
    [
      "scorecards: [{ id: hotline, sections: [{ id: need, items: [{ id: listening, max: 0 }] }] }]",
      "scorecards[hotline].sections[need].items[listening].max: 0 is refused; write a number above min, which is 0.",
    ],
    [
      "scorecards: [{ id: hotline, sections: [{ id: need, items: [{ id: record, critical: { rule: boom } }] }] }]",
      'scorecards[hotline].sections[need].items[record].critical.rule: "boom" is refused; write {rule: zero}, {rule: flag} or {rule: cap, cap: 60}.',
    ],
  ])("with %s is refused with path, value and remedy", (yamlText, expected) => {
    const faults = faultsOf(() => hotlineWith(yamlText));

    expect(faults).toContain(expected);
  });

  it("is told how to write a condition", () => {
    const yamlText =
      "scorecards: [{ id: hotline, sections: [{ id: need, items: [{ id: record, when: { channel: voice } }] }] }]";

    const [fault] = faultsOf(() => hotlineWith(yamlText));

    expect(fault).toMatch(
      /^scorecards\[hotline\]\.sections\[need\]\.items\[record\]\.when: \{"channel":"voice"\} is refused/,
    );
    expect(fault).toContain("channel: [voice]");
  });

  it("is told how many labels a scale needs", () => {
    const yamlText =
      "scorecards: [{ id: hotline, sections: [{ id: need, items: [{ id: record, max: 3 }] }] }]";

    const [fault] = faultsOf(() => hotlineWith(yamlText));

    expect(fault).toContain("items[record].labels:");
    expect(fault).toContain("write 4 labels, one for each step from 0 to 3.");
  });

  it("is told about an item that two sections share", () => {
    const yamlText = `scorecards: [{ id: hotline, sections: [{ id: more, name: { zh: 多, en: More }, weight: 0,
      items: [{ id: record, name: { zh: 录, en: R }, max: 1, labels: [{ zh: 否, en: N }, { zh: 是, en: Y }] }] }] }]`;

    expect(faultsOf(() => hotlineWith(yamlText))).toEqual([
      'scorecards[hotline].sections[more].items[record].id: "record" is refused; another section has it; give each item of the scorecard its own id.',
    ]);
  });

  it("names what a list keeps of a preset that does not have it", () => {
    expect(faultsOf(() => hotlineWith("terms: [{ keep: [satisfaction, moon] }]"))).toEqual([
      "terms[moon].name is missing; write a block of settings.",
      "terms[moon].aliases is missing; write a list.",
    ]);
  });

  it("is told about an id that comes twice in a list", () => {
    const text = (presetText("hotline") ?? "").replace("- id: suggestion", "- id: complaint");

    expect(faultsOf(() => parsePolicy(text, presetText))).toEqual([
      'scenes[complaint].id: "complaint" is refused; give each entry of the list its own id.',
    ]);
  });

  it("names all faults at once, one a line", () => {
    const faults = faultsOf(() => hotlineWith("zone: X/Y\nlanguage: { default: fr }\nday: { drawAt: 1 }"));

    expect(faults).toHaveLength(3);
  });

  it("names what is missing when it extends nothing", () => {
    const faults = faultsOf(() => parsePolicy("name: bare", presetText));

    expect(faults).toContain("zone is missing; write a text in quotes.");
    expect(faults).toContain("scorecards is missing; write a list.");
  });

  it.each([
    ["a: [", /^Line 1 is no YAML: /],
    ["- a list", /^The policy file is no block of settings/],
    ["", /^The policy file is no block of settings/],
    ["extends: moonlight", /^extends: "moonlight" is no preset; choose one of standard, .*, ecommerce\.$/],
    ["name: a\nname: b", /^Line 2 is no YAML: /],
  ])("that reads %j is refused in one sentence", (text, expected) => {
    expect(faultsOf(() => parsePolicy(text, presetText))).toEqual([expect.stringMatching(expected)]);
  });

  it("cannot extend itself in a circle", () => {
    const circle = (name: string): string => (name === "a" ? "extends: b" : "extends: a");

    expect(faultsOf(() => parsePolicy("extends: a", circle))).toEqual([
      'extends: "a" extends itself; remove one of the two lines.',
    ]);
  });
});

describe("the share of an item", () => {
  it("is the section's weight divided evenly when it is left out, and what is written otherwise", () => {
    const policy = hotlineWith(
      "scorecards: [{ id: hotline, sections: [{ id: closing, items: [{ id: summary, weight: 4 }] }] }]",
    );

    const closing = policy.scorecards[0]?.sections.find(({ id }) => id === "closing");
    expect(closing?.items.map(({ weight }) => weight)).toEqual([4, 10 / 3, 10 / 3]);
  });
});
