type Plain = { readonly [key: string]: unknown };

/**
 * Puts one policy over another. Objects are merged key by key; a block `{remove: true}` leaves the inherited one out.
 * A list whose entries all have an `id` is merged by id: known ids are merged in place, new ones follow,
 * `{id: x, remove: true}` drops the inherited one. When such a list begins with `{keep: [x, y]}`, only those are
 * inherited, in that order. Anything else (also null and any other list) replaces what was inherited.
 */
export function mergePolicies(base: unknown, over: unknown): unknown {
  if (isPlain(over) && (isPlain(base) || base === undefined)) return mergeObjects(base ?? {}, over);
  if (isKeepingList(over)) return keepOnly(Array.isArray(base) ? base : [], over);
  if (isListById(base) && isListById(over)) return mergeLists(base, over);
  return over;
}

function mergeObjects(base: Plain, over: Plain): Plain {
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const merged = (key: string): unknown => {
    const inherited = Object.hasOwn(base, key) ? base[key] : undefined;
    return Object.hasOwn(over, key) ? mergePolicies(inherited, over[key]) : inherited;
  };
  const isLeftOut = (key: string): boolean => Object.hasOwn(base, key) && isRemoval(over[key]);
  return Object.fromEntries([...keys].filter((key) => !isLeftOut(key)).map((key) => [key, merged(key)]));
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

/** What is to be kept and is not there stays as a bare id, so that the check names it. */
function keepOnly(base: readonly unknown[], [first, ...own]: KeepingList): unknown[] {
  const inherited = new Map(base.filter(isPlain).map((entry) => [entry["id"], entry]));
  const kept = first.keep.map((id) => inherited.get(id) ?? { id });
  return isListById(own) ? mergeLists(kept, own) : [...kept, ...own];
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type KeepingList = readonly [{ readonly keep: readonly unknown[] }, ...unknown[]];

function isKeepingList(value: unknown): value is KeepingList {
  if (!Array.isArray(value)) return false;
  const [first] = value as unknown[];
  return isPlain(first) && Object.keys(first).length === 1 && Array.isArray(first["keep"]);
}

function isRemoval(value: unknown): boolean {
  return isPlain(value) && Object.keys(value).length === 1 && value["remove"] === true;
}

function isListById(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => isPlain(entry) && "id" in entry);
}
