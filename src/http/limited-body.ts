import type { Context } from "hono";

/**
 * The bytes of a request, or null when it has more than `maxBytes`. Hono's own limit opens a web stream for every
 * request, which takes longer than to verify and decrypt an event; here only a body of unannounced length needs one.
 */
export async function readLimitedBody({ req }: Context, maxBytes: number): Promise<Uint8Array | null> {
  const announced = req.header("content-length");
  if (announced === undefined || req.header("transfer-encoding") !== undefined) {
    return readStream(req.raw.body, maxBytes);
  }
  // Node's parser takes no more bytes than were announced.
  return Number(announced) > maxBytes ? null : new Uint8Array(await req.arrayBuffer());
}

async function readStream(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
