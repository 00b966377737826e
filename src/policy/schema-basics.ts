import { z } from "zod";
import { CHANNELS } from "#domain/contact";
import { ROLES } from "#domain/person";

// Messages are remedies: the loader puts the path and the refused value in front of them.

/** Lower-case words joined by hyphens; what other places of the policy and stored records refer to. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, {
  error: 'write lower-case letters, digits and hyphens, for example "close-well"',
});

/** The clause of the written policy, as `002 三 接听时效`, or `ours`. Missing is a fault that lint names. */
export const sourceSchema = z.string().default("");

export const localTextSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const localDateSchema = z.iso.date({
  error: 'write a real date as YYYY-MM-DD, for example "2026-10-01"',
});

export const localTimeSchema = z
  .string({ error: 'write a time in quotes as "HH:MM", for example "09:10"' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'write a time in quotes as "HH:MM", for example "09:10"' });

/** A whole number, 0 or more. Where 0 makes no sense lint says so. */
export const countSchema = z.int().min(0);

/** 0 to 100. */
export const percentSchema = z.number().min(0).max(100);

export const roleSchema = z.enum(ROLES);
export const channelSchema = z.enum(CHANNELS);

export const CYCLES = ["day", "month", "quarter", "year"] as const;
export const cycleSchema = z.enum(CYCLES);

export const CADENCES = ["week", "month", "quarter", "half-year", "year", "event"] as const;
export const cadenceSchema = z.enum(CADENCES);

/** A blank of the written policy is `{required: true, value: null}`: what needs it is refused until it is filled. */
export const targetSchema = z.strictObject({ required: z.boolean(), value: z.number().nullable() });

/** A list whose entries are found by id. */
export function listById<Entry extends z.ZodType<{ id: string }>>(entry: Entry) {
  return z.array(entry).superRefine((entries, context) => {
    const seen = new Set<string>();
    entries.forEach(({ id }, index) => {
      if (seen.has(id)) {
        context.addIssue({
          code: "custom",
          path: [index, "id"],
          message: "give each entry of the list its own id",
        });
      }
      seen.add(id);
    });
  });
}
