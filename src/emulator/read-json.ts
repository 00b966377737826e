import type { Context } from "hono";
import { AppError } from "#domain/error";
import type { z } from "zod";

/** The request body by its schema; no body counts as `{}`. Throws `bad-input` or the schema's own error. */
export async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const raw = await c.req.text();
  return schema.parse(raw === "" ? {} : parse(raw));
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new AppError("bad-input", "the body is no JSON");
  }
}
