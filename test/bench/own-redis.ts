import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { redisServer } from "../support/redis-server.ts";

/** A Redis that nobody else's worker looks into. */
export async function ownRedis(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const redis = await redisServer();
  if (redis === undefined) throw new Error("This bench needs redis-server.");
  const port = await freePort();
  await redis.start({ port: String(port), "maxmemory-policy": "noeviction" });
  return { url: `redis://127.0.0.1:${port}`, stop: () => redis.remove() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
