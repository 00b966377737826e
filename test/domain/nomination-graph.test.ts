import { describe, expect, it } from "vitest";
import { nominationRings } from "#domain/nomination-graph";

/** `ab` is a naming b. */
const ringsOf = (...edges: readonly string[]): string[] =>
  nominationRings(edges.map((edge) => ({ from: edge.charAt(0), to: edge.charAt(1) }))).map((ring) =>
    ring.join(""),
  );

describe("people who name each other in a circle", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["nobody", [], []],
    ["one who names another", ["ab"], []],
    ["a pair", ["ab", "ba"], ["ab"]],
    ["a pair that says it twice", ["ab", "ba", "ab"], ["ab"]],
    ["three in turn", ["ab", "bc", "ca"], ["abc"]],
    ["three in turn, from whichever end", ["cb", "ba", "ac"], ["acb"]],
    ["four in turn", ["ab", "bc", "cd", "da"], ["abcd"]],
    ["five in turn, which is chance", ["ab", "bc", "cd", "de", "ea"], []],
    ["a chain", ["ab", "bc", "cd"], []],
    ["two who name a third", ["ac", "bc"], []],
    ["a pair within three", ["ab", "ba", "bc", "ca"], ["ab", "abc"]],
    ["two pairs", ["ab", "ba", "cd", "dc"], ["ab", "cd"]],
    ["both ways round", ["ab", "bc", "ca", "ac", "cb", "ba"], ["ab", "ac", "bc", "abc", "acb"]],
    ["oneself, which is no circle", ["aa"], []],
  ])("%s", (_, edges, rings) => {
    expect(ringsOf(...edges)).toEqual(rings);
  });

  it("finds what trying every order finds", () => {
    const people = [..."abcdef"];
    for (let seed = 1; seed <= 40; seed += 1) {
      const edges = people.flatMap((from, row) =>
        people.flatMap((to, column) =>
          (seed * (row * 7 + column * 13 + 5)) % 11 < 3 && from !== to ? [from + to] : [],
        ),
      );

      expect(ringsOf(...edges)).toEqual(byTrying(people, new Set(edges)));
    }
  });
});

function byTrying(people: readonly string[], edges: ReadonlySet<string>): string[] {
  const paths = [2, 3, 4].flatMap((length) => orders(people, length));
  return paths
    .filter((path) => [...path].every((person) => person >= path.charAt(0)))
    .filter((path) =>
      [...path].every((person, place) => edges.has(person + path.charAt((place + 1) % path.length))),
    )
    .sort((left, right) => left.length - right.length || ([...left].join() < [...right].join() ? -1 : 1));
}

function orders(people: readonly string[], length: number): string[] {
  if (length === 0) return [""];
  return orders(people, length - 1).flatMap((path) =>
    people.filter((person) => !path.includes(person)).map((person) => path + person),
  );
}
