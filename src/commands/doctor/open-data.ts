import { existsSync } from "node:fs";
import { join } from "node:path";
import { DATA_WORDS } from "#cards/doctor-words";
import { findOwner, takeOwnership, type Owner } from "#data/owner-lock";
import { knownSecretKey } from "#data/secret-key";
import { createSecrets } from "#data/secrets";
import { AppError } from "#domain/error";
import { createLog } from "#main/log";
import { plainError } from "#main/plain-error";
import type { SalvagedConfig } from "#main/salvage-config";
import { fault, warning } from "./check.ts";
import type { Data } from "./data-checks.ts";

/** The process that must look at its data itself; null: this one can. */
export function dataOwner({ config, unusable }: SalvagedConfig): Owner | null {
  if (config.databaseUrl !== null || unusable.has("DATABASE_URL")) return null;
  const owner = findOwner(config.dataDirectory);
  return owner?.port === undefined || owner.port === null ? null : owner;
}

/** Opens what is there and makes nothing. `close` gives it back, also when it is still being opened. */
export function openData(salvaged: SalvagedConfig): {
  readonly data: Promise<Data>;
  close(): Promise<void>;
} {
  const closers: (() => unknown)[] = [];
  const data = open(salvaged, (close) => void closers.push(close));
  return {
    data,
    close: async () => {
      await data.catch(() => null);
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

async function open(
  { config, unusable }: SalvagedConfig,
  onClose: (close: () => unknown) => void,
): Promise<Data> {
  const isEmbedded = config.databaseUrl === null;
  // An address that cannot be used does not mean the embedded database.
  if (unusable.has("DATABASE_URL")) return { kind: "closed", finding: warning(DATA_WORDS.databaseUnset()) };
  if (isEmbedded && !existsSync(join(config.dataDirectory, "database"))) return { kind: "none-yet" };
  try {
    if (isEmbedded) {
      const ownership = takeOwnership(config.dataDirectory);
      onClose(() => ownership.release());
    }
    const { openConfiguredDatabase } = await import("#main/program");
    const database = await openConfiguredDatabase(config, createLog("silent", 2));
    onClose(() => database.close());
    // A pool connects at the first question.
    await database.sql.query("SELECT 1");
    const key = isEmbedded ? embeddedKey(config) : config.secretKey;
    return { kind: "open", database, secrets: key === null ? null : createSecrets(key) };
  } catch (error) {
    const isBusy = error instanceof AppError && error.code === "busy";
    const words = isBusy ? DATA_WORDS.databaseBusy : DATA_WORDS.databaseBroken;
    return { kind: "closed", finding: (isBusy ? warning : fault)(words(plainError(error))) };
  }
}

/** As the program does: one that is set goes before the file. A file that holds no key is none. */
function embeddedKey({ secretKey, dataDirectory }: SalvagedConfig["config"]): Uint8Array | null {
  if (secretKey !== null) return secretKey;
  try {
    return knownSecretKey(dataDirectory);
  } catch {
    return null;
  }
}
