/** Who holds what, by index. `of[task]` is undefined when nobody may take the task. */
export type Holding = { readonly of: (number | undefined)[]; readonly load: number[] };

/** For each task the indexes of those who may take it. */
export type Choices = readonly (readonly number[])[];

/** First guess: each task to the least loaded of those who may take it; the tasks with the fewest choices first. */
export function leastLoaded(choices: Choices, people: number): Holding {
  const holding: Holding = {
    of: choices.map(() => undefined),
    load: Array.from({ length: people }, () => 0),
  };
  const order = choices.map((_, task) => task);
  order.sort((left, right) => (choices[left]?.length ?? 0) - (choices[right]?.length ?? 0));
  for (const task of order) {
    const taker = lightest(choices[task] ?? [], holding.load);
    if (taker !== undefined) give(holding, task, taker);
  }
  return holding;
}

/**
 * Moves tasks along cost-reducing paths until there is none: a chain of people, each of whom can hand one task to the
 * next, from someone to another with at least two tasks fewer. Without such a path the semi-matching is optimal
 * (Harvey et al. 2003, theorem 2). Every path lowers the sum of squared loads, so it ends.
 */
export function optimise(choices: Choices, holding: Holding): void {
  const movable = countMovable(choices, holding);
  for (let path = costReducingPath(holding, movable); path; path = costReducingPath(holding, movable)) {
    for (let step = path.length - 1; step > 0; step -= 1) {
      moveOne(choices, holding, movable, path[step - 1] ?? 0, path[step] ?? 0);
    }
  }
}

function lightest(candidates: readonly number[], load: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const candidate of candidates) {
    if (best === undefined || at(load, candidate) < at(load, best)) best = candidate;
  }
  return best;
}

function give(holding: Holding, task: number, taker: number): void {
  const giver = holding.of[task];
  if (giver !== undefined) holding.load[giver] = at(holding.load, giver) - 1;
  holding.of[task] = taker;
  holding.load[taker] = at(holding.load, taker) + 1;
}

/** `movable[from][to]`: how many tasks of `from` the other may take. Small, so that searching a path is cheap. */
function countMovable(choices: Choices, holding: Holding): number[][] {
  const movable = holding.load.map(() => holding.load.map(() => 0));
  holding.of.forEach((holder, task) => {
    if (holder !== undefined) count(movable, choices[task] ?? [], holder, 1);
  });
  return movable;
}

function count(movable: number[][], takers: readonly number[], holder: number, by: 1 | -1): void {
  const row = movable[holder] ?? [];
  for (const taker of takers) row[taker] = at(row, taker) + by;
}

/** Breadth first from the most loaded on, so the largest load falls first. */
function costReducingPath(holding: Holding, movable: readonly number[][]): number[] | null {
  const byLoad = holding.load.map((_, person) => person);
  byLoad.sort((left, right) => at(holding.load, right) - at(holding.load, left));
  for (const start of byLoad) {
    const path = pathFrom(start, holding.load, movable);
    if (path !== null) return path;
  }
  return null;
}

function pathFrom(start: number, load: readonly number[], movable: readonly number[][]): number[] | null {
  const cameFrom = new Map<number, number | null>([[start, null]]);
  for (const person of cameFrom.keys()) {
    if (at(load, person) <= at(load, start) - 2) return trace(person, cameFrom);
    movable[person]?.forEach((tasks, other) => {
      if (tasks > 0 && !cameFrom.has(other)) cameFrom.set(other, person);
    });
  }
  return null;
}

function trace(end: number, cameFrom: ReadonlyMap<number, number | null>): number[] {
  const path: number[] = [];
  for (let person: number | null = end; person !== null; person = cameFrom.get(person) ?? null)
    path.unshift(person);
  return path;
}

function moveOne(choices: Choices, holding: Holding, movable: number[][], from: number, to: number): void {
  const task = holding.of.findIndex((holder, index) => holder === from && choices[index]?.includes(to));
  const takers = choices[task] ?? [];
  count(movable, takers, from, -1);
  give(holding, task, to);
  count(movable, takers, to, 1);
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0;
