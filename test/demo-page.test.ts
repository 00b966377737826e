import { expect, test } from "vitest";
import { demoPage } from "#main/demo-page";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "聊天页面还没有做好"],
  ["en-US,en;q=0.9", "en", "The chat page is not there yet"],
  [null, "zh-CN", "聊天页面还没有做好"],
])("the demo's address says to %j in %s what it is and where to look", async (wish, language, says) => {
  const response = await demoPage(wish);
  const text = await response.text();

  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(text).toContain(`<html lang="${language}">`);
  expect(text).toContain(says);
  for (const link of ["/emulator/api", "/healthz", "/metrics"]) expect(text).toContain(`href="${link}"`);
});
