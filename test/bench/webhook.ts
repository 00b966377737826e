import { startChild } from "./child.ts";
import { EVENT_BYTES, LARK_APP, messageRequests } from "./lark-requests.ts";
import { sendLoad, type PreparedRequest } from "./load.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";

const CONNECTIONS = 50;
const EVENTS = 6_000;
const ROUNDS = 7;
const SECRETS = [LARK_APP.encryptKey, LARK_APP.verificationToken, LARK_APP.appId];

export const title = `webhook: ${EVENT_BYTES}-byte Lark messages verified, decrypted, read; ${CONNECTIONS} connections, no storage`;

/** Events a second of our route, of the SDK's dispatcher, and of a server that looks at nothing. */
export async function run({ server }: ProgramBuild): Promise<Line[]> {
  const [ours, sdk, bare] = await Promise.all(
    ["ours-webhook", "sdk-webhook", "bare-webhook"].map((name) => startChild(server(name), SECRETS)),
  );
  if (ours === undefined || sdk === undefined || bare === undefined) throw new Error("A server is missing.");
  const servers = [ours, sdk, bare];
  try {
    const rates = servers.map((): number[] => []);
    // The first round warms up and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const requests = messageRequests(EVENTS);
      for (const place of inTurns(servers.length, round)) {
        const { perSecond } = await sendEvents(servers[place]?.url ?? "", requests);
        if (round > 0) rates[place]?.push(perSecond);
      }
    }
    const [ourRates = [], sdkRates = [], bareRates = []] = rates;
    return [
      {
        what: "against the SDK's dispatcher",
        unit: "events/s",
        ours: ourRates,
        peer: { name: "SDK", values: sdkRates },
        limits: { better: "higher", floor: 1.2, aim: 1.6 },
      },
      {
        what: "against bare node:http",
        unit: "events/s",
        ours: ourRates,
        peer: { name: "bare", values: bareRates },
      },
    ];
  } finally {
    await Promise.all(servers.map((child) => child.stop()));
  }
}

export function sendEvents(url: string, requests: readonly PreparedRequest[]) {
  return sendLoad({ url, connections: CONNECTIONS, requests, isRightAnswer: (body) => body === "{}" });
}

/** Each round begins with another server, so that none is always the first on a cooler machine. */
export function inTurns(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, place) => (place + round) % count);
}
