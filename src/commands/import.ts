import { Command } from "commander";
import { basename, resolve } from "node:path";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { importMetrics } from "#usecases/metrics/import-metrics";
import { matchIdentities } from "#usecases/people/match-identities";
import { importContacts } from "#usecases/quality/import-contacts";
import { importPeople } from "#usecases/quality/import-people";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import type { Program } from "#main/program";

// What reads files is loaded by the command that reads one: a server needs none of it.
type Options = { readonly json?: boolean; readonly map?: string };
type Counts = {
  matched?: number;
  read: number;
  imported: number;
  updated: number;
  duplicates: number;
  rejectedCount: number;
};
type Refuse = { onRejected: (rejected: RejectedRow, row: SourceRow) => Promise<void> };

/** `xingping import people|contacts|metrics FILE`: what is right comes in, the rest goes to FILE.rejects.csv. */
export function importCommand(tools: CommandTools): Command {
  const command = new Command("import").description("people, contacts or metrics from a file");
  command
    .command("people")
    .argument("<file>", "CSV, XLSX or JSONL")
    .option("--json", "print the result as one JSON object")
    .description("people by employee number")
    .action((file: string, options: Options) =>
      tools.withProgram((program) => people(program, tools, file, options)),
    );
  command
    .command("contacts")
    .argument("<file>", "JSONL, CSV or XLSX")
    .option("--map <map>", "YAML file that says where the fields stand")
    .option("--json", "print the result as one JSON object")
    .description("conversations, each once")
    .action((file: string, options: Options) =>
      tools.withProgram((program) => contacts(program, tools.io, file, options)),
    );
  command
    .command("metrics")
    .argument("<file>", "CSV, XLSX or JSONL: month, person, metric, value, or a column for each metric")
    .option("--map <map>", "YAML file that says where the fields stand")
    .option("--json", "print the result as one JSON object")
    .description("numbers by month and person; nothing comes in twice")
    .action((file: string, options: Options) =>
      tools.withProgram((program) => metrics(program, tools.io, file, options)),
    );
  return command;
}

async function people(
  program: Program,
  { io, wake }: CommandTools,
  file: string,
  options: Options,
): Promise<number> {
  const path = resolve(io.folder, file);
  const { readPeopleFile } = await import("#files/people-file");
  const { result, rejectsPath } = await withRejects(path, (refuse) =>
    importPeople(program, {
      rows: readPeopleFile(path),
      source: basename(path),
      apps: program.apps,
      ...refuse,
    }),
  );
  // Who is not in the directory yet is looked for again every day.
  const matched = await matchIdentities(program).catch((error: unknown) => {
    io.err(
      `The directory could not be asked (${error instanceof Error ? error.message : "unknown"}); it is tried again every day.\n`,
    );
    return 0;
  });
  await wake(program);
  print(io, options, { ...result, matched }, rejectsPath);
  if (result.identitiesSkipped > 0 && !options.json) io.out(skippedWords(result.identitiesSkipped));
  return 0;
}

function skippedWords(count: number): string {
  const ids = count === 1 ? "1 platform id was" : `${count} platform ids were`;
  return `${ids} left out, because the platform is not switched on: set its variables (larkOpenId needs LARK_APP_ID and the other three), then import the same file again.\n`;
}

async function contacts(program: Program, io: CommandIo, file: string, options: Options): Promise<number> {
  const path = resolve(io.folder, file);
  const map = options.map === undefined ? undefined : resolve(io.folder, options.map);
  const { openContactFile } = await import("#files/contact-file");
  const opened = await openContactFile(path, map);
  const progress = progressLine(io);
  const { result, rejectsPath } = await withRejects(path, (refuse) =>
    importContacts(program, { ...opened, ...refuse, onProgress: progress.show }),
  );
  progress.end();
  for (const [scene, count] of Object.entries(result.unknownScenes)) {
    io.err(`Scene "${scene}" (${count} contacts) is not in the policy; it is kept as it is.\n`);
  }
  print(io, options, result, rejectsPath);
  return 0;
}

async function metrics(program: Program, io: CommandIo, file: string, options: Options): Promise<number> {
  const path = resolve(io.folder, file);
  const map = options.map === undefined ? undefined : resolve(io.folder, options.map);
  const { openMetricFile } = await import("#files/metric-file");
  const opened = await openMetricFile(path, map);
  const progress = progressLine(io);
  const { result, rejectsPath } = await withRejects(path, (refuse) =>
    importMetrics(program, { ...opened, ...refuse, onProgress: progress.show }),
  );
  progress.end();
  print(io, options, result, rejectsPath);
  return 0;
}

async function withRejects<Result>(
  path: string,
  work: (refuse: Refuse) => Promise<Result>,
): Promise<{ result: Result; rejectsPath: string | null }> {
  const { openRejectsFile } = await import("#files/rejects-file");
  const rejects = openRejectsFile(path);
  let result: Result;
  try {
    result = await work({ onRejected: (rejected, row) => rejects.add(rejected, row) });
  } catch (error) {
    await rejects.close(false);
    throw error;
  }
  return { result, rejectsPath: await rejects.close() };
}

function print(
  io: CommandIo,
  options: Options,
  result: Counts & { readonly rejected: readonly RejectedRow[] },
  rejectsPath: string | null,
): void {
  if (options.json) {
    io.out(`${JSON.stringify({ ...result, rejectsFile: rejectsPath })}\n`);
    return;
  }
  const { read, imported, updated, duplicates, rejectedCount } = result;
  io.out(
    `Read ${read}: ${imported} imported, ${updated} updated, ${duplicates} known before, ${rejectedCount} rejected.\n`,
  );
  if (rejectsPath !== null) io.out(`Rejected rows with their reasons: ${rejectsPath}\n`);
}

const SHOW_AFTER_MILLISECONDS = 2_000;

/** A line on a terminal that says how far it is, once it takes longer than two seconds. */
function progressLine(io: CommandIo): { show: (rows: number) => void; end: () => void } {
  const startedAt = Date.now();
  let isShown = false;
  return {
    show: (rows) => {
      if (!io.isTerminal || Date.now() - startedAt < SHOW_AFTER_MILLISECONDS) return;
      isShown = true;
      io.err(`\r${rows.toLocaleString("en")} rows read …`);
    },
    end: () => {
      if (isShown) io.err("\n");
    },
  };
}
