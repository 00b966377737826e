import { warning } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { isPlain } from "./merge.ts";
import type { Policy } from "./policy.ts";

/** Every rule must be able to answer "why": the schema gives each an empty source when the file has none. */
export function lintSources(policy: Policy): Finding[] {
  return blankSources(policy, "").map((path) =>
    warning(`${path}.source`, "is missing; name the clause of your written policy, or write ours."),
  );
}

function blankSources(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => {
      const name = isPlain(entry) && typeof entry["id"] === "string" ? entry["id"] : index;
      return blankSources(entry, `${path}[${name}]`);
    });
  }
  if (!isPlain(value)) return [];
  const own = value["source"]?.toString().trim() === "" ? [path] : [];
  return own.concat(
    Object.entries(value).flatMap(([key, inner]) =>
      blankSources(inner, path === "" ? key : `${path}.${key}`),
    ),
  );
}
