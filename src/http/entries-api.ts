import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { isBearer } from "./api-token.ts";
import { errorResponse, problemResponse } from "./error-response.ts";

const LARGEST_BODY_BYTES = 10 * 1024 * 1024;
const LARGEST_ENTRY_COUNT = 1_000;

export type EntriesApiDeps = {
  /** Without a token nobody may send anything. */
  readonly apiToken: string | null;
  /** Told what went wrong inside. */
  readonly onError: (error: Error) => void;
};

/** Where programs send entries: one object or an array of at most 1,000, with the token; answers what `take` says. */
export function createEntriesApi(
  path: string,
  deps: EntriesApiDeps,
  take: (rows: readonly SourceRow[]) => Promise<object>,
): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    deps.onError(error);
    return errorResponse(context, error);
  });
  app.use(path, async (context, next) => {
    if (isBearer(context.req.header("Authorization"), deps.apiToken)) return next();
    context.header("WWW-Authenticate", "Bearer");
    return problemResponse(context, "unauthorized");
  });
  const limit = bodyLimit({
    maxSize: LARGEST_BODY_BYTES,
    onError: (context) => problemResponse(context, "too-large"),
  });
  app.post(path, limit, async (context) => {
    const body = parseJson(await context.req.text());
    if (body === undefined) return problemResponse(context, "not-json");
    if (typeof body !== "object" || body === null) return problemResponse(context, "not-entries");
    const entries: readonly unknown[] = Array.isArray(body) ? body : [body];
    if (entries.length > LARGEST_ENTRY_COUNT) return problemResponse(context, "too-many");
    return context.json(await take(entries.map(toRow)));
  });
  return app;
}

/** Places in a request count from 0 and are called index. */
export function byIndex(rejected: readonly RejectedRow[]): readonly { index: number; reason: string }[] {
  return rejected.map(({ line, reason }) => ({ index: line, reason }));
}

function toRow(entry: unknown, index: number): SourceRow {
  if (typeof entry === "object" && entry !== null && !Array.isArray(entry))
    return { line: index, row: entry as Readonly<Record<string, unknown>> };
  return { line: index, row: {}, fault: "the entry is no JSON object: send objects" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
