import { createHash } from "node:crypto";

/** So many different statements are kept prepared on a connection. */
const MOST_NAMES = 400;

/**
 * Names statements so that PostgreSQL keeps them prepared. A list of values of another length is another statement,
 * so the number of names is bounded: what comes after the first few hundred runs unnamed.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES) return "";
    const name = createHash("sha1").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
}
