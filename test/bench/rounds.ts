import type { Child } from "./child.ts";
import { sendLoad, type LoadResult, type PreparedRequest } from "./load.ts";

export type Contestant = {
  readonly child: Child;
  readonly url: string;
  /** The requests of a round, each to be sent once. */
  readonly requests: (round: number) => readonly PreparedRequest[];
};

export type Course = {
  readonly rounds: number;
  /** Rounds before those, which do not count: the engine is still compiling. */
  readonly warmUps: number;
  readonly connections: number;
  readonly isRightAnswer: (body: string) => boolean;
};

export type Round = LoadResult & {
  /** Computing time of the server process for each request. */
  readonly computingMicroseconds: number;
};

/**
 * Sends every contestant the same load, round by round, each round beginning with another one, so that none is always
 * the first on a cooler machine. Answers the counted rounds of each.
 */
export async function alternate(contestants: readonly Contestant[], course: Course): Promise<Round[][]> {
  const results = contestants.map((): Round[] => []);
  for (let round = 0; round < course.warmUps + course.rounds; round += 1) {
    for (const [turn] of contestants.entries()) {
      const place = (turn + round) % contestants.length;
      const contestant = contestants[place];
      if (contestant === undefined) continue;
      const result = await runRound(contestant, course, contestant.requests(round));
      if (round >= course.warmUps) results[place]?.push(result);
    }
  }
  return results;
}

async function runRound(
  { child, url }: Contestant,
  { connections, isRightAnswer }: Course,
  requests: readonly PreparedRequest[],
): Promise<Round> {
  const before = child.computingMilliseconds();
  const result = await sendLoad({ url, connections, requests, isRightAnswer });
  const computing = child.computingMilliseconds() - before;
  return { ...result, computingMicroseconds: (computing * 1000) / requests.length };
}

/** The same requests for every contestant of a round; no server sees one of them twice. */
export function sharedRequests(make: () => readonly PreparedRequest[]): Contestant["requests"] {
  let made: { readonly round: number; readonly requests: readonly PreparedRequest[] } | null = null;
  return (round) => {
    if (made?.round !== round) made = { round, requests: make() };
    return made.requests;
  };
}
