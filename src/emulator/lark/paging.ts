import { Refusal } from "./refusal.ts";

export type Page<T> = { items: readonly T[]; has_more: boolean; page_token: string };

/** Cuts one page out; the token is opaque to the caller. `most` is the largest page size of the API. */
export function pageOf<T>(
  all: readonly T[],
  query: Readonly<Record<string, string | undefined>>,
  limits: { usual: number; most: number },
): Page<T> {
  const size = Number(query["page_size"] ?? limits.usual);
  if (!Number.isInteger(size) || size < 1 || size > limits.most)
    throw new Refusal(40011, `page size is invalid: at most ${limits.most}`, { violation: "bad-parameter" });
  const start = startOf(query["page_token"]);
  const items = all.slice(start, start + size);
  const hasMore = start + size < all.length;
  return { items, has_more: hasMore, page_token: hasMore ? tokenOf(start + size) : "" };
}

function tokenOf(start: number): string {
  return Buffer.from(`from ${start}`).toString("base64url");
}

function startOf(token: string | undefined): number {
  if (token === undefined || token === "") return 0;
  const start = /^from (\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (start === undefined) throw new Refusal(40012, "page token is invalid", { violation: "bad-parameter" });
  return Number(start);
}
