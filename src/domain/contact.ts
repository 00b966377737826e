import type { LocalDate } from "./working-day.ts";

export const CHANNELS = ["voice", "chat", "email", "ticket"] as const;
export type Channel = (typeof CHANNELS)[number];
export type Direction = "in" | "out";
export type TurnRole = "agent" | "customer" | "system";

/** One utterance. `n` counts from 1 in the order of the conversation and is what evidence points to. */
export type Turn = {
  readonly n: number;
  readonly role: TurnRole;
  readonly at: Date | null;
  readonly text: string;
};

/**
 * What was measured of a contact. Absent means "not measured", which is never the same as zero.
 * Durations are in seconds; `csat` is 1 to 5; `calledBackSeconds` counts from the end of the contact.
 */
export type ContactMetrics = {
  readonly rings?: number;
  readonly answerSeconds?: number;
  readonly firstResponseSeconds?: number;
  readonly replyGapSeconds?: number;
  readonly handleSeconds?: number;
  readonly calledBackSeconds?: number;
  readonly answered?: boolean;
  readonly resolved?: boolean;
  readonly firstContactResolved?: boolean;
  readonly escalated?: boolean;
  readonly complaint?: boolean;
  readonly csat?: number;
};

export const NUMBER_METRICS = [
  "rings",
  "answerSeconds",
  "firstResponseSeconds",
  "replyGapSeconds",
  "handleSeconds",
  "calledBackSeconds",
  "csat",
] as const satisfies readonly (keyof ContactMetrics)[];

export const YES_NO_METRICS = [
  "answered",
  "resolved",
  "firstContactResolved",
  "escalated",
  "complaint",
] as const satisfies readonly (keyof ContactMetrics)[];

/** What a scorecard's conditions and automatic items may look at. `null` means not known. */
export type ContactFacts = {
  readonly channel: Channel | null;
  readonly direction: Direction | null;
  readonly scene: string | null;
  readonly metrics: ContactMetrics;
};

/** A conversation as the program keeps it for people: its text is masked. */
export type Contact = ContactFacts & {
  readonly id: string;
  readonly source: string;
  readonly externalId: string;
  readonly agentId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly localDate: LocalDate;
  readonly turns: readonly Turn[];
};
