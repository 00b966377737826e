// The peer of delivery: the same bodies, posted one after the other over as many kept connections; nothing is stored.
import { readFileSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

const [url = "", bodiesPath = "", token = "", warmUp = "0", resultPath = ""] = process.argv.slice(2);
const CONNECTIONS = 60;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const bodies = readFileSync(bodiesPath, "utf8").trimEnd().split("\n");

function post(body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${url}/open-apis/im/v1/messages?receive_id_type=open_id`,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${token}`,
          "content-length": Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => {
          const answer = JSON.parse(text) as { code: number };
          if (answer.code === 0) resolve();
          else reject(new Error(text));
        });
      },
    );
    sending.on("error", reject);
    sending.end(body);
  });
}

async function postAll(texts: readonly string[]): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let body = texts[next++]; body !== undefined; body = texts[next++]) await post(body);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

// A key of its own for each post: a known one would be answered without looking at the card.
const fresh = (): string[] =>
  bodies.map((body) => body.replace(/"uuid":"[^"]+"/, () => `"uuid":"${randomUUID()}"`));

await postAll(fresh().slice(0, Number(warmUp)));
const wanted = fresh();
const [startedAt, before] = [performance.now(), process.cpuUsage()];
await postAll(wanted);
const milliseconds = performance.now() - startedAt;
const { user, system } = process.cpuUsage(before);
writeFileSync(resultPath, JSON.stringify({ milliseconds, computingMilliseconds: (user + system) / 1000 }));
agent.destroy();
