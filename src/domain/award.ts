import type { Measured } from "./effect.ts";
import type { Estimate } from "./intervals.ts";
import { AppError } from "./error.ts";
import type { AwardPeriod } from "./award-period.ts";
import type { LocalDate } from "./working-day.ts";

/** `shortlist` waits for a decision; `picked` and `previewed` can still be taken back; `posted` is final. */
export const AWARD_STATES = ["shortlist", "picked", "nobody", "previewed", "posted"] as const;
export type AwardState = (typeof AWARD_STATES)[number];

/** What is decided about one award in one period. */
export type Award = {
  readonly id: string;
  /** Id of an award of the policy. */
  readonly award: string;
  readonly period: AwardPeriod;
  readonly policyId: string;
  readonly state: AwardState;
  /** Counts changes; a press carries the revision that its card was drawn with. */
  readonly revision: number;
  readonly announceBy: LocalDate;
  readonly shortlistedAt: Date;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  /** Why nobody, masked. */
  readonly reason: string | null;
  /** What the manager adds to the post, masked. */
  readonly praise: string | null;
  readonly previewedAt: Date | null;
  readonly postedById: string | null;
  readonly postedAt: Date | null;
  readonly groupCount: number;
  /** How often managers' cards were sent anew. */
  readonly cardIssue: number;
  /** Null: nobody got one unasked. */
  readonly cardIssuedAt: Date | null;
};

/** The numbers behind a candidate, as they stood when they were looked at. What was not measured is absent. */
export type CandidateFacts = {
  /** Different colleagues who named them; `principles` counts those that their reasons name. */
  readonly nominations?: { readonly count: number; readonly principles: Readonly<Record<string, number>> };
  /** Random evaluations of the period, 0 to 100. `low` and `high` are the 95 % interval. */
  readonly score?: Measured;
  /** Of the published months, 0 to 100, their mean. */
  readonly total?: { readonly value: number; readonly months: number };
  /** Against one's own first month. */
  readonly progress?: { readonly first: Measured; readonly now: Measured; readonly change: Estimate };
  readonly over?: readonly {
    readonly metric: string;
    readonly value: number;
    readonly target: number;
    /** By how much it was passed, in percent of the target; negative: missed. */
    readonly percent: number;
  }[];
  readonly idea?: { readonly number: number; readonly supporters: number; readonly verdict: string | null };
  /** Major complaints that were resolved. */
  readonly cases?: number;
};

export type Candidate = {
  /** `person:<id>`, `team:<name>` or `idea:<number>`: what a pick names. */
  readonly key: string;
  /** Who gets it; nobody by name for a team. */
  readonly personIds: readonly string[];
  readonly team: string | null;
  readonly ideaNumber: number | null;
  readonly facts: CandidateFacts;
  /** From 1; who cannot be told apart by what the award is decided on has the same. */
  readonly rank: number;
};

export type AwardWinner = {
  readonly id: string;
  readonly awardId: string;
  readonly place: number;
  readonly personId: string | null;
  readonly team: string | null;
  readonly ideaNumber: number | null;
  readonly facts: CandidateFacts;
  readonly certificateNumber: string;
  /** The certificate as the post shows it; null before the preview, and where it could not be drawn. */
  readonly pictureId: string | null;
  /** In fen; null: nobody said. */
  readonly amountFen: number | null;
  readonly paidMarkedById: string | null;
  readonly paidMarkedAt: Date | null;
};

export type AwardMove = "pick" | "nobody" | "preview" | "reopen" | "post";

const MOVES: Readonly<Record<AwardMove, { readonly from: readonly AwardState[]; readonly to: AwardState }>> =
  {
    pick: { from: ["shortlist"], to: "picked" },
    nobody: { from: ["shortlist"], to: "nobody" },
    preview: { from: ["picked"], to: "previewed" },
    reopen: { from: ["picked", "previewed", "nobody"], to: "shortlist" },
    post: { from: ["previewed"], to: "posted" },
  };

/**
 * The state to which a step leads; each step once.
 * @throws AppError `already-done` when it was taken, `closed` when it is not its turn, `bad-input` for a revision that no
 * card ever had
 */
export function admitAwardMove(award: Award, move: AwardMove, revision: number): AwardState {
  const { from, to } = MOVES[move];
  const facts = { what: `award-${award.state}`, state: award.state, period: award.period };
  if (!Number.isInteger(revision) || revision < 0 || revision > award.revision)
    throw new AppError("bad-input", `No card of the award carries revision ${revision}.`, {
      what: "award-card",
    });
  if (revision < award.revision) throw new AppError("already-done", `The award is ${award.state}.`, facts);
  if (!from.includes(award.state)) throw new AppError("closed", `The award is ${award.state}.`, facts);
  return to;
}

/**
 * The candidates that were picked, in the order of the picks.
 * @throws AppError `bad-input` for nobody, the same twice or more than there are places, `closed` for somebody who is no
 * candidate any more
 */
export function requirePick(
  candidates: readonly Candidate[],
  keys: readonly string[],
  places: number,
): readonly Candidate[] {
  if (keys.length === 0) throw new AppError("bad-input", "Pick somebody.", { what: "award-pick" });
  if (new Set(keys).size < keys.length)
    throw new AppError("bad-input", "The same candidate twice.", { what: "award-pick-twice" });
  if (keys.length > places)
    throw new AppError("bad-input", `At most ${places}.`, { what: "award-pick-many", max: places });
  return keys.map((key) => {
    const found = candidates.find((candidate) => candidate.key === key);
    if (found === undefined)
      throw new AppError("closed", `${key} is no candidate any more.`, {
        what: "award-candidate",
        state: "changed",
      });
    return found;
  });
}

/** Those at the last place who cannot be told apart, when not all of them have room. */
export function tiedAtTheEdge(candidates: readonly Candidate[], places: number): readonly Candidate[] {
  const last = candidates[places - 1];
  if (last === undefined) return [];
  const within = candidates.filter(({ rank }) => rank <= last.rank);
  return within.length > places ? candidates.filter(({ rank }) => rank === last.rank) : [];
}

/** Crockford's Base32: no I, L, O or U, which are misread. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARACTERS = 8;

/**
 * `XP-202611-7K3M9QAB`: the period in digits and letters, then 40 random bits, so that nobody finds another one by
 * trying: a million tries a day against ten thousand certificates take three months for one.
 * @param random hexadecimal digits, at least 16
 */
export function certificateNumber(end: LocalDate, random: string): string {
  const characters = Array.from({ length: RANDOM_CHARACTERS }, (_, place) =>
    ALPHABET.charAt(Number.parseInt(random.slice(place * 2, place * 2 + 2), 16) % ALPHABET.length),
  );
  return `XP-${end.slice(0, 7).replace("-", "")}-${characters.join("")}`;
}

/** As it may be typed: in any case, with O and I for 0 and 1, without hyphens. Null: it cannot be one. */
export function readCertificateNumber(typed: string): string | null {
  const plain = typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
  const match = /^XP(\d{6})([0-9A-Z]{8})$/.exec(plain);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return `XP-${match[1]}-${match[2].replaceAll("O", "0").replaceAll(/[IL]/g, "1")}`;
}

/** `1,000`, `1000.50` or `¥1000` in fen; null for nothing. @throws AppError `bad-input` for what is no amount */
export function readAmount(typed: string): number | null {
  const plain = typed.normalize("NFKC").replace(/[\s,¥元]/g, "");
  if (plain === "") return null;
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(plain))
    throw new AppError("bad-input", `"${typed}" is no amount.`, { what: "amount" });
  return Math.round(Number(plain) * 100);
}
