/**
 * A draw is a pure function of (frame, plan, seed).
 *
 * Generator `sha256-rank`, version 1: the rank of a contact is the lowercase hex SHA-256 of `SEED:CONTACT_ID`
 * (UTF-8); of each agent's contacts the `perAgent` lowest ranks are drawn. Anyone can check it without this program:
 * `printf %s "$SEED:$CONTACT_ID" | sha256sum` for each contact of an agent, sort, take the first ones.
 */
export const DRAW_GENERATOR = { name: "sha256-rank", version: "1" } as const;

/** Why a contact is scored. Only `random` and re-weighted `risk` enter the month. */
export const DRAW_MARKS = ["random", "risk", "manual", "double", "calibration", "training"] as const;
export type DrawMark = (typeof DRAW_MARKS)[number];

/** What is drawn from: one entry an agent, with every contact that could be chosen. */
export type FrameEntry = { readonly agentId: string; readonly contactIds: readonly string[] };
export type Frame = readonly FrameEntry[];

/** Stored with each draw. The last two say how the frame was made; the draw itself uses `perAgent` only. */
export type DrawPlan = {
  readonly perAgent: number;
  readonly windowWorkingDays: number;
  /** Contacts with fewer turns are not in the frame. */
  readonly minTurns: number;
};

export type Drawn = { readonly agentId: string; readonly contactId: string; readonly mark: "random" };

/** Text (UTF-8) to lowercase hex SHA-256. */
export type Sha256 = (text: string) => string;

export type DrawInput = {
  readonly frame: Frame;
  readonly plan: DrawPlan;
  readonly seed: string;
  readonly hash: Sha256;
};

type Ranked = { readonly contactId: string; readonly rank: string };

/** @returns the chosen contacts by agent id, then by rank: the frame's own order changes nothing. */
export function drawSample(input: DrawInput): Drawn[] {
  const { plan, seed, hash } = input;
  return mergeAgents(input.frame).flatMap(([agentId, contactIds]) =>
    lowestRanks(contactIds, plan.perAgent, (contactId) => hash(`${seed}:${contactId}`)).map(
      ({ contactId }): Drawn => ({ agentId, contactId, mark: "random" }),
    ),
  );
}

/** What is shown the working day before the draw: `printf %s "$SEED" | sha256sum`. */
export function seedHash(seed: string, hash: Sha256): string {
  return hash(seed);
}

/**
 * The frame's fingerprint: SHA-256 of the lines `AGENT_ID<tab>CONTACT_ID<newline>`, each once, agents and within them
 * contacts in rising order (`LC_ALL=C sort -u frame.tsv | sha256sum` when ids are ASCII).
 */
export function frameHash(frame: Frame, hash: Sha256): string {
  const lines = mergeAgents(frame).flatMap(([agentId, contactIds]) =>
    [...contactIds].sort().map((contactId) => `${agentId}\t${contactId}\n`),
  );
  return hash(lines.join(""));
}

/** Agents in rising order, each once, each contact once. */
function mergeAgents(frame: Frame): [string, Set<string>][] {
  const agents = new Map<string, Set<string>>();
  for (const { agentId, contactIds } of frame) {
    const known = agents.get(agentId);
    if (known === undefined) agents.set(agentId, new Set(contactIds));
    else for (const contactId of contactIds) known.add(contactId);
  }
  return [...agents].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Keeps the best few instead of sorting all: a frame may hold a million contacts. */
function lowestRanks(contactIds: Iterable<string>, count: number, rankOf: (id: string) => string): Ranked[] {
  const best: Ranked[] = [];
  for (const contactId of contactIds) {
    const candidate = { contactId, rank: rankOf(contactId) };
    const worst = best[count - 1];
    if (count <= 0 || (worst !== undefined && !isBefore(candidate, worst))) continue;
    const place = best.findIndex((kept) => isBefore(candidate, kept));
    best.splice(place === -1 ? best.length : place, 0, candidate);
    if (best.length > count) best.pop();
  }
  return best;
}

function isBefore(left: Ranked, right: Ranked): boolean {
  return left.rank === right.rank ? left.contactId < right.contactId : left.rank < right.rank;
}
