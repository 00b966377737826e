import { DATA_WORDS } from "#cards/doctor-words";
import type { Database } from "#data/database";
import { keyProof } from "#data/key-proof";
import { pendingMigrations, readMigrations } from "#data/migrate";
import { secretKeyPath } from "#data/secret-key";
import { createSecrets, type SecretKeys } from "#data/secrets";
import { createStore } from "#data/store";
import type { Config } from "#main/config";
import type { App } from "#ports/delivery";
import type { Store } from "#ports/store";
import { fault, ok, warning, type Finding, type Look } from "./check.ts";
import { lookAtInbox, lookAtOutbox, lookAtPeople } from "./content-checks.ts";

/** A database that can be looked into, or why there is none. */
export type Data =
  /** `secrets`: null when the key is gone. */
  | { readonly kind: "open"; readonly database: Database; readonly secrets: SecretKeys | null }
  | { readonly kind: "none-yet" }
  | { readonly kind: "closed"; readonly finding: Finding };

export type DataAround = {
  readonly config: Config;
  /** Variables that are at fault. */
  readonly unusable: ReadonlySet<string>;
  readonly apps: readonly App[];
  readonly now: () => Date;
  /** The process that looks because the data belong to it; null: they belong to nobody else. */
  readonly ownerPid: number | null;
};

/** The first look makes a database wait for its turn and, embedded, loads it. */
const OPENING_MILLISECONDS = 30_000;
const OLDEST_POSTGRES = 15;
const CLOCK_SECONDS = 60;

/** Where the key is gone nothing is sealed or opened, but the store wants some. */
const NO_SECRETS = createSecrets(new Uint8Array(32));

type Opened = Extract<Data, { kind: "open" }> & { readonly store: Store };

/** Everything that is seen in what is stored. Each look waits for the database by itself. */
export function dataLooks(opening: Promise<Data>, around: DataAround): readonly Look[] {
  const pending = pendingOf(opening);
  const inside =
    (look: (opened: Opened) => Promise<Finding>): Look["look"] =>
    async () => {
      const data = await opening.catch(() => null);
      if (data === null || data.kind === "closed") return warning(DATA_WORDS.withoutDatabase());
      if (data.kind === "none-yet") return ok(DATA_WORDS.nothingYet());
      if ((await pending) !== 0) return warning(DATA_WORDS.withoutTables());
      return look({ ...data, store: createStore(data.database, data.secrets ?? NO_SECRETS) });
    };
  const looks: readonly Look[] = [
    { name: "database", look: async () => lookAtDatabase(await opening, around) },
    { name: "migrations", look: async () => lookAtMigrations(await opening.catch(() => null), around) },
    { name: "secret-key", look: inside((opened) => lookAtKey(opened, around)) },
    { name: "people", look: inside(({ store }) => lookAtPeople(store, around.apps)) },
    { name: "inbox", look: inside(({ store }) => lookAtInbox(store, around.now())) },
    { name: "outbox", look: inside(({ store }) => lookAtOutbox(store, around.apps, around.now())) },
  ];
  return looks.map((look) => ({ ...look, limitMilliseconds: OPENING_MILLISECONDS }));
}

/** How many migrations an open database lacks; -1 when it cannot be told. */
async function pendingOf(opening: Promise<Data>): Promise<number> {
  try {
    const data = await opening;
    return data.kind === "open" ? (await pendingMigrations(data.database)).length : -1;
  } catch {
    return -1;
  }
}

async function lookAtDatabase(data: Data, { config, ownerPid }: DataAround): Promise<Finding> {
  if (data.kind === "closed") return data.finding;
  if (data.kind === "none-yet") return ok(DATA_WORDS.databaseNone(config.dataDirectory));
  if (config.databaseUrl === null) return ok(DATA_WORDS.databaseEmbedded(config.dataDirectory, ownerPid));
  const asked = Date.now();
  const [row] = await data.database.sql.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
  );
  const place = placeOf(config.databaseUrl);
  const version = row?.version.split(" ")[0] ?? "";
  if (Number.parseInt(version, 10) < OLDEST_POSTGRES) return fault(DATA_WORDS.postgresOld(version, place));
  const theirs = row?.now.getTime() ?? asked;
  const seconds = Math.round(Math.abs(theirs - (asked + Date.now()) / 2) / 1000);
  return seconds > CLOCK_SECONDS
    ? warning(DATA_WORDS.postgresClock(place, seconds))
    : ok(DATA_WORDS.postgres(version, place));
}

/** Without the user and the password. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || (searchParams.get("host") ?? "")}${pathname}`;
}

async function lookAtMigrations(data: Data | null, { config }: DataAround): Promise<Finding> {
  if (data === null || data.kind === "closed") return warning(DATA_WORDS.withoutDatabase());
  if (data.kind === "none-yet") return ok(DATA_WORDS.nothingYet());
  const pending = await pendingMigrations(data.database);
  if (pending.length === 0) return ok(DATA_WORDS.migrated((await readMigrations()).length));
  return config.databaseUrl === null
    ? ok(DATA_WORDS.pendingEmbedded(pending.length))
    : fault(DATA_WORDS.pending(pending.length));
}

async function lookAtKey(opened: Opened, { config, unusable }: DataAround): Promise<Finding> {
  if (unusable.has("SECRET_KEY")) return warning(DATA_WORDS.keyUnset());
  const path = secretKeyPath(config.dataDirectory);
  const proof = await keyProof(opened.database.sql, opened.secrets ?? NO_SECRETS);
  if (proof === "nothing-sealed") return ok(DATA_WORDS.keyUnproven());
  if (opened.secrets === null) return fault(DATA_WORDS.keyMissing(path));
  if (proof === "opens") return ok(DATA_WORDS.keyFits());
  return fault(DATA_WORDS.keyForeign(config.secretKey === null ? path : "SECRET_KEY"));
}
