import { createHash } from "node:crypto";

/** So many different statements are kept prepared on a connection. */
export const MOST_STATEMENTS = 400;

/**
 * Names statements so that PostgreSQL keeps them prepared. A list of values of another length is another statement,
 * so the number of names is bounded: what comes after the first few hundred runs unnamed. No later one takes their place,
 * since a statement cannot be dropped here on every connection that has it.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_STATEMENTS) return "";
    const name = createHash("sha1").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
}
