import { DATA_WORDS } from "#cards/doctor-words";
import { AppError } from "#domain/error";
import type { Backend } from "#jobs/backend";
import { lookAtQueue, type QueueLook } from "#jobs/look-at-queue";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import type { Data, DataAround } from "./data-checks.ts";
import { fault, ok, warning, type Finding, type Look } from "./check.ts";

/** The queue stands in Redis or in the same database. */
export function queueLook(opening: Promise<Data>, around: DataAround): Look {
  const { config, unusable } = around;
  if (unusable.has("REDIS_URL")) return { name: "queue", look: () => warning(DATA_WORDS.queueUnset()) };
  const { redisUrl } = config;
  if (redisUrl !== null) return { name: "queue", look: () => lookAtRedis(redisUrl) };
  return { name: "queue", limitMilliseconds: 30_000, look: () => lookIntoDatabase(opening, around) };
}

async function lookAtRedis(url: string): Promise<Finding> {
  const place = new URL(url).host;
  const look = await lookAtQueue({ kind: "redis", url }).catch((error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });
  if (typeof look === "string") return fault(DATA_WORDS.queueAway(place, look));
  if (look.evictionPolicy !== null && look.evictionPolicy !== "noeviction")
    return warning(DATA_WORDS.queueEvicts(place, look.evictionPolicy));
  const { waiting, failed } = countsOf(look);
  return ok(DATA_WORDS.queueRedis(place, waiting, failed));
}

async function lookIntoDatabase(opening: Promise<Data>, { config }: DataAround): Promise<Finding> {
  const data = await opening.catch(() => null);
  if (data === null || data.kind === "closed") return warning(DATA_WORDS.withoutDatabase());
  if (data.kind === "none-yet") return ok(DATA_WORDS.nothingYet());
  const { pglite } = data.database;
  const backend: Backend = {
    kind: "postgres",
    // Its own pool: a connection of the store does not see the queue's schema.
    pool:
      pglite === null
        ? postgresPool(config.databaseUrl ?? "", { maxConnections: 2 })
        : await pglitePool(pglite),
  };
  const look = await lookAtQueue(backend);
  if (look.counts === null) return ok(DATA_WORDS.queueNone());
  const { waiting, failed } = countsOf(look);
  return ok(DATA_WORDS.queueInDatabase(waiting, failed));
}

/** Jobs that wait for their time wait as well. */
function countsOf({ counts }: QueueLook): { readonly waiting: number; readonly failed: number } {
  const { waiting = 0, delayed = 0, failed = 0 } = counts ?? {};
  return { waiting: waiting + delayed, failed };
}
