import type { ContactFacts } from "#domain/contact";
import type { Item, Scorecard } from "#domain/scorecard";

/** An item of weight 10 with the steps 0 to 2, with the fields that matter handed in. */
export function anItem(change: Partial<Item> & { id: string }): Item {
  const min = change.min ?? 0;
  const max = change.max ?? 2;
  return {
    name: { zh: `项目${change.id}`, en: `Item ${change.id}` },
    weight: 10,
    min,
    max,
    labels: Array.from({ length: max - min + 1 }, (_, step) => ({ zh: `第${step}档`, en: `Step ${step}` })),
    naAllowed: false,
    areas: [],
    source: "ours",
    ...change,
  };
}

export function aScorecard(...items: Item[]): Scorecard {
  const section = { id: "only", name: { zh: "全部", en: "All" }, weight: 100, items };
  return { id: "test", version: "1", name: { zh: "试卷", en: "Test" }, sections: [section] };
}

/** Facts of which nothing is known but what is handed in. */
export function someFacts(change: Partial<ContactFacts> = {}): ContactFacts {
  return { channel: null, direction: null, scene: null, metrics: {}, ...change };
}
