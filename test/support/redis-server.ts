import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A redis-server of the test's own on a socket file, to be emptied, stopped and misconfigured. */
export type RedisServer = {
  readonly url: string;
  /** With redis-server options, without their dashes. Also after a stop: everything it knew is forgotten then. */
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
};

/** Without redis-server on the PATH `undefined`, after one line that says so; with `CI=true` it throws. */
export async function redisServer(): Promise<RedisServer | undefined> {
  if (spawnSync("redis-server", ["--version"]).error !== undefined) return leaveOut();
  const directory = await mkdtemp(join(tmpdir(), "xingping-redis-"));
  const socket = join(directory, "redis.sock");
  const options = { port: "0", unixsocket: socket, dir: directory, save: "" };
  let running: ChildProcess | undefined;

  const stop = async (): Promise<void> => {
    if (running === undefined) return;
    const exit = once(running, "exit");
    running.kill("SIGTERM");
    await exit;
    running = undefined;
  };
  return {
    url: socket,
    async start(settings = {}) {
      running = await startProcess({ ...options, ...settings });
    },
    stop,
    async remove() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago, for a server that cannot choose one by itself. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function startProcess(options: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn("redis-server", words, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((ready, failed) => {
    server.stdout.on("data", (chunk: Buffer) => {
      if (/ready to accept connections/i.test(chunk.toString())) ready(server);
    });
    server.once("exit", (code) => failed(new Error(`redis-server ended with ${code}`)));
  });
}

function leaveOut(): undefined {
  const line = "redis-server is not on the PATH; tests that stop or empty a Redis are left out.";
  if (process.env["CI"] === "true") throw new Error(line);
  console.warn(line);
  return undefined;
}
