import { Command } from "commander";
import { migrate, type MigrationResult } from "#data/migrate";
import { findOwner, takeOwnership } from "#data/owner-lock";
import type { CommandTools } from "#main/command-line";
import type { Config } from "#main/config";
import type { CommandIo } from "#main/control-socket";
import { createLog } from "#main/log";

type Options = { readonly json?: boolean };

/** `xingping migrate`: brings the database to this version's schema. */
export function migrateCommand({ io, config, withProgram, finish }: CommandTools): Command {
  return new Command("migrate")
    .description("bring the database to this version's schema")
    .option("--json", "print the result as one JSON object")
    .action(async (options: Options) => {
      const settings = config();
      const owner = settings.databaseUrl === null ? findOwner(settings.dataDirectory) : null;
      if (owner !== null && owner.port !== null) {
        await withProgram(async ({ database }) => report(await migrate(database), io, options));
      } else {
        finish(report(await migrateHere(settings), io, options));
      }
    });
}

/** Without opening the program, which refuses a database that is not migrated. */
async function migrateHere(config: Config): Promise<MigrationResult> {
  const ownership = config.databaseUrl === null ? takeOwnership(config.dataDirectory) : null;
  try {
    const { openConfiguredDatabase } = await import("#main/program");
    const database = await openConfiguredDatabase(config, createLog("warn", 2));
    try {
      return await migrate(database);
    } finally {
      await database.close();
    }
  } finally {
    ownership?.release();
  }
}

function report(result: MigrationResult, io: CommandIo, options: Options): number {
  const { applied } = result;
  const words = applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}\n`;
  io.out(options.json ? `${JSON.stringify(result)}\n` : words);
  return 0;
}
