import { AppError } from "#domain/error";
import type { BotDeps } from "#bot/bot";
import { openDatabase, type Database } from "#data/database";
import { exportSource } from "#data/export-source";
import { migrate, pendingMigrations } from "#data/migrate";
import { takeOwnership, type OwnerLock } from "#data/owner-lock";
import { embeddedSecretKey } from "#data/secret-key";
import { createSecrets, type SecretKeys } from "#data/secrets";
import { createStore } from "#data/store";
import { certificateFilePath } from "#http/certificate-page";
import { transcriptPath } from "#http/transcript-page";
import { createLarkPlatform } from "#platforms/lark/client";
import { loadPolicy } from "#policy/load";
import { isPreset } from "#policy/presets";
import { canonicalPolicy, type Policy } from "#policy/policy";
import type { ChatPlatform } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { ExportSource } from "#ports/export-source";
import type { PictureMaker } from "#ports/pictures";
import { createPictureMaker } from "#pictures/picture-maker";
import { chineseCalendar } from "#time/chinese-calendar";
import { createLookAlikeMemory } from "#usecases/recognition/look-alike-memory";
import { followClock } from "#time/followed-clock";
import { systemClock } from "#time/system-clock";
import { join } from "node:path";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";

/** The program without its entrances: what commands, server and worker share. */
export type Program = BotDeps & {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly secrets: SecretKeys;
  readonly platforms: readonly ChatPlatform[];
  readonly exports: ExportSource;
  readonly pictures: PictureMaker;
  /** Null with PostgreSQL, which many processes may share. */
  readonly ownership: OwnerLock | null;
  /** Links in cards lead here; settled when the server knows its port. */
  setPublicUrl(url: string): void;
  close(): Promise<void>;
};

/**
 * Opens the store and everything around it. An embedded database is migrated here; a PostgreSQL one only by
 * `xingping migrate`, since others may be using it.
 * @throws AppError `busy` when another process owns the embedded data, `setting-missing` before migrations are
 * applied, `policy-invalid` for a policy with faults or lint errors
 */
export async function openProgram(config: Config, log: Log): Promise<Program> {
  const policy = await loadPolicy(config.policy);
  // A preset is looked at when it is written, by a test.
  if (!isPreset(config.policy)) (await import("#policy/lint")).requireSound(policy, config.policy);
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const opened = await openParts(config, log, policy, (closeOne) => void closers.push(closeOne));
    return { ...opened, close };
  } catch (error) {
    // Whatever was opened is closed again, so that the process can end and the data are free for the next one.
    await close();
    throw error;
  }
}

async function openParts(
  config: Config,
  log: Log,
  policy: Policy,
  onClose: (closeOne: () => unknown) => void,
): Promise<Omit<Program, "close">> {
  const clock = await openClock(config, log, onClose);
  const ownership = config.databaseUrl === null ? takeOwnership(config.dataDirectory) : null;
  onClose(() => ownership?.release());
  const database = await openMigrated(config, log);
  onClose(() => database.close());
  const secrets = createSecrets(config.secretKey ?? embeddedSecretKey(config.dataDirectory));
  const store = createStore(database, secrets);
  const policyId = await store.policies.keep(policy, secrets.sha256(canonicalPolicy(policy)), clock.now());
  const { lark, namesProxy } = config;
  const platforms = lark === null ? [] : [createLarkPlatform({ ...lark, isDirect: !namesProxy }, { clock })];
  const pictures = createPictureMaker();
  onClose(() => pictures.close());
  let publicUrl = config.publicUrl;
  return {
    config,
    log,
    database,
    store,
    secrets,
    clock,
    calendar: chineseCalendar(policy.calendar),
    policy,
    policyId,
    platforms,
    apps: platforms.map(({ name, appId }) => ({ platform: name, appId })),
    exports: exportSource(database.sql),
    pictures,
    lookAlikes: createLookAlikeMemory(),
    ownership,
    transcriptUrl: (contactId, at, alias) =>
      publicUrl === null ? null : `${publicUrl}${transcriptPath(contactId, at, secrets.signLink, alias)}`,
    certificateUrl: (number) => (publicUrl === null ? null : `${publicUrl}/certificates/${number}`),
    certificateFileUrl: (number, file, at) =>
      publicUrl === null ? null : `${publicUrl}${certificateFilePath(number, file, at, secrets.signLink)}`,
    setPublicUrl: (url) => {
      publicUrl ??= url;
    },
  };
}

async function openClock(
  config: Config,
  log: Log,
  onClose: (closeOne: () => unknown) => void,
): Promise<Clock> {
  if (config.clockUrl === null) return systemClock;
  const followed = await followClock(config.clockUrl, (error) =>
    log.warn({ error: error.message }, "the clock cannot be followed"),
  );
  onClose(() => followed.stop());
  return followed;
}

async function openMigrated(config: Config, log: Log): Promise<Database> {
  const database = await openConfiguredDatabase(config, log);
  try {
    if (database.pglite !== null) {
      const { applied } = await migrate(database);
      if (applied.length > 0) log.info({ applied }, "database migrated");
      return database;
    }
    const pending = await pendingMigrations(database);
    if (pending.length === 0) return database;
    throw new AppError(
      "setting-missing",
      `The database lacks ${pending.length} of this version's migrations: run npx xingping migrate`,
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The database as configured, not migrated. */
export function openConfiguredDatabase(config: Config, log: Log): Promise<Database> {
  return openDatabase(
    config.databaseUrl === null
      ? { kind: "embedded", directory: join(config.dataDirectory, "database") }
      : { kind: "postgres", url: config.databaseUrl },
    (error) => log.error({ error: error.message }, "database connection"),
  );
}
