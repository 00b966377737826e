import { describe, expect, it } from "vitest";
import type { IdeaStore } from "#ports/recognition";
import { createLookAlikeMemory } from "#usecases/recognition/look-alike-memory";

type Row = { readonly number: number; readonly text: string };

/** What of the ideas other processes have made visible so far, and what was asked for. */
function shelf() {
  const rows: Row[] = [];
  const asked: { after: number; among: readonly number[] }[] = [];
  const ideas: Pick<IdeaStore, "texts"> = {
    texts: (after, among, limit) => {
      asked.push({ after, among });
      const wanted = rows.filter(({ number }) => number > after || among.includes(number));
      return Promise.resolve(wanted.sort((left, right) => left.number - right.number).slice(0, limit));
    },
  };
  return { ideas, asked, put: (...more: Row[]) => void rows.push(...more) };
}

describe("the memory of ideas", () => {
  it("takes in what has come since it was last asked, also from elsewhere", async () => {
    const { ideas, put } = shelf();
    const memory = createLookAlikeMemory();
    put({ number: 1, text: "退款进度做成卡片" });

    const first = await memory.find(ideas, "退款进度卡片", 5);
    put({ number: 2, text: "退款进度可以查询" });
    const second = await memory.find(ideas, "退款进度卡片", 5);

    expect([first.length, second.length]).toEqual([1, 2]);
  });

  it("does not miss a number that becomes visible after a later one", async () => {
    const { ideas, put } = shelf();
    const memory = createLookAlikeMemory();
    put({ number: 1, text: "退款" }, { number: 3, text: "退款" });
    await memory.find(ideas, "退款", 5);

    put({ number: 2, text: "退款" });
    const found = await memory.find(ideas, "退款", 5);

    expect(found.map(({ key }) => key)).toEqual([1, 2, 3]);
  });

  it("gives a missing number up once no transaction can bring it any more", async () => {
    const { ideas, asked, put } = shelf();
    let elapsed = 0;
    const memory = createLookAlikeMemory(() => elapsed);
    put({ number: 1, text: "退款" }, { number: 3, text: "退款" });
    await memory.find(ideas, "退款", 5);
    await memory.find(ideas, "退款", 5);

    elapsed = 60_001;
    await memory.find(ideas, "退款", 5);

    expect(asked.map(({ among }) => among)).toEqual([[], [2], []]);
  });

  it("reads a large shelf in pages and asks for none of them again", async () => {
    const { ideas, asked, put } = shelf();
    const memory = createLookAlikeMemory();
    put(...Array.from({ length: 4_500 }, (_, place) => ({ number: place + 1, text: `点子${place}` })));

    await memory.find(ideas, "点子7", 1);
    await memory.find(ideas, "点子7", 1);

    expect(asked.map(({ after }) => after)).toEqual([0, 2_000, 4_000, 4_500]);
  });
});
