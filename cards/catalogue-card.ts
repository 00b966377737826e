import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Block, Card } from "./card.ts";
import { POINTS_PHRASES, POINTS_WORDS } from "./points-words.ts";
import { speak } from "./words.ts";

export type CatalogueCardFacts = {
  readonly language: Language;
  readonly balance: number;
  readonly items: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly price: number;
    /** Null: without limit. */
    readonly left: number | null;
  }[];
  /** Names this showing of the card: two presses on one card are one request. */
  readonly request: string;
};

/** What points buy, what is left of it, and whether one's own reach. */
export function catalogueCard(facts: CatalogueCardFacts): Card {
  const { language, balance, items, request } = facts;
  const say = speak(language);
  const title = say(POINTS_WORDS.catalogue);
  const isBuyable = ({ price, left }: (typeof items)[number]): boolean => left !== 0 && price <= balance;
  const rest = ({ price, left }: (typeof items)[number]): string => {
    if (left === 0) return say(POINTS_PHRASES.soldOut());
    const stock = left === null ? say(POINTS_WORDS.unlimited) : say(POINTS_PHRASES.left(left));
    return price > balance ? `${stock} · ${say(POINTS_PHRASES.missing(price - balance))}` : stock;
  };
  const buttons: Block[] = items.some(isBuyable)
    ? [
        {
          kind: "buttons",
          buttons: items.filter(isBuyable).map(({ id, name, price }) => ({
            kind: "action",
            name: `redeem-${id}`,
            text: `${say(POINTS_WORDS.redeem)} ${sayIn(name, language)}`,
            style: "default",
            action: { do: "points.redeem", item: id, request },
            confirm: {
              title: say(POINTS_WORDS.redeem),
              text: say(POINTS_PHRASES.redeemQuestion(sayIn(name, language), price)),
            },
          })),
        },
      ]
    : [];
  return {
    language,
    title,
    subtitle: `${say(POINTS_WORDS.balance)} ${balance}`,
    tone: "violet",
    summary: `${title} · ${say(POINTS_WORDS.balance)} ${balance}`,
    blocks: [
      items.length === 0
        ? { kind: "text", lines: [say(POINTS_WORDS.emptyCatalogue)] }
        : {
            kind: "fields",
            fields: items.map((item) => ({
              label: say(POINTS_PHRASES.itemFor(sayIn(item.name, language), item.price)),
              value: rest(item),
            })),
          },
      ...buttons,
    ],
  };
}
