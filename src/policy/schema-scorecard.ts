import { z } from "zod";
import { COMPARISONS } from "#domain/condition";
import type { Condition } from "#domain/condition";
import { NUMBER_METRICS, YES_NO_METRICS } from "#domain/contact";
import { CAPABILITY_AREAS } from "#domain/scorecard";
import {
  channelSchema,
  idSchema,
  listById,
  localTextSchema,
  percentSchema,
  sourceSchema,
} from "./schema-basics.ts";

const numberTest = z.strictObject({
  metric: z.enum(NUMBER_METRICS),
  compare: z.enum(COMPARISONS),
  value: z.number(),
});
const yesNoTest = z.strictObject({ metric: z.enum(YES_NO_METRICS), is: z.boolean() });

const METRIC_REMEDY =
  "write {metric: rings, compare: <=, value: 3} for a measured number or {metric: resolved, is: true} for a yes or no";

const metricTestSchema = z.union([numberTest, yesNoTest], { error: METRIC_REMEDY });

/** When an item applies: see `Condition` in the domain. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ channel: z.array(channelSchema).min(1) }),
      z.strictObject({ direction: z.enum(["in", "out"]) }),
      z.strictObject({ scene: z.array(z.string()).min(1) }),
      z.strictObject({ observed: localTextSchema }),
      metricTestSchema,
    ],
    {
      error: `write one of all, any, not, channel: [voice], direction: in, scene: [ID], observed: {zh, en}, or ${METRIC_REMEDY}`,
    },
  ),
);

const criticalSchema = z.discriminatedUnion(
  "rule",
  [
    z.strictObject({ rule: z.literal("zero") }),
    z.strictObject({ rule: z.literal("flag") }),
    z.strictObject({ rule: z.literal("cap"), cap: z.number().min(0) }),
  ],
  { error: "write {rule: zero}, {rule: flag} or {rule: cap, cap: 60}" },
);

const itemSchema = z
  .strictObject({
    id: idSchema,
    name: localTextSchema,
    /** Points of the form's 100; left out, the section's weight is shared evenly. */
    weight: percentSchema.optional(),
    min: z.int().default(0),
    max: z.int(),
    /** One for each step from min to max, worst first. */
    labels: z.array(localTextSchema),
    naAllowed: z.boolean().default(false),
    when: conditionSchema.optional(),
    auto: metricTestSchema.optional(),
    critical: criticalSchema.optional(),
    areas: z.array(z.enum(CAPABILITY_AREAS)).default([]),
    source: sourceSchema,
    hint: localTextSchema.optional(),
  })
  .superRefine((item, context) => {
    const steps = item.max - item.min + 1;
    if (steps < 2) {
      context.addIssue({
        code: "custom",
        path: ["max"],
        message: `write a number above min, which is ${item.min}`,
      });
    } else if (item.labels.length !== steps) {
      const message = `write ${steps} labels, one for each step from ${item.min} to ${item.max}`;
      context.addIssue({ code: "custom", path: ["labels"], message });
    }
  });

const sectionSchema = z
  .strictObject({
    id: idSchema,
    name: localTextSchema,
    weight: percentSchema,
    items: listById(itemSchema).min(1),
  })
  .transform((section) => ({
    ...section,
    items: section.items.map((item) => ({
      ...item,
      weight: item.weight ?? section.weight / section.items.length,
    })),
  }));

export const scorecardSchema = z
  .strictObject({
    id: idSchema,
    version: z.string().min(1),
    name: localTextSchema,
    sections: listById(sectionSchema).min(1),
  })
  .superRefine((scorecard, context) => {
    const seen = new Set<string>();
    scorecard.sections.forEach((section, sectionIndex) =>
      section.items.forEach(({ id }, itemIndex) => {
        const path = ["sections", sectionIndex, "items", itemIndex, "id"];
        if (seen.has(id)) {
          context.addIssue({
            code: "custom",
            path,
            message: "another section has it; give each item of the scorecard its own id",
          });
        }
        seen.add(id);
      }),
    );
  });

/** The first rule that fits a contact names its scorecard; a rule without conditions fits every contact. */
export const scorecardRuleSchema = z.strictObject({
  scorecard: idSchema,
  channels: z.array(channelSchema).min(1).optional(),
  directions: z
    .array(z.enum(["in", "out"]))
    .min(1)
    .optional(),
  scenes: z.array(z.string()).min(1).optional(),
  source: sourceSchema,
});
