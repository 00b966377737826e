import type { LocalDate, LocalMonth } from "./working-day.ts";

export const MONTH_PARTS = ["knowledge", "skill", "attitude", "performance"] as const;
export type MonthPartId = (typeof MONTH_PARTS)[number];

/** The mark of the year's review defence (年度服务复盘答辩), imported or entered for December. */
export const YEAR_REVIEW = "year-review";

/** Parts whose results come from outside, by person. */
export const ENTERED_MARKS = ["knowledge", "skill", "attitude", YEAR_REVIEW] as const;
export type EnteredMark = (typeof ENTERED_MARKS)[number];

/** Where a number comes from. */
export type Provenance = "contacts" | "evaluations" | "import";

/** What was measured of a person in a month, kept as it was when the month was frozen. */
export type FrozenMeasure = {
  /** Id of an indicator or of a part. */
  readonly metric: string;
  /** In the indicator's unit; null when only a target is there. */
  readonly value: number | null;
  /** Contacts or evaluations behind it; null when nobody said. */
  readonly count: number | null;
  /** The person's own target of that month, in the indicator's unit. */
  readonly target: number | null;
  readonly source: Provenance;
  /** Mean and variance (n − 1) of single measurements, for the board; absent in versions frozen without them. */
  readonly mean?: number;
  readonly variance?: number | null;
};

/** `scale`: without a target, a number on a closed scale stands for itself. */
export type TargetOrigin = "personal" | "policy" | "scale" | "band";
export type WhyMissing = "not-measured" | "too-few" | "no-target";

export type IndicatorResult = {
  readonly indicator: string;
  /** Percent of the performance part. */
  readonly weight: number;
  readonly value: number | null;
  readonly count: number | null;
  readonly target: number | null;
  readonly targetFrom: TargetOrigin | null;
  /** 0 to 100; null when it was not measured or has nothing to be measured against. */
  readonly score: number | null;
  readonly source: Provenance | null;
  readonly why: WhyMissing | null;
  readonly clause: string;
};

export type PartResult = {
  readonly id: MonthPartId;
  /** Percent of the total, by the policy. */
  readonly weight: number;
  /** 0 to 100; null when it was not measured, which is never zero. */
  readonly value: number | null;
  readonly count: number | null;
  readonly source: Provenance | "indicators" | null;
  readonly why: WhyMissing | null;
  readonly clause: string;
  /** Of the performance part. */
  readonly indicators?: readonly IndicatorResult[];
};

export type Held = "missing-part" | "nothing-measured" | "supervisor";

export type MonthResult = {
  readonly personId: string;
  readonly team: string | null;
  /** Whose review it waits for; null: nobody's. */
  readonly reviewerId: string | null;
  /** Share of the month's days on which the person was employed, as far as is known: 0 to 1. */
  readonly presence: number;
  readonly measures: readonly FrozenMeasure[];
  readonly parts: readonly PartResult[];
  /** 0 to 100, unrounded; null while held. */
  readonly total: number | null;
  /** Id of a level of the policy's scheme. */
  readonly grade: string | null;
  /** The level's factor for a bonus that is paid outside. */
  readonly factor: number | null;
  readonly held: Held | null;
  readonly heldReason: string | null;
};

export type MonthOutcome = Pick<
  MonthResult,
  "personId" | "team" | "reviewerId" | "total" | "grade" | "factor" | "held" | "heldReason"
>;

export const MONTH_STATES = ["draft", "published", "final", "replaced"] as const;
export type MonthState = (typeof MONTH_STATES)[number];

export type MonthClose = {
  readonly id: string;
  readonly month: LocalMonth;
  /** From 1. */
  readonly version: number;
  readonly state: MonthState;
  readonly policyId: string;
  /** Null: the program by itself. */
  readonly closedById: string | null;
  readonly frozenAt: Date;
  readonly publishedById: string | null;
  readonly publishedAt: Date | null;
  /** The last local date on which a result may be appealed. */
  readonly appealUntil: LocalDate | null;
  readonly finalAt: Date | null;
  readonly cause: "closed-again" | "correction" | null;
  /** Counts what happened to a draft; a press carries the revision that its card was drawn with. */
  readonly revision: number;
  /** How often the cards of the draft were sent anew. */
  readonly cardIssue: number;
  readonly cardIssuedAt: Date | null;
};

export type MonthReview = {
  readonly supervisorId: string;
  readonly state: "open" | "done";
  readonly revision: number;
  readonly doneAt: Date | null;
};

export type MonthRemark = {
  readonly personId: string;
  readonly byId: string;
  readonly text: string;
  /** The result waits, for this reason. */
  readonly isHold: boolean;
  readonly at: Date;
};
