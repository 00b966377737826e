import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { EXPORT_NAMES } from "#domain/export-columns";
import { encodeTable, TABLE_FORMATS } from "#files/write-table";
import { exportTable } from "#usecases/export/export-table";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import type { Program } from "#main/program";

type Options = {
  readonly month?: string;
  readonly format: string;
  readonly output?: string;
  readonly json?: boolean;
};

/** `xingping export WHAT`: to standard output, or to a file. */
export function exportCommand(tools: CommandTools): Command {
  return new Command("export")
    .description(`a table: ${EXPORT_NAMES.join(", ")}`)
    .addArgument(new Argument("<what>", "the table").choices(EXPORT_NAMES))
    .option("--month <month>", "only this month, such as 2026-11", parseMonth)
    .addOption(new Option("--format <format>", "csv, jsonl or xlsx").choices(TABLE_FORMATS).default("csv"))
    .option("--output <file>", "write to this file (needed for xlsx)")
    .option("--json", "print the result as one JSON object")
    .action((what: string, options: Options, command: Command) => {
      if (options.format === "xlsx" && options.output === undefined)
        command.error("An XLSX file cannot be printed: say where it goes with --output FILE.xlsx");
      return tools.withProgram((program) => run(program, tools.io, what, options));
    });
}

function parseMonth(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError("Write it as 2026-11.");
}

async function run(program: Program, io: CommandIo, what: string, options: Options): Promise<number> {
  const { month, format, output } = options;
  const table = await exportTable(program, { name: what, ...(month === undefined ? {} : { month }) });
  let rows = 0;
  const counted = { ...table, rows: count(table.rows, () => (rows += 1)) };
  const encoded = encodeTable(format, counted);
  if (output !== undefined) {
    await pipeline(Readable.from(encoded), createWriteStream(resolve(io.folder, output)));
  } else {
    for await (const part of encoded)
      io.out(typeof part === "string" ? part : Buffer.from(part).toString("utf8"));
  }
  if (options.json) io.out(`${JSON.stringify({ what, rows, file: output ?? null })}\n`);
  else if (output !== undefined) io.out(`${rows} rows written to ${output}\n`);
  return 0;
}

async function* count<Row>(rows: AsyncIterable<Row>, onRow: () => void): AsyncGenerator<Row> {
  for await (const row of rows) {
    onRow();
    yield row;
  }
}
