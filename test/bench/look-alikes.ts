import { createLookAlikeIndex } from "#domain/look-alike";
import { inventedIdea, REWRITTEN } from "./rewritten-ideas.ts";
import type { Line } from "./report.ts";
import { percentile } from "./statistics.ts";

const IDEAS = 100_000;
const QUESTIONS = 1_000;
const ROUNDS = 3;

export const title = `look-alikes: ${IDEAS.toLocaleString("en")} ideas, ${REWRITTEN.length} of them rewritten by hand and asked for`;

/** How long a question takes, and whether what was rewritten is found among everything else. */
export async function run(): Promise<Line[]> {
  const index = createLookAlikeIndex();
  const begun = performance.now();
  for (let place = 0; place < IDEAS - REWRITTEN.length; place += 1) index.add(place + 1, inventedIdea(place));
  for (const [place, [original]] of REWRITTEN.entries()) index.add(-1 - place, original);
  const fillSeconds = (performance.now() - begun) / 1000;
  // The first question reckons the norms.
  index.find("退款", 1);

  const found = REWRITTEN.map(([, rewritten]) => index.find(rewritten, 3).map(({ key }) => key));
  const hits = (within: number): number =>
    found.filter((keys, place) => keys.slice(0, within).includes(-1 - place)).length / REWRITTEN.length;
  const rounds = Array.from({ length: ROUNDS }, () => timeQuestions(index));
  const line = (what: string, share: number): Line => ({
    what,
    unit: "ms",
    ours: rounds.map((ascending) => percentile(ascending, share)),
  });
  return Promise.resolve([
    { ...line("one question, p95", 0.95), limits: { better: "lower", floor: 100, aim: 20 } },
    line("one question, median", 0.5),
    { what: "R@1", unit: "", ours: [hits(1)], limits: { better: "higher", floor: 0.7, aim: 0.8 } },
    { what: "R@3", unit: "", ours: [hits(3)], limits: { better: "higher", floor: 0.8, aim: 0.9 } },
    { what: "filling the index", unit: "s", ours: [fillSeconds] },
  ]);
}

/** Rewritten and invented ones by turns. @returns milliseconds, ascending */
function timeQuestions(index: ReturnType<typeof createLookAlikeIndex>): number[] {
  return Array.from({ length: QUESTIONS }, (_, place) => {
    const rewritten = REWRITTEN[place % REWRITTEN.length]![1];
    const text = place % 2 === 0 ? rewritten : inventedIdea(place * 7_919);
    const begun = performance.now();
    index.find(text, 20);
    return performance.now() - begun;
  }).sort((left, right) => left - right);
}
