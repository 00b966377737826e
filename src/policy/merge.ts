type Plain = { readonly [key: string]: unknown };

/**
 * Puts one policy over another. Objects are merged key by key. A list whose entries all have an `id` is merged by id:
 * known ids are merged in place, new ones follow, `{id: x, remove: true}` drops the inherited one. Anything else (also
 * null and any other list) replaces what was inherited.
 */
export function mergePolicies(base: unknown, over: unknown): unknown {
  if (isPlain(base) && isPlain(over)) return mergeObjects(base, over);
  if (isListById(base) && isListById(over)) return mergeLists(base, over);
  return over;
}

function mergeObjects(base: Plain, over: Plain): Plain {
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const merged = (key: string): unknown => {
    if (!Object.hasOwn(over, key)) return base[key];
    return Object.hasOwn(base, key) ? mergePolicies(base[key], over[key]) : over[key];
  };
  return Object.fromEntries([...keys].map((key) => [key, merged(key)]));
}

function mergeLists(base: readonly Plain[], over: readonly Plain[]): Plain[] {
  const merged = new Map(base.map((entry) => [entry["id"], entry]));
  for (const entry of over) {
    const inherited = merged.get(entry["id"]);
    if (entry["remove"] === true) merged.delete(entry["id"]);
    else merged.set(entry["id"], inherited === undefined ? entry : mergeObjects(inherited, entry));
  }
  return [...merged.values()];
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListById(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => isPlain(entry) && "id" in entry);
}
