import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { testPostgres } from "../support/services.ts";
import { runChild, startChild, type Child } from "./child.ts";
import type { ProgramBuild } from "./program-build.ts";
import type { Line } from "./report.ts";
import { serverEnvironment } from "./server-environment.ts";

const ROUNDS = 4;
/** At rest: the first look for due work is over, and what the engine compiles in the background is compiled. */
const REST_MILLISECONDS = 1_500;

export const title =
  "start: server and worker, from the start of the process to ready, and the memory at rest";

type Place = {
  readonly name: string;
  readonly environment: Record<string, string>;
  /** For the peer, when opening the database is part of what it loads. */
  readonly bareDatabase: string | null;
};

/** The second and later starts against bare imports of the npm modules that the program has loaded by then. */
export async function run(build: ProgramBuild): Promise<Line[]> {
  const postgres = await testPostgres();
  if (postgres === undefined) throw new Error("This bench needs PostgreSQL.");
  const directory = mkdtempSync(join(tmpdir(), "xingping-bench-"));
  const secretKey = randomBytes(32).toString("base64");
  const data = join(directory, "embedded");
  try {
    const embedded = await compare(build, directory, {
      name: "embedded",
      environment: serverEnvironment({ DATA_DIR: data }),
      bareDatabase: join(directory, "bare"),
    });
    const environment = serverEnvironment({ DATABASE_URL: postgres.url, SECRET_KEY: secretKey });
    await runChild(build.command, ["migrate"], { environment });
    const server = await compare(build, directory, { name: "PostgreSQL", environment, bareDatabase: null });
    return [...server, ...embedded];
  } finally {
    await postgres.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compare(build: ProgramBuild, directory: string, place: Place): Promise<Line[]> {
  const list = join(directory, `${place.name}.imports`);
  const first = await startServer(build, place);
  const firstSeconds = first.readySeconds;
  await first.stop();
  await recordImports(build, place, list);
  const bareArguments = [list, ...(place.bareDatabase === null ? [] : [place.bareDatabase])];
  const startBare = () => startChild(build.server("bare-imports"), bareArguments, SOURCE_MAPS);
  // The peer's database is made, and the files of both sides are in the machine's cache.
  await measureOne(startBare);

  const ours: Start[] = [];
  const bare: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await measureOne(startBare));
    ours.push(await measureOne(() => startServer(build, place)));
  }
  const what = place.bareDatabase === null ? "bare imports" : "bare imports + PGlite";
  return [
    {
      what: `${place.name}: to ready`,
      unit: "ms",
      ours: ours.map(({ milliseconds }) => milliseconds),
      peer: { name: what, values: bare.map(({ milliseconds }) => milliseconds) },
      limits: { better: "lower", aim: 1.6 },
    },
    {
      what: `${place.name}: memory at rest`,
      unit: "MB",
      ours: ours.map(({ megabytes }) => megabytes),
      peer: { name: what, values: bare.map(({ megabytes }) => megabytes) },
      limits: { better: "lower", aim: 1.3 },
    },
    { what: `${place.name}: first start`, unit: "ms", ours: [firstSeconds * 1000] },
  ];
}

/** As `npm start` does. */
const SOURCE_MAPS = { nodeOptions: ["--enable-source-maps"] };

function startServer(build: ProgramBuild, { environment }: Place): Promise<Child> {
  return startChild(build.command, ["server"], { environment, ...SOURCE_MAPS });
}

async function recordImports(build: ProgramBuild, { environment }: Place, list: string): Promise<void> {
  const recorder = pathToFileURL(build.server("record-imports")).href;
  const child = await startChild(build.command, ["server"], {
    environment: { ...environment, RECORD_IMPORTS_TO: list },
    nodeOptions: [`--import=${recorder}`],
  });
  await pause(REST_MILLISECONDS);
  await child.stop();
}

type Start = { readonly milliseconds: number; readonly megabytes: number };

async function measureOne(start: () => Promise<Child>): Promise<Start> {
  const child = await start();
  await pause(REST_MILLISECONDS);
  const megabytes = child.residentMegabytes();
  await child.stop();
  return { milliseconds: child.readySeconds * 1000, megabytes };
}
