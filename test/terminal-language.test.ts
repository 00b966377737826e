import { describe, expect, it } from "vitest";
import { terminalLanguage } from "#main/terminal-language";

describe("the language of a terminal", () => {
  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh" }, "zh"],
    [{ LANG: "zh-Hans" }, "zh"],
    [{ LANG: "zha_CN" }, "en"],
    [{ LANG: "en_US.UTF-8", LC_ALL: "zh_TW" }, "zh"],
    [{ LANG: "zh_CN", LC_MESSAGES: "en_GB", LC_ALL: "" }, "en"],
    [{ LANG: "C" }, "en"],
    [{}, "en"],
  ])("with %j is %s", (environment, language) => {
    expect(terminalLanguage(environment)).toBe(language);
  });
});
