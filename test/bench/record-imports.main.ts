// Loaded with --import: writes the address of every npm module that the program's own files import, one a line.
import { appendFileSync } from "node:fs";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

type Resolved = { readonly url: string };
type Context = { readonly parentURL?: string };
type NextResolve = (specifier: string, context: Context) => Promise<Resolved>;

const target = process.env["RECORD_IMPORTS_TO"] ?? "";
const seen = new Set<string>();

/** Node's resolve hook; it runs in a thread of its own. */
export async function resolve(specifier: string, context: Context, next: NextResolve): Promise<Resolved> {
  const resolved = await next(specifier, context);
  const isOurs = context.parentURL !== undefined && !context.parentURL.includes("/node_modules/");
  if (isOurs && resolved.url.includes("/node_modules/") && !seen.has(resolved.url)) {
    seen.add(resolved.url);
    appendFileSync(target, `${resolved.url}\n`);
  }
  return resolved;
}

if (isMainThread) register(import.meta.url);
