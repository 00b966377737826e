import { startChild } from "./child.ts";
import { EVENT_BYTES, LARK_APP, messageRequests } from "./lark-requests.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { alternate, sharedRequests, type Course, type Round } from "./rounds.ts";

const EVENTS = 5_000;
const SECRETS = [LARK_APP.encryptKey, LARK_APP.verificationToken, LARK_APP.appId];
const COURSE: Course = { rounds: 7, warmUps: 2, connections: 50, isRightAnswer: (body) => body === "{}" };

export const title = `webhook: ${EVENT_BYTES}-byte Lark messages verified, decrypted, read; ${COURSE.connections} connections, no storage`;

/** Events a second of our route, of the SDK's dispatcher, and of a server that looks at nothing. */
export async function run({ server }: ProgramBuild): Promise<Line[]> {
  const children = await Promise.all(
    ["ours-webhook", "sdk-webhook", "bare-webhook"].map((name) => startChild(server(name), SECRETS)),
  );
  try {
    const requests = sharedRequests(() => messageRequests(EVENTS));
    const contestants = children.map((child) => ({ child, url: child.url, requests }));
    const [ours = [], sdk = [], bare = []] = await alternate(contestants, COURSE);
    return [
      {
        what: "against the SDK's dispatcher",
        unit: "events/s",
        ours: rates(ours),
        peer: { name: "SDK", values: rates(sdk) },
        limits: { better: "higher", floor: 1.2, aim: 1.6 },
      },
      {
        what: "computing an event",
        unit: "µs",
        ours: costs(ours),
        peer: { name: "SDK", values: costs(sdk) },
      },
      {
        what: "against bare node:http",
        unit: "events/s",
        ours: rates(ours),
        peer: { name: "bare", values: rates(bare) },
      },
      {
        what: "computing an event",
        unit: "µs",
        ours: costs(ours),
        peer: { name: "bare", values: costs(bare) },
      },
    ];
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

const rates = (rounds: readonly Round[]): number[] => rounds.map(({ perSecond }) => perSecond);
const costs = (rounds: readonly Round[]): number[] =>
  rounds.map(({ computingMicroseconds }) => computingMicroseconds);
