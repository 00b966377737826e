import { Command } from "commander";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "#domain/error";
import type { Finding } from "#policy/lint";
import { loadPolicy } from "#policy/load";
import { isPreset, PRESETS } from "#policy/presets";
import type { CommandTools } from "#main/command-line";

type Options = { readonly json?: boolean };

/** `xingping policy lint FILE` and `xingping policy show`. */
export function policyCommand({ io, config, finish }: CommandTools): Command {
  const command = new Command("policy").description("look at the written policy");
  command
    .command("lint")
    .argument("<file>", `a policy file, or one of ${PRESETS.join(", ")}`)
    .option("--json", "print the result as one JSON object")
    .description("name contradictions and blanks")
    .action(async (file: string, options: Options) => {
      const { lintPolicy } = await import("#policy/lint");
      const name = isPreset(file) ? file : resolve(io.folder, file);
      const findings = await loadPolicy(name).then(lintPolicy, (error: unknown) => {
        // What breaks the schema is found too; a file that is not there is a failure.
        if (!options.json || !isInvalid(error) || !existsSync(name)) throw error;
        io.err(`${error.message}\n`);
        return error.message.split("\n").map(findingOf);
      });
      const errors = findings.filter(({ level }) => level === "error").length;
      const lines = findings.map(({ level, path, message }) => `${level}  ${path}: ${message}\n`);
      const summary = findings.length === 0 ? "Nothing to say against it.\n" : lines.join("");
      io.out(options.json ? `${JSON.stringify({ findings, errors })}\n` : summary);
      finish(errors > 0 ? 1 : 0);
    });
  command
    .command("show")
    .option("--json", "print the policy as one JSON object")
    .description("the policy in force, with everything it inherits")
    .action(async (options: Options) => {
      const policy = await loadPolicy(config().policy);
      const { stringify } = await import("yaml");
      io.out(options.json ? `${JSON.stringify(policy)}\n` : stringify(policy));
      finish(0);
    });
  return command;
}

function isInvalid(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "policy-invalid";
}

/** A fault of the schema says `day.drawAt: … is refused` or `name is missing`; one of the whole file has no path. */
function findingOf(sentence: string): Finding {
  const [, path = "", message = sentence] = /^([^\s:]+)(?:: | (?=is missing))(.*)$/s.exec(sentence) ?? [];
  return { level: "error", path, message };
}
