import { z } from "zod";
import { CAPABILITY_AREAS } from "#domain/scorecard";
import { LANGUAGES } from "#domain/local-text";
import {
  CYCLES,
  cadenceSchema,
  channelSchema,
  countSchema,
  idSchema,
  listById,
  localDateSchema,
  localTextSchema,
  localTimeSchema,
  percentSchema,
  roleSchema,
  sourceSchema,
  targetSchema,
} from "./schema-basics.ts";

/** Days that differ from the official calendar. */
export const calendarSchema = z.strictObject({
  workingDays: z.array(localDateSchema),
  holidays: z.array(localDateSchema),
  source: sourceSchema,
});

/** `default`: of a person who chose none. `allowed`: languages (BCP 47) a contact may be held in without a mark down. */
export const languageSchema = z.strictObject({
  default: z.enum(LANGUAGES),
  allowed: z.array(z.string().min(2)).min(1),
  source: sourceSchema,
});

/** Local times of each working day: cards go out, open ones are reminded of, are due, are listed for the manager. */
export const daySchema = z.strictObject({
  drawAt: localTimeSchema,
  remindAt: localTimeSchema,
  dueAt: localTimeSchema,
  overdueListAt: localTimeSchema,
  source: sourceSchema,
});

/** The weekly digest: ISO weekday (1 Monday to 7 Sunday) and local time. */
export const weekSchema = z.strictObject({
  digestWeekday: z.int().min(1).max(7),
  digestAt: localTimeSchema,
  source: sourceSchema,
});

/** What the program says of its own accord: when groups hear nothing, and on which working days of a month what comes. */
export const postingSchema = z.strictObject({
  /** Local times between which nothing is posted to a group; what comes up waits for their end. */
  quietFrom: localTimeSchema,
  quietUntil: localTimeSchema,
  at: localTimeSchema,
  /** Working days of the month for the calendar, the report of weaknesses, and the good cases of the month before. */
  calendarWorkingDay: countSchema,
  weaknessWorkingDay: countSchema,
  casesWorkingDay: countSchema,
  /** Good cases of a month that are posted to a group. */
  casesAtMost: countSchema,
  source: sourceSchema,
});

/** Which course answers a weakness of an area (H03). */
export const courseSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  areas: z.array(z.enum(CAPABILITY_AREAS)).min(1),
  source: sourceSchema,
});

export const samplingSchema = z.strictObject({
  /** Contacts drawn for each agent on each working day. */
  perAgent: countSchema,
  /** A contact can be drawn when it began on one of the last so many working days, or on a free day between them. */
  windowWorkingDays: countSchema,
  /** Roles whose holders receive cards (X05). */
  scorers: z.array(roleSchema),
  /** Employee numbers; such a scorer never gets this agent's conversations. */
  excludedPairs: z.array(z.strictObject({ agent: z.string().min(1), scorer: z.string().min(1) })),
  /** Conversations with fewer turns are not drawn; 0 also draws calls without a transcript. */
  minTurns: countSchema,
  source: sourceSchema,
});

export const cardSchema = z.strictObject({
  /** Whether the scorer sees a mark instead of the agent's name. */
  maskAgent: z.boolean(),
  /** What a scorer may choose to leave a contact unscored. */
  skipReasons: listById(z.strictObject({ id: idSchema, zh: z.string().min(1), en: z.string().min(1) })).min(
    1,
  ),
  /** Characters that a comment needs at least; 0 makes it optional. */
  minCommentChars: countSchema,
  source: sourceSchema,
});

/** `aliases`: other words under which a file or a person may name it. */
export const sceneSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  aliases: z.array(z.string().min(1)).default([]),
  /** Whether only the unified script counts, or own wording is welcome (X08). */
  scriptStrictness: z.enum(["strict", "flexible"]),
  source: sourceSchema,
});

/** Words that mean the same thing in files and chat commands (X24). */
export const termSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  aliases: z.array(z.string().min(1)),
  source: sourceSchema,
});

/** Phrases that the card points out to the scorer, with what to say instead; never an automatic score. */
export const wordingSchema = z.strictObject({
  banned: z.array(
    z.strictObject({ phrase: z.string().min(1), instead: localTextSchema, source: sourceSchema }),
  ),
});

/** Rings until an answer is late, and from which a missed call must be called back (X09). */
export const voiceSchema = z.strictObject({
  ringLimit: countSchema,
  ringCallback: countSchema,
  source: sourceSchema,
});

/** Promises to customers and answers to them (X10, X19). */
export const deadlinesSchema = z.strictObject({
  firstResponse: z.array(
    z.strictObject({
      channel: channelSchema,
      scenes: z.array(z.string()).optional(),
      /** Seconds to the first answer; the written policies leave it open. */
      seconds: targetSchema,
      source: sourceSchema,
    }),
  ),
  /** What is promised when nothing else is said: so many minutes, but not later than this local time. */
  promise: z.strictObject({ minutes: countSchema, latestAt: localTimeSchema, source: sourceSchema }),
  /** Call-back of a complaint or complex case, and after how many rounds a complaint moves up. */
  complaint: z.strictObject({
    callbackHours: countSchema,
    escalateAfterRounds: countSchema,
    source: sourceSchema,
  }),
});

/** How long things are kept, in months. */
export const retentionSchema = z.strictObject({
  transcriptMonths: countSchema,
  evaluationMonths: countSchema,
  source: sourceSchema,
});

/** Which roll-ups are made (X16), and what else comes round, with the role that it is due from. */
export const cyclesSchema = z.strictObject({ enabled: z.array(z.enum(CYCLES)).min(1), source: sourceSchema });

export const rhythmSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  every: cadenceSchema,
  owner: roleSchema,
  source: sourceSchema,
});

/** Whether on-site appearance is scored (X17); when it is, a scorecard needs an item with the id `appearance`. */
export const itemsSchema = z.strictObject({ appearance: z.boolean(), source: sourceSchema });

/** Share of the day's contacts that a second person scores without seeing the first score, in percent. */
export const doubleScoringSchema = z.strictObject({ percent: percentSchema, source: sourceSchema });
