import { ConfigError, readConfig, type Config } from "./config.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What can be used of an environment in which something is wrong. */
export type SalvagedConfig = {
  readonly config: Config;
  /** A sentence for each fault; none: everything is right. */
  readonly faults: readonly string[];
  /** The variables that the faults are about. */
  readonly unusable: ReadonlySet<string>;
  /** The app by which Lark can be asked, also when what its webhook needs is missing. */
  readonly lark: LarkAccess | null;
};
export type LarkAccess = { readonly appId: string; readonly appSecret: string; readonly baseUrl: string };

/** Stands in for a key that is missing or bad, so that the rest can be read; nothing is sealed or opened with it. */
const NO_KEY = Buffer.alloc(32).toString("base64");

/** Reads the configuration for an examination: each variable that is at fault is left out, and all faults are told. */
export function salvageConfig(environment: Environment): SalvagedConfig {
  const faults: string[] = [];
  const unusable = new Set<string>();
  let left: Environment = environment;
  for (;;) {
    const reading = read(left);
    if (!(reading instanceof ConfigError))
      return { config: reading, faults, unusable, lark: larkAccess(environment, reading) };
    const named = reading.message.split("\n").flatMap(variablesIn);
    // Nothing that could be left out is named: it would be the same again.
    if (named.every((name) => unusable.has(name))) throw reading;
    faults.push(...reading.message.split("\n"));
    for (const name of named) unusable.add(name);
    left = without(left, named);
  }
}

function read(environment: Environment): Config | ConfigError {
  try {
    return readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** Each fault begins with the names of the variables that it is about. */
function variablesIn(fault: string): string[] {
  return /^[A-Z][A-Z_]*(?:, [A-Z][A-Z_]*)*/.exec(fault)?.[0].split(", ") ?? [];
}

function without(environment: Environment, names: readonly string[]): Environment {
  // Lark is on or off as a whole.
  const isLark = names.some((name) => name.startsWith("LARK_"));
  const kept = Object.entries(environment).filter(
    ([name]) => !names.includes(name) && !(isLark && name.startsWith("LARK_")),
  );
  return { ...Object.fromEntries(kept), ...(names.includes("SECRET_KEY") && { SECRET_KEY: NO_KEY }) };
}

/** The configuration's own rules decide whether the secret may travel to that address. */
function larkAccess(environment: Environment, { lark }: Config): LarkAccess | null {
  if (lark !== null) return lark;
  const { LARK_APP_ID, LARK_APP_SECRET, LARK_BASE_URL } = environment;
  if (!LARK_APP_ID?.trim() || !LARK_APP_SECRET?.trim()) return null;
  const completed = read({
    LARK_APP_ID,
    LARK_APP_SECRET,
    LARK_BASE_URL,
    LARK_ENCRYPT_KEY: "not asked for",
    LARK_VERIFICATION_TOKEN: "not asked for",
  });
  return completed instanceof ConfigError ? null : completed.lark;
}
