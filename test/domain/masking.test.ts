import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { maskText } from "#domain/masking";

describe("masking", () => {
  it.each([
    ["我的手机是13812345678。", "我的手机是138****5678。"],
    ["138 1234 5678", "138****5678"],
    ["138-1234-5678", "138****5678"],
    ["138-123-45678", "138****5678"],
    ["+86 13812345678", "+86 138****5678"],
    ["+86-138-1234-5678", "+86-138****5678"],
    ["008613812345678", "0086138****5678"],
    ["电话１３８１２３４５６７８，谢谢", "电话138****5678，谢谢"],
    ["微信wx13812345678", "微信wx138****5678"],
    ["1.13812345678", "1.138****5678"],
    ["电话8613812345678", "电话86138****5678"],
  ])("hides the mobile number in %j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    ["电话是010-63553377。", "电话是010-****3377。"],
    ["01088374993", "010****4993"],
    ["010-12345678", "010-****5678"],
    ["(021)12345678", "(021)****5678"],
    ["座机:12345678", "座机:****5678"],
    ["86-10-62345678", "86-10-****5678"],
    ["（010）84659299", "(010)****9299"],
    ["0571-87654321转801", "0571-****4321转***"],
    ["0371－6789012", "0371-****9012"],
    ["+86 10 8837 4993", "+86 10 ****4993"],
    ["010-67389898,010-67383333，010-67201818", "010-****9898,010-****3333，010-****1818"],
    ["电话是010-87739799 64615726。", "电话是010-****9799 ****5726。"],
    ["电话是88681188-6808。", "电话是****1188-****。"],
    ["电话有两个，64431558或者64431668。", "电话有两个，****1558或者****1668。"],
    ["84730101是预约电话", "****0101是预约电话"],
    ["400-666-5353", "400-***5353"],
    ["客服4007328080", "客服400***8080"],
  ])("hides the landline or service number in %j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    ["身份证11010519491231002X", "身份证110*************2X"],
    ["440524188001010014", "440*************14"],
    ["１１０１０５１９４９１２３１００２Ｘ", "110*************2X"],
    ["110105 19491231 002x", "110*************2x"],
    ["旧证130503670401001", "旧证130**********01"],
    ["x11010519491231002X", "x110*************2X"],
    ["卡号4111111111111111", "卡号************1111"],
    ["8171999927660000", "************0000"],
    ["4111 1111 1111 1111", "************1111"],
    ["4111-1111-1111-1111", "************1111"],
    ["邮箱jerry.li+a@mail.example.com。", "邮箱j***@mail.example.com。"],
    ["13812345678@163.com", "1***@163.com"],
    ["ａ＠b.cn", "a***@b.cn"],
  ])("hides the card number or address in %j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    "人均消费100-150元，评分4.5分",
    "营业时间是周一至周日 07:00-09:00 11:30-13:00",
    "2018-02-14至2018-02-16 全天",
    "17 2026-11-22 9:00",
    "20181020",
    "订单号2026112213812345678",
    "订单138123456789",
    "订单号88369280",
    "您来电说的订单88369280",
    "总价88369280元",
    "不是身份证110101199003078888",
    "不是身份证110105199001011234",
    "不是卡号4401250222189922",
    "太短的79927398713",
    "版本3.1381234567",
    "工号1024，快递单SF1234567890",
    "@所有人 12345",
    "",
  ])("leaves %j as it is", (text) => {
    expect(maskText(text)).toBe(text);
  });

  it("hides everything in one text, and a second time changes nothing", () => {
    const text = "我是李雷，13812345678或010-63553377，邮箱a.b@c.cn，卡4111111111111111。";

    const masked = maskText(text);

    expect(masked).toBe("我是李雷，138****5678或010-****3377，邮箱a***@c.cn，卡************1111。");
    expect(maskText(masked)).toBe(masked);
  });

  it.each(["1", "1-", "a@", "010 ", "a.", "电话", "4111 ", "一", "1\u200b", "4-", "\u200b"])(
    "finds a number behind a hostile text of many %j",
    (unit) => {
      const hostile = unit.repeat(20_000 / unit.length);

      const masked = maskText(`${hostile} 好 13812345678`);

      expect(masked.slice(-13)).toBe("好 138****5678");
    },
  );
});

describe("a hostile text of the largest size", () => {
  it.each(["1 3.8 ", "2   2 "])("of many %j takes little work", (unit) => {
    const text = unit.repeat(20_000 / unit.length);
    maskText(text);
    const before = process.cpuUsage();

    for (let times = 0; times < 10; times += 1) maskText(text);

    const { user } = process.cpuUsage(before);
    expect(user / 10_000).toBeLessThan(60);
  });
});

const realConversations = "../shared/data/crosswoz-zh.jsonl";
const hasRealConversations = existsSync(realConversations);
if (!hasRealConversations)
  console.info(`masking: ${realConversations} is not there, real conversations are left out`);

describe.runIf(hasRealConversations)("masking 1,000 real conversations", () => {
  const turns = (): string[] =>
    readFileSync(realConversations, "utf8")
      .trim()
      .split("\n")
      .flatMap((line) => (JSON.parse(line) as { turns: { text: string }[] }).turns.map(({ text }) => text));
  const landline = /0\d{2,3}-?\d{7,8}/g;
  const count = (texts: readonly string[], pattern: RegExp): number =>
    texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);

  it("leaves none of the 789 landline numbers", () => {
    const before = turns();

    const after = before.map(maskText);

    expect(count(before, landline)).toBe(789);
    expect(count(after, landline)).toBe(0);
  });

  it("leaves hardly a number of seven digits or more", () => {
    const after = turns().map(maskText);

    // Two sentences name a bare local number without any word for telephone.
    expect(count(after, /\d{7,}/g)).toBeLessThanOrEqual(3);
  });

  it("leaves prices, dates, times, ratings and house numbers as they are", () => {
    const everyday =
      /\d+(?:\.\d+)?\s?(?:元|分|小时|号|路|分钟|米|公里|层|人)|\d{1,2}[:：]\d{2}|\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d+\s?[-~—]\s?\d+\s?元/g;
    const before = turns();

    const after = before.map(maskText);

    expect(count(before, everyday)).toBeGreaterThan(5000);
    expect(after.map((text) => text.match(everyday))).toEqual(before.map((text) => text.match(everyday)));
  });

  it("changes nothing but phone numbers, which are all that is in them", () => {
    const changed = turns().filter((text) => maskText(text) !== text);

    expect(changed.length).toBeGreaterThan(700);
    expect(changed.filter((text) => !/\d{7}|400-/.test(text))).toEqual([]);
  });
});
