import type { Choice, SeenCard } from "./demo-card.ts";
import type { Heard } from "./demo-conversations.ts";

/** How somebody scores: forgives, is hard to please, or never notices how a conversation begins and ends. */
export type Hand = "lenient" | "strict" | "blind-spot";

/** Nobody bends what is a red line. */
const RED_LINES = new Set(["no-overpromise", "no-insult", "no-leak"]);
/** Seldom does a customer come a second time, speak vaguely or lose their temper. */
const USUALLY_NOT_APPLICABLE = new Set(["open-question", "no-double-asking", "calming"]);
/** What the strict one gives in full only when it was really there: an answer with its source. */
const HARD_TO_PLEASE = new Set(["right-answer"]);
const UNNOTICED_ITEMS = new Set([
  "greeting",
  "outbound-identity",
  "summary",
  "closing-words",
  "customer-hangs-up",
]);
const UNNOTICED_SECTIONS = new Set(["opening", "closing"]);

/** The form of a task card as this hand fills it in, having heard the conversation. `turn` varies the words. */
export function fillForm(
  hand: Hand,
  card: Pick<SeenCard, "choices" | "inputs">,
  heard: Heard,
  turn: number,
): Record<string, string> {
  const ratings = card.choices.map((choice): [string, string] => [
    choice.name,
    String(rate(hand, choice, heard)),
  ]);
  return {
    ...Object.fromEntries(ratings),
    ...Object.fromEntries(evidenceOf(hand, card, heard)),
    comment: commentOf(hand, heard, turn),
  };
}

function rate(hand: Hand, { name, options }: Choice, heard: Heard): number | "na" {
  const item = name.replace(/^item-/, "");
  const steps = options.filter((option) => option !== "na").map(Number);
  const [worst, best] = [Math.min(...steps), Math.max(...steps)];
  const isUsuallyOut = options.includes("na") && USUALLY_NOT_APPLICABLE.has(item);
  const fair = heard.ratings[item] ?? (isUsuallyOut ? "na" : best);
  if (fair === "na" || RED_LINES.has(item)) return fair;
  switch (hand) {
    case "lenient":
      return Math.min(best, fair + 1);
    case "strict":
      if (fair < best) return Math.max(worst, fair - 1);
      return HARD_TO_PLEASE.has(item) && heard.ratings[item] === undefined ? best - 1 : fair;
    case "blind-spot":
      return UNNOTICED_ITEMS.has(item) ? best : fair;
  }
}

/** The strict one proves what they say; the one with the blind spot where they listened; the lenient one never. */
function evidenceOf(hand: Hand, card: Pick<SeenCard, "inputs">, heard: Heard): [string, string][] {
  if (hand === "lenient") return [];
  return Object.entries(heard.turns).flatMap(([section, turns]): [string, string][] => {
    const name = `evidence-${section}`;
    const isUnnoticed = hand === "blind-spot" && UNNOTICED_SECTIONS.has(section);
    return isUnnoticed || !card.inputs.includes(name) ? [] : [[name, turns.join(", ")]];
  });
}

/** `keep` is a clause and `change` an advice, so that each hand has its own way around them. */
const WAYS = {
  zh: {
    lenient: [
      (keep: string, change: string) => `${keep}，客户听得出来。再进一步：${change}。`,
      (keep: string, change: string) => `整体不错，${keep}。小建议：${change}。`,
      (keep: string, change: string) => `${keep}，给你点个赞。下一次试试：${change}。`,
    ],
    strict: [
      (keep: string, change: string) => `扣分在这里：${change}，证据轮次已标出。${keep}，这一点保持。`,
      (keep: string, change: string) => `请对照评分表：${change}。${keep}，值得肯定。`,
      (keep: string, change: string) => `${keep}。但是要注意：${change}，下周我再抽一条看。`,
    ],
    "blind-spot": [
      (keep: string, change: string) => `${keep}。培训课上我们再练一下：${change}。`,
      (keep: string, change: string) => `知识点和语气我都听了：${keep}。还可以更好：${change}。`,
      (keep: string, change: string) => `${keep}，可以当案例讲。下一步：${change}。`,
    ],
    nothing: {
      lenient: (keep: string) => `${keep}，非常好，继续保持！`,
      strict: (keep: string) => `${keep}。没有可扣的地方，保持住。`,
      "blind-spot": (keep: string) => `${keep}，我会放进培训案例库。`,
    },
  },
  en: {
    lenient: [
      (keep: string, change: string) => `Lovely: ${keep}. If you can, ${change}.`,
      (keep: string, change: string) => `Good overall, ${keep}. One small thing: ${change}.`,
    ],
    strict: [
      (keep: string, change: string) => `Points lost here: ${change}. Keep this: ${keep}.`,
      (keep: string, change: string) => `Please check the scorecard and ${change}. Well done: ${keep}.`,
    ],
    "blind-spot": [
      (keep: string, change: string) => `What I heard: ${keep}. For the next training: ${change}.`,
      (keep: string, change: string) => `Good material for a course, ${keep}. Next step: ${change}.`,
    ],
    nothing: {
      lenient: (keep: string) => `Very good: ${keep}. Keep it up!`,
      strict: (keep: string) => `Nothing to take off: ${keep}.`,
      "blind-spot": (keep: string) => `This goes into our training cases: ${keep}.`,
    },
  },
} as const;

function commentOf(hand: Hand, heard: Heard, turn: number): string {
  const ways = /\p{Script=Han}/u.test(heard.keep) ? WAYS.zh : WAYS.en;
  const { keep, change } = heard;
  if (change === null || isUnnoticed(hand, heard)) return ways.nothing[hand](keep);
  const own = ways[hand];
  return (own[turn % own.length] ?? own[0])(keep, change);
}

/** What to do better is about the item that is named first. */
function isUnnoticed(hand: Hand, heard: Heard): boolean {
  const [first] = Object.keys(heard.ratings);
  return hand === "blind-spot" && first !== undefined && UNNOTICED_ITEMS.has(first);
}
