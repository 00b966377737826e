import { Command } from "commander";
import { resolve } from "node:path";
import { loadPolicy } from "#policy/load";
import { PRESETS } from "#policy/presets";
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
      const isPreset = PRESETS.some((preset) => preset === file);
      const findings = lintPolicy(await loadPolicy(isPreset ? file : resolve(io.folder, file)));
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
