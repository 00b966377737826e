import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { assignScorers } from "#domain/assignment";
import type { Assignment, AssignmentInput } from "#domain/assignment";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const everybody = (): boolean => true;

function contactsOf(count: number, agentId = (index: number): string => `agent-${index % 7}`) {
  return Array.from({ length: count }, (_, index) => ({ contactId: `c${index}`, agentId: agentId(index) }));
}

function scorersOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `s${index}`);
}

function loads(result: Assignment, scorerIds: readonly string[]): number[] {
  return scorerIds.map((scorerId) => result.assigned.filter((entry) => entry.scorerId === scorerId).length);
}

function outsidePairs(
  pairs: readonly { readonly agentId: string; readonly scorerId: string }[],
): AssignmentInput["eligible"] {
  const excluded = new Set(pairs.map(({ agentId, scorerId }) => `${agentId} ${scorerId}`));
  return ({ agentId }, scorerId) => !excluded.has(`${agentId} ${scorerId}`);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The smallest sum of squared loads of all possible assignments: what an optimal semi-matching has. */
function bestSquares(choices: readonly (readonly number[])[], load: number[], task = 0): number {
  const takers = choices[task];
  if (takers === undefined) return load.reduce((sum, each) => sum + each * each, 0);
  if (takers.length === 0) return bestSquares(choices, load, task + 1);
  return Math.min(
    ...takers.map((taker) =>
      bestSquares(
        choices,
        load.map((each, index) => (index === taker ? each + 1 : each)),
        task + 1,
      ),
    ),
  );
}

describe("assigning contacts to scorers", () => {
  it("spreads evenly, within one card", () => {
    const scorerIds = scorersOf(4);

    const result = assignScorers({
      contacts: contactsOf(10),
      scorerIds,
      eligible: everybody,
      seed: "s",
      hash,
    });

    expect(loads(result, scorerIds).sort()).toEqual([2, 2, 3, 3]);
    expect(result.unassigned).toEqual([]);
  });

  it("never gives anybody their own conversations, even if the rule would", () => {
    const contacts = contactsOf(20, (index) => (index % 2 === 0 ? "s0" : "s1"));

    const result = assignScorers({ contacts, scorerIds: scorersOf(2), eligible: everybody, seed: "s", hash });

    const agentOf = new Map(contacts.map(({ contactId, agentId }) => [contactId, agentId]));
    expect(result.assigned).toHaveLength(20);
    expect(result.assigned.filter(({ contactId, scorerId }) => agentOf.get(contactId) === scorerId)).toEqual(
      [],
    );
  });

  it("respects excluded pairs, and says when nobody is left", () => {
    const eligible = outsidePairs([
      { agentId: "x", scorerId: "s0" },
      { agentId: "x", scorerId: "s1" },
      { agentId: "y", scorerId: "s0" },
    ]);
    const contacts = [
      { contactId: "1", agentId: "x" },
      { contactId: "2", agentId: "y" },
    ];

    const result = assignScorers({ contacts, scorerIds: scorersOf(2), eligible, seed: "s", hash });

    expect(result.assigned).toEqual([{ contactId: "2", scorerId: "s1" }]);
    expect(result.unassigned).toEqual([{ contactId: "1", reason: "no-eligible-scorer" }]);
  });

  it("says that there is no scorer at all", () => {
    const result = assignScorers({
      contacts: contactsOf(1),
      scorerIds: [],
      eligible: everybody,
      seed: "s",
      hash,
    });

    expect(result).toEqual({ assigned: [], unassigned: [{ contactId: "c0", reason: "no-scorer" }] });
  });

  it("does not depend on the order of the lists", () => {
    const contacts = contactsOf(30);
    const scorerIds = scorersOf(4);

    const forward = assignScorers({ contacts, scorerIds, eligible: everybody, seed: "s", hash });
    const backward = assignScorers({
      contacts: [...contacts].reverse(),
      scorerIds: [...scorerIds].reverse(),
      eligible: everybody,
      seed: "s",
      hash,
    });

    expect(backward).toEqual(forward);
  });

  it("gives the odd card to everybody in turn over the seeds", () => {
    const scorerIds = scorersOf(3);
    const odd = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const result = assignScorers({
        contacts: contactsOf(1),
        scorerIds,
        eligible: everybody,
        seed: `${seed}`,
        hash,
      });
      odd.add(result.assigned[0]?.scorerId ?? "");
    }

    expect(odd).toEqual(new Set(["s0", "s1", "s2"]));
  });

  it("is as even as any assignment can be, for 400 random small teams", () => {
    for (let round = 0; round < 400; round += 1) {
      const random = chance(round);
      const scorerIds = scorersOf(1 + Math.floor(random() * 4));
      const contacts = contactsOf(1 + Math.floor(random() * 6));
      const allowed = new Set<string>();
      for (const { contactId } of contacts) {
        for (const scorerId of scorerIds) if (random() < 0.5) allowed.add(`${contactId} ${scorerId}`);
      }
      const eligible: AssignmentInput["eligible"] = ({ contactId }, scorerId) =>
        allowed.has(`${contactId} ${scorerId}`);

      const result = assignScorers({ contacts, scorerIds, eligible, seed: `${round}`, hash });

      const choices = contacts.map((contact) =>
        scorerIds.flatMap((scorerId, index) => (eligible(contact, scorerId) ? [index] : [])),
      );
      const squares = loads(result, scorerIds).reduce((sum, each) => sum + each * each, 0);
      expect(squares).toBe(
        bestSquares(
          choices,
          scorerIds.map(() => 0),
        ),
      );
      expect(
        result.assigned.every(({ contactId, scorerId }) => allowed.has(`${contactId} ${scorerId}`)),
      ).toBe(true);
      expect(result.assigned.length).toBe(choices.filter((takers) => takers.length > 0).length);
    }
  });

  it("gives 5,000 contacts to 40 scorers evenly, a third of the pairs excluded", () => {
    const random = chance(1);
    const scorerIds = scorersOf(40);
    const pairs = Array.from({ length: 200 }, (_, agent) =>
      scorerIds.flatMap((scorerId) => (random() < 0.33 ? [{ agentId: `agent-${agent}`, scorerId }] : [])),
    ).flat();
    const contacts = contactsOf(5000, (index) => `agent-${index % 200}`);

    const result = assignScorers({ contacts, scorerIds, eligible: outsidePairs(pairs), seed: "s", hash });

    expect(Math.max(...loads(result, scorerIds))).toBe(125);
    expect(Math.min(...loads(result, scorerIds))).toBe(125);
  });

  it("undoes a bad first guess along a chain of hand-overs", () => {
    // Contact i may go to scorer i or i+1, two more to the first scorer only; at first the last one alone is free.
    const scorerIds = scorersOf(6);
    const contacts = contactsOf(7);
    const eligible: AssignmentInput["eligible"] = ({ contactId }, scorerId) => {
      const [contact, scorer] = [Number(contactId.slice(1)), Number(scorerId.slice(1))];
      return contact < 5 ? scorer === contact || scorer === contact + 1 : scorer === 0;
    };

    const result = assignScorers({ contacts, scorerIds, eligible, seed: "s", hash });

    expect(loads(result, scorerIds)).toEqual([2, 1, 1, 1, 1, 1]);
  });
});
