import { describe, expect, it } from "vitest";
import { bigramsOf, createLookAlikeIndex } from "#domain/look-alike";

const indexOf = (...texts: string[]) => {
  const index = createLookAlikeIndex();
  texts.forEach((text, place) => index.add(place + 1, text));
  return index;
};

describe("bigrams", () => {
  it("are pairs of neighbours within a run of letters and digits", () => {
    expect([...bigramsOf("退款，退款卡")]).toEqual([
      ["退款", 2],
      ["款卡", 1],
    ]);
  });

  it("are the same for wide and capital letters", () => {
    expect(bigramsOf("ＶＩＰ")).toEqual(bigramsOf("vip"));
  });

  it("are a letter by itself where it has no neighbour", () => {
    expect([...bigramsOf("啊！")]).toEqual([["啊", 1]]);
  });
});

describe("look-alikes", () => {
  it("are found by what they share, the most alike first", () => {
    const index = indexOf("午休时间错开安排", "退款进度做成可以查询的卡片", "退款规则写进知识库");

    const found = index.find("把退款进度做成卡片，客户可以自己查询", 3);

    expect(found.map(({ key }) => key)).toEqual([2, 3]);
    expect(found[0]!.likeness).toBeGreaterThan(0.4);
  });

  it("have a likeness of 1 to themselves and none to what shares nothing", () => {
    const index = indexOf("退款进度做成卡片", "排班");

    expect(index.find("退款进度做成卡片", 5)).toEqual([{ key: 1, likeness: expect.closeTo(1, 6) }]);
    expect(index.find("天气", 5)).toEqual([]);
    expect(index.find("", 5)).toEqual([]);
  });

  it("are what the cosine of the written formula says", () => {
    const index = indexOf("甲乙丙", "乙丙丁");
    // 甲乙 is in one of two, 乙丙 in both, 丙丁 in one.
    const [rare, common] = [Math.log(3 / 2) + 1, Math.log(3 / 3) + 1];

    const [, second] = index.find("甲乙丙", 2);

    expect(second!.likeness).toBeCloseTo(common ** 2 / (rare ** 2 + common ** 2), 6);
  });

  it("are off by a few hundredths at most while the index grows", () => {
    const [whole, growing] = [createLookAlikeIndex(), createLookAlikeIndex()];
    for (let key = 0; key < 300; key += 1) {
      const text = `点子 ${key} 关于${"退款排班话术培训"[key % 8]}${key % 7}`;
      whole.add(key, text);
      growing.add(key, text);
      growing.find("关于退款", 1);
    }

    const likenesses = (index: typeof whole) =>
      new Map(index.find("关于退3", 300).map(({ key, likeness }) => [key, likeness]));
    const [exact, drifted] = [likenesses(whole), likenesses(growing)];

    expect(exact.size).toBeGreaterThan(100);
    for (const [key, likeness] of exact) expect(Math.abs(drifted.get(key)! - likeness)).toBeLessThan(0.03);
  });

  it("keep to a limit, ties in the order in which they came", () => {
    const index = indexOf("退款卡片", "退款卡片", "退款卡片");

    expect(index.find("退款卡片", 2).map(({ key }) => key)).toEqual([1, 2]);
  });

  it("take a text only once", () => {
    const index = indexOf("退款卡片");
    index.add(1, "排班");

    expect(index.size).toBe(1);
    expect(index.find("排班", 1)).toEqual([]);
  });
});
