import { expect, test } from "vitest";
import { problemCard } from "#cards/problem-card";
import { doneToast, problemToast, workingToast } from "#cards/toasts";
import { wordsOf } from "./facts.ts";

test("a missing rating names the item in the reader's language", () => {
  const facts = { item: "倾听不打断", itemEn: "Listened" };

  expect(wordsOf(problemCard({ language: "zh", code: "missing-item", facts }))).toContain(
    "还有项目没有评分：倾听不打断。",
  );
  expect(wordsOf(problemCard({ language: "en", code: "missing-item", facts }))).toContain(
    "Not rated yet: Listened.",
  );
});

test("a rating outside its scale names the limits", () => {
  const toast = problemToast("outside-scale", { item: "倾听", min: 0, max: 2 }, "zh");

  expect(toast).toEqual({ kind: "error", text: "「倾听」只能选 0 到 2。请重新选择后提交。" });
});

test("a refused N/A names the item", () => {
  const facts = { what: "not-applicable", item: "倾听", itemEn: "Listened" };

  expect(problemToast("bad-input", facts, "zh").text).toBe("「倾听」不能选「不适用」。请重新选择后提交。");
  expect(problemToast("bad-input", facts, "en").text).toBe(
    "“Listened” cannot be N/A. Please choose again and submit.",
  );
});

test("a wrong turn names what was typed and how many there are", () => {
  const toast = problemToast("bad-turn-number", { typed: "99", turns: 12 }, "zh");

  expect(toast.text).toBe("证据轮次「99」不对，这段会话共 12 轮。请填写轮次数字，如 3, 5-7。");
});

test("what is nobody's fault is not red", () => {
  expect(problemToast("already-done", {}, "zh").kind).toBe("info");
  expect(problemToast("not-allowed", {}, "zh").kind).toBe("error");
});

test("good news is short", () => {
  expect(doneToast("scored", "zh")).toEqual({ kind: "success", text: "评分已保存" });
  expect(workingToast("en")).toEqual({ kind: "info", text: "Working on it; the card will follow" });
});

test("what was done before has not failed", () => {
  expect(problemCard({ language: "zh", code: "already-done", facts: {} }).title).toBe("已经完成过了");
  expect(problemCard({ language: "zh", code: "closed", facts: {} }).title).toBe("没有完成");
});
