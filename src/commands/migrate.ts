import { Command } from "commander";
import { migrate } from "#data/migrate";
import { takeOwnership } from "#data/owner-lock";
import type { CommandTools } from "#main/command-line";
import { configOrExit, createLog } from "#main/main";
import { openConfiguredDatabase } from "#main/program";

/** `xingping migrate`: brings the database to this version's schema. */
export function migrateCommand({ io, finish }: CommandTools): Command {
  return new Command("migrate")
    .description("bring the database to this version's schema")
    .option("--json", "print the result as one JSON object")
    .action(async (options: { json?: boolean }) => {
      const config = configOrExit();
      const ownership = config.databaseUrl === null ? takeOwnership(config.dataDirectory) : null;
      const database = await openConfiguredDatabase(config, createLog("warn", 2));
      try {
        const result = await migrate(database);
        const words =
          result.applied.length === 0
            ? "The database is up to date.\n"
            : `Applied: ${result.applied.join(", ")}\n`;
        io.out(options.json ? `${JSON.stringify(result)}\n` : words);
        finish(0);
      } finally {
        await database.close();
        ownership?.release();
      }
    });
}
