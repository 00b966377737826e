import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";

const KINDS: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

// Charts set styles of their own and draw pictures from memory; everything else comes from this very host.
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const NOT_BUILT = "The chat page has not been built: run `npm run build` and start again.\n";
const ADDRESS = "/emulator/page/";
const PLAIN_NAME = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

export type PageFiles = { app: Hono; front(): Promise<Response> };

/** The built files of the chat page. Names of the files in `assets` change with their contents. */
export function createPageFiles(folder = join(dirname(fileURLToPath(import.meta.url)), "page")): PageFiles {
  const front = (): Promise<Response> => fileResponse(folder, "index.html");
  const app = new Hono();
  app.get("/*", (c) => fileResponse(folder, c.req.path.slice(ADDRESS.length) || "index.html"));
  return { app, front };
}

async function fileResponse(folder: string, name: string): Promise<Response> {
  // The sources have a page too, but nothing that a browser could run.
  if (!existsSync(join(folder, "assets"))) return plain(503, NOT_BUILT);
  const kind = KINDS[extname(name)];
  if (kind === undefined || !PLAIN_NAME.test(name)) return plain(404, "not found\n");
  try {
    const bytes = await readFile(join(folder, name));
    return new Response(new Uint8Array(bytes), { headers: headersOf(kind, name) });
  } catch {
    return plain(404, "not found\n");
  }
}

function headersOf(kind: string, name: string): Record<string, string> {
  const isForEver = name.startsWith("assets/");
  return {
    "Content-Type": kind,
    "Cache-Control": isForEver ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
