import { z } from "zod";
import { COMPARISONS } from "#domain/condition";
import { UNITS } from "#domain/metric-value";
import { NUMBER_METRICS, YES_NO_METRICS } from "#domain/contact";
import {
  countSchema,
  cycleSchema,
  idSchema,
  listById,
  localTextSchema,
  percentSchema,
  roleSchema,
  sourceSchema,
  targetSchema,
} from "./schema-basics.ts";

const basisSchema = z.discriminatedUnion(
  "from",
  [
    /** A number of each contact, summed up over the month. */
    z.strictObject({
      from: z.literal("metric"),
      metric: z.enum(NUMBER_METRICS),
      statistic: z.enum(["mean", "median", "p90"]),
    }),
    /** The share of contacts of which the metric is true. */
    z.strictObject({ from: z.literal("share"), metric: z.enum(YES_NO_METRICS) }),
    /** The share of measured contacts whose number keeps to the limit, as `calledBackSeconds <= 86400`. */
    z.strictObject({
      from: z.literal("limit"),
      metric: z.enum(NUMBER_METRICS),
      compare: z.enum(COMPARISONS),
      value: z.number(),
    }),
    /** The mean of scorecard items, 0 to 100; `inverted`: how much of it was not reached. */
    z.strictObject({
      from: z.literal("items"),
      items: z.array(idSchema).min(1),
      inverted: z.literal(true).optional(),
    }),
    /** The month's quality score. */
    z.strictObject({ from: z.literal("quality") }),
    /** A number that a file or another program brings. */
    z.strictObject({ from: z.literal("import") }),
  ],
  { error: "choose from metric, share, limit, items, quality, import" },
);

export const indicatorSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  basis: basisSchema,
  unit: z.enum(UNITS),
  better: z.enum(["higher", "lower", "within"]),
  target: targetSchema,
  /** For `within`: the band in which longer or shorter makes no difference (X12). */
  band: z.strictObject({ from: z.number(), to: z.number() }).optional(),
  /** The survey it is computed from; the same one must not count twice in a month (X14). */
  survey: idSchema.optional(),
  /** Whose indicator it is. */
  roles: z.array(roleSchema).min(1),
  enabled: z.boolean(),
  source: sourceSchema,
});

/** How long a problem counts as solved at first contact, or within the cycle (X11). */
export const resolutionSchema = z.strictObject({
  firstContactWindowHours: countSchema,
  cycleDays: countSchema,
  source: sourceSchema,
});

export const monthSchema = z.strictObject({
  /** Percent of the month's total; they sum to 100 (X13). */
  weights: z.strictObject({
    knowledge: percentSchema,
    skill: percentSchema,
    attitude: percentSchema,
    performance: percentSchema,
    source: sourceSchema,
  }),
  /** Shares of the performance part, in percent of it. */
  performance: z.array(z.strictObject({ indicator: idSchema, weight: percentSchema, source: sourceSchema })),
  /** A part that was not measured: the month waits for it, or the other parts are weighed up to 100. */
  missingPart: z.enum(["hold", "reweight"]),
  /** Fewer random evaluations than this leave a person without a skill part. */
  minimumEvaluations: countSchema,
  /** Working day of the next month on which the draft goes to supervisors, and on which it is published. */
  draftWorkingDay: countSchema,
  publishWorkingDay: countSchema,
  source: sourceSchema,
});

/** The year out of its months and the review at its end (年度服务复盘答辩). */
export const yearSchema = z.strictObject({
  /** Percent of the year's total; the months have the rest. */
  reviewWeight: percentSchema,
  source: sourceSchema,
});

const levelSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  aliases: z.array(z.string().min(1)).default([]),
  /** The lowest total, 0 to 100, that still has this level. */
  from: percentSchema,
  /** The factor for a bonus that is paid outside; it is only exported. */
  factor: z.number().min(0).optional(),
  source: sourceSchema,
});

/** Best level first. */
const gradeSchemeSchema = z.strictObject({ levels: listById(levelSchema).min(2), source: sourceSchema });

/** One scheme for each cycle that is graded (X01). */
export const gradesSchema = z.strictObject({
  month: gradeSchemeSchema,
  quarter: gradeSchemeSchema.optional(),
  year: gradeSchemeSchema.optional(),
});

export const knowledgeSchema = z.strictObject({
  /** Where the knowledge part comes from (X20). */
  sources: z.array(z.enum(["quiz", "observation"])).min(1),
  /** A failed test is written again within so many working days (X21). */
  retest: z.strictObject({
    allowed: z.boolean(),
    withinWorkingDays: countSchema,
    counts: z.enum(["best", "latest"]),
    passFrom: percentSchema,
  }),
  source: sourceSchema,
});

/** The 360-degree part: who rates, with which share, and the standing questions. */
export const attitudeSchema = z.strictObject({
  raters: listById(
    z.strictObject({
      id: z.enum(["supervisor", "peer", "customer"]),
      weight: percentSchema,
      minimumRaters: countSchema,
      /** For customers: the survey whose answers count here. */
      survey: idSchema.optional(),
      source: sourceSchema,
    }),
  ),
  questions: listById(
    z.strictObject({
      id: idSchema,
      name: localTextSchema,
      /** Asked only about people who lead others (X15). */
      leadsOnly: z.boolean(),
      source: sourceSchema,
    }),
  ),
  source: sourceSchema,
});

export const appealSchema = z.strictObject({
  /** Never the person who gave the score (X04). */
  judge: z.enum(["other-supervisor", "inspector", "manager"]),
  /** Working days after the score in which an appeal may be filed. */
  windowWorkingDays: countSchema,
  /** Working days until the ruling; then it moves up to `escalateTo`, and is ruled for the agent when late again. */
  answerWorkingDays: countSchema,
  escalateTo: roleSchema,
  escalatedAnswerWorkingDays: countSchema,
  /** Appeals that one evaluation admits. */
  perEvaluation: countSchema,
  /** Letters and digits that a reason needs at least, of an appeal and of its ruling. */
  minReasonChars: countSchema.default(8),
  source: sourceSchema,
});

export const improvementPlanSchema = z.strictObject({
  /** So many final results in a row on one of these levels start a plan (X02). */
  trigger: z.strictObject({
    cycle: cycleSchema.exclude(["day"]),
    count: countSchema,
    levels: z.array(idSchema).min(1),
    source: sourceSchema,
  }),
  lengthMonths: countSchema,
  checkInWorkingDays: countSchema,
  /** People whom one coach may have at a time. */
  coachLimit: countSchema,
  source: sourceSchema,
});

/** What may follow a low grade, first choice first (X03); one with a role waits for its confirmation. */
export const lowGradeSchema = z.strictObject({
  actions: listById(
    z.strictObject({
      id: idSchema,
      name: localTextSchema,
      confirmedBy: roleSchema.optional(),
      isPunishment: z.boolean(),
      source: sourceSchema,
    }),
  ).min(1),
});
