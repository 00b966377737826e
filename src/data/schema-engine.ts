import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";
import { withWholeScripts } from "./script-adapter.ts";

// Node's own types leave WebAssembly to the browser's, which this project does not load.
type WasmExports = Readonly<Record<string, unknown>>;
type Wasm = {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: WasmExports } }>;
};

type EngineModule = {
  __wbg_set_wasm(exports: WasmExports): void;
  SchemaEngine: typeof Engine;
};

let loading: Promise<typeof Engine> | undefined;

/**
 * Prisma's own schema engine as WebAssembly, so that migrations need no downloaded binary. The package's entry
 * imports its .wasm as a module, which Node cannot do: it is instantiated by hand, once for the process.
 */
async function loadEngine(): Promise<typeof Engine> {
  // The package exports nothing but its entry, so its files are reached by their place beside it.
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const [glue, bytes] = await Promise.all([
    import(pathToFileURL(join(folder, "schema_engine_bg.js")).href) as Promise<EngineModule>,
    readFile(join(folder, "schema_engine_bg.wasm")),
  ]);
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Wasm };
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return glue.SchemaEngine;
}

/** Opens the engine on a database, hands it to the work and frees it. */
export async function withSchemaEngine<Result>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  datamodel: string,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  loading ??= loadEngine();
  const SchemaEngine = await loading;
  // The engine wraps a failed script into words of its own that leave out what the database said.
  const failures: unknown[] = [];
  const scripts = withWholeScripts(adapter, (error) => failures.push(error));
  const engine = await SchemaEngine.new(
    { datamodels: [["schema.prisma", datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(scripts),
  );
  try {
    return await work(engine);
  } catch (error) {
    throw failures[0] ?? error;
  } finally {
    engine.free();
  }
}
