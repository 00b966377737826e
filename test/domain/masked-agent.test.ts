import { describe, expect, it } from "vitest";
import { maskAgentIn } from "#domain/masked-agent";

const AGENT = { name: "李雷", employeeNo: "1001" };
const shown = (text: string, agent = AGENT): string =>
  maskAgentIn([{ n: 1, role: "agent", at: null, text }], agent, "512A")[0]!.text;

describe("an agent who is masked", () => {
  it.each([
    ["您好，工号 1001 为您服务", "您好，工号 512A 为您服务"],
    ["工号1001，我是李雷。", "工号512A，我是512A。"],
    ["工号：１００１", "工号：512A"],
    ["1001", "512A"],
    ["订单 21001、10012、A1001 和 1001B", "订单 21001、10012、A1001 和 1001B"],
    ["1001.50 元，2026-1001，1001-22", "1001.50 元，2026-1001，1001-22"],
    ["我是 1001.", "我是 512A."],
    ["没有名字", "没有名字"],
  ])("%j reads %j", (text, masked) => {
    expect(shown(text)).toBe(masked);
  });

  it("of letters is found in any case and as a whole word", () => {
    expect(shown("I am ANN, a-07. Anna is not.", { name: "Ann", employeeNo: "A-07" })).toBe(
      "I am 512A, 512A. Anna is not.",
    );
  });

  it("with a short number only where that is said to be one", () => {
    expect(shown("工号 7，7 天内到账", { name: "李雷", employeeNo: "7" })).toBe("工号 512A，7 天内到账");
  });

  it("leaves a turn as it is that says neither", () => {
    const turns = [{ n: 1, role: "customer" as const, at: null, text: "你好" }];

    expect(maskAgentIn(turns, AGENT, "512A")[0]).toBe(turns[0]);
  });
});
