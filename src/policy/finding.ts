export type Finding = {
  readonly level: "error" | "warning";
  /** As in the file, entries by id: `scorecards[hotline].sections[opening].weight`. */
  readonly path: string;
  readonly message: string;
};

export const error = (path: string, message: string): Finding => ({ level: "error", path, message });
export const warning = (path: string, message: string): Finding => ({ level: "warning", path, message });

/** Sums of percentages are compared as people write them; thirds need not add up to the last digit. */
export function isHundred(sum: number): boolean {
  return Math.abs(sum - 100) < 0.01;
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** One finding for each setting that is 0 although 0 switches off what it counts. */
export function lintZeros(settings: Readonly<Record<string, number | undefined>>): Finding[] {
  return Object.entries(settings).flatMap(([path, value]) =>
    value === 0 ? [error(path, "is 0, so it never takes effect; write 1 or more.")] : [],
  );
}

/** One finding for each pair of neighbours that is out of order. Absent values are skipped. */
export function lintOrder(
  times: readonly (readonly [path: string, value: string | number | undefined])[],
): Finding[] {
  const given = times.filter(([, value]) => value !== undefined);
  return given.slice(1).flatMap(([path, value], index) => {
    const [earlierPath, earlier] = given[index] ?? ["", undefined];
    if (value === undefined || earlier === undefined || earlier < value) return [];
    return [error(path, `is ${value}, which is not after ${earlierPath} (${earlier}).`)];
  });
}

/** Words that two entries of one list both claim. */
export function lintAliases(
  path: string,
  entries: readonly { readonly id: string; readonly words: readonly string[] }[],
): Finding[] {
  const owner = new Map<string, string>();
  return entries.flatMap(({ id, words }) =>
    [...new Set(words.map((word) => word.toLowerCase()))].flatMap((word) => {
      const first = owner.get(word) ?? id;
      owner.set(word, first);
      return first === id
        ? []
        : [error(`${path}[${id}]`, `"${word}" already means ${first}; remove one of the two.`)];
    }),
  );
}
