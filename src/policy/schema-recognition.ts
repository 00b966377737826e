import { z } from "zod";
import {
  cadenceSchema,
  countSchema,
  idSchema,
  listById,
  localTextSchema,
  roleSchema,
  sourceSchema,
} from "./schema-basics.ts";

export const awardSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  /** What it is decided on; `mixed` shows votes and score together (X06). */
  basis: z.enum(["votes", "score", "mixed", "metric", "case", "idea"]),
  cadence: cadenceSchema,
  for: z.enum(["person", "team"]),
  /** The most that are given at a time. */
  winners: countSchema,
  /** Random evaluations of the period that a winner needs. */
  minimumEvaluations: countSchema,
  /** For newcomers: months since they were hired. */
  withinMonthsOfHire: countSchema.optional(),
  /** For `metric`: by how many percent the target must be passed. */
  marginPercent: z.number().min(0).optional(),
  /** For `idea`: which of the two stages makes an idea a candidate (X07), and of which categories; absent: of all. */
  ideaStage: z.enum(["adopted", "effective"]).optional(),
  ideaCategories: z.array(idSchema).optional(),
  /** So many of these make a person a candidate for the think-tank. */
  thinkTankAfter: countSchema.optional(),
  /** Working days after the period in which it must be announced. */
  announceWithinWorkingDays: countSchema,
  rewards: z.array(idSchema),
  source: sourceSchema,
});

/** What an award may carry; `paidOutside` means that a person marks it as paid. */
export const rewardSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  kind: z.enum(["certificate", "medal", "money", "training", "praise", "career"]),
  paidOutside: z.boolean(),
  source: sourceSchema,
});

export const nominationsSchema = z.strictObject({
  selfAllowed: z.boolean(),
  ownSupervisorAllowed: z.boolean(),
  /** How often one person may name the same colleague in a month, and how often altogether. */
  samePairPerMonth: countSchema,
  perPersonPerMonth: countSchema,
  minReasonChars: countSchema,
  /** What a nominee is told: nothing, the reason, or the reason and who wrote it. */
  tellNominee: z.enum(["nothing", "reason", "reason-and-name"]),
  /** Working days before the month ends on which supervisors see who was named by nobody. */
  listUnnamedBeforeWorkingDays: countSchema,
  /** Values that a reason may name with a hash: #客户至上. */
  principles: listById(z.strictObject({ id: idSchema, name: localTextSchema, source: sourceSchema })),
  source: sourceSchema,
});

export const ideasSchema = z.strictObject({
  categories: listById(z.strictObject({ id: idSchema, name: localTextSchema, source: sourceSchema })).min(1),
  reviewers: z.array(roleSchema).min(1),
  /** Working days until the first answer; a reminder goes out before it. */
  remindAfterWorkingDays: countSchema,
  answerWithinWorkingDays: countSchema,
  /** Whole days that are compared: before adoption, and after it was put into practice. Then the check opens. */
  effectCheckAfterDays: countSchema,
  /** Points come at adoption in any case; whether the award waits for the effect (X07). */
  awardNeedsEffect: z.boolean(),
  /** Roles whose own ideas bring no points. */
  withoutPoints: z.array(roleSchema),
  source: sourceSchema,
});

export const pointsSchema = z.strictObject({
  ideaAdopted: countSchema,
  ideaEffective: countSchema,
  /** Months until points are void; null keeps them for ever. */
  expireAfterMonths: countSchema.nullable(),
  /** What points buy. `stock` null is without limit. */
  catalogue: listById(
    z.strictObject({
      id: idSchema,
      name: localTextSchema,
      price: countSchema,
      stock: countSchema.nullable(),
      approver: roleSchema,
      source: sourceSchema,
    }),
  ),
  source: sourceSchema,
});

export const publishSchema = z.strictObject({
  /** Below this a person stands apart from the board, in the order of names. */
  minimumEvaluations: countSchema,
  /** Whom the board in the group names: the groups that are told apart as best, or everybody. */
  board: z.enum(["best-group", "everybody"]),
  /** Advice in public: in general form only, or not at all (X18). */
  advice: z.enum(["general", "none"]),
  /** Whether a person agrees before a post about them goes out. */
  needsConsent: z.boolean(),
  /** Roles that may open a colleague's scores. */
  colleaguesScoresFor: z.array(roleSchema),
  /** Whose name the page shows on which anybody checks a certificate: a part of it or all. */
  certificateName: z.enum(["masked", "full"]).default("masked"),
  /** Who gives the certificates, as it stands on them; absent: none is named. */
  organisation: localTextSchema.optional(),
  source: sourceSchema,
});
