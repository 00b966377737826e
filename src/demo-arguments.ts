import { parseArgs } from "node:util";

export type DemoOrder = { readonly kind: "run"; readonly isReset: boolean } | { readonly kind: "help" };

export const DEMO_USAGE = `Usage: npm run demo [-- --reset]

  Starts Xingping beside an emulator of Lark, with a team and two weeks already lived; a second start goes on
  where the first one was left.

  --reset   begin anew: what the demo has kept is deleted
  --help    this text

Environment: PORT (3000), DATA_DIR (.data; the demo keeps its own in DATA_DIR/demo), LOG_LEVEL (warn)
`;

/** Null for wrong use. */
export function parseDemoArguments(args: readonly string[]): DemoOrder | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { reset: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    return values.help === true ? { kind: "help" } : { kind: "run", isReset: values.reset === true };
  } catch {
    return null;
  }
}
