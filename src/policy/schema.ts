import { z } from "zod";
import { idSchema, listById, localDateSchema, localTextSchema } from "./schema-basics.ts";
import {
  calendarSchema,
  cardSchema,
  cyclesSchema,
  courseSchema,
  daySchema,
  deadlinesSchema,
  doubleScoringSchema,
  itemsSchema,
  languageSchema,
  postingSchema,
  retentionSchema,
  rhythmSchema,
  samplingSchema,
  sceneSchema,
  termSchema,
  voiceSchema,
  weekSchema,
  wordingSchema,
} from "./schema-day.ts";
import {
  appealSchema,
  attitudeSchema,
  gradesSchema,
  improvementPlanSchema,
  indicatorSchema,
  knowledgeSchema,
  lowGradeSchema,
  monthSchema,
  resolutionSchema,
  yearSchema,
} from "./schema-month.ts";
import {
  awardSchema,
  ideasSchema,
  nominationsSchema,
  pointsSchema,
  publishSchema,
  rewardSchema,
} from "./schema-recognition.ts";
import { scorecardRuleSchema, scorecardSchema } from "./schema-scorecard.ts";

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * One policy. What the daily scoring needs must be there; a part of the programme that is left out (month, awards,
 * ideas and so on) is not run.
 */
export const policySchema = z.strictObject({
  name: idSchema,
  title: localTextSchema,
  version: z.string().min(1),
  effectiveFrom: localDateSchema,
  /** The only time zone: dates, months and times of day are read in it. */
  zone: z.string().refine(isZone, { error: 'write an IANA name, for example "Asia/Shanghai"' }),
  calendar: calendarSchema,
  language: languageSchema,
  day: daySchema,
  sampling: samplingSchema,
  card: cardSchema,
  scenes: listById(sceneSchema),
  scorecards: listById(scorecardSchema).min(1),
  scorecardRules: z.array(scorecardRuleSchema).min(1),
  items: itemsSchema.optional(),
  wording: wordingSchema.optional(),
  voice: voiceSchema.optional(),
  deadlines: deadlinesSchema.optional(),
  retention: retentionSchema.optional(),
  doubleScoring: doubleScoringSchema.optional(),
  week: weekSchema.optional(),
  posting: postingSchema.optional(),
  courses: listById(courseSchema).default([]),
  cycles: cyclesSchema.optional(),
  rhythms: listById(rhythmSchema).default([]),
  terms: listById(termSchema).default([]),
  indicators: listById(indicatorSchema).default([]),
  resolution: resolutionSchema.optional(),
  month: monthSchema.optional(),
  year: yearSchema.optional(),
  grades: gradesSchema.optional(),
  knowledge: knowledgeSchema.optional(),
  attitude: attitudeSchema.optional(),
  appeal: appealSchema.optional(),
  improvementPlan: improvementPlanSchema.optional(),
  lowGrade: lowGradeSchema.optional(),
  awards: listById(awardSchema).default([]),
  rewards: listById(rewardSchema).default([]),
  nominations: nominationsSchema.optional(),
  ideas: ideasSchema.optional(),
  points: pointsSchema.optional(),
  publish: publishSchema.optional(),
});
