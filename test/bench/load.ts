import autocannon, { type CannonResult } from "autocannon";

export type PreparedRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type LoadOptions = {
  readonly url: string;
  readonly connections: number;
  /** Each is sent once. */
  readonly requests: readonly PreparedRequest[];
  /** An answer that is not the right one ends the bench: a server that refuses is faster than one that works. */
  readonly isRightAnswer: (body: string) => boolean;
};

export type LoadResult = {
  /** From the first connection to the last answer. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of each answer, ascending. */
  readonly latenciesMilliseconds: readonly number[];
};

/** Sends prepared requests over as many connections as wanted, each connection its next when it has its answer. */
export async function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const { url, connections, requests } = options;
  const shares = sharesOf(requests, connections);
  const latencies: number[] = [];
  let endedAt = 0;
  let next = 0;
  const startedAt = performance.now();
  const result = await new Promise<CannonResult>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        amount: requests.length,
        sampleInt: 50,
        timeout: 30,
        setupClient: (client) => client.setRequests(shares[next++] ?? []),
        verifyBody: options.isRightAnswer,
      },
      (error, done) => (error === null ? resolve(done) : reject(error)),
    );
    run.on("response", (_client, _status, _bytes, milliseconds) => {
      endedAt = performance.now();
      latencies.push(milliseconds);
    });
  });
  const wrong = result.errors + result.mismatches + result.non2xx;
  if (wrong > 0 || latencies.length !== requests.length) {
    throw new Error(
      `${url}: of ${requests.length} requests ${latencies.length} were answered, ${wrong} wrongly.`,
    );
  }
  const seconds = (endedAt - startedAt) / 1000;
  return {
    seconds,
    perSecond: requests.length / seconds,
    latenciesMilliseconds: latencies.sort((left, right) => left - right),
  };
}

/** One list a connection; autocannon gives the first connections the one more that a remainder makes. */
function sharesOf(requests: readonly PreparedRequest[], connections: number) {
  return Array.from({ length: connections }, (_, connection) =>
    requests
      .filter((_request, place) => place % connections === connection)
      .map(({ headers, body }) => ({ method: "POST", headers, body })),
  );
}
