import type { PreparedRequest } from "./load.ts";

/** A POST as it travels on a connection that is kept. */
export function requestBytes({ host, pathname, search }: URL, { headers, body }: PreparedRequest): Buffer {
  const lines = [
    `POST ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    "connection: keep-alive",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

export type PlainAnswer = { readonly status: number; readonly body: string };

/** The one answer in the bytes; null when its end is still to come. Throws when it announces no length. */
export function readAnswer(bytes: Buffer): PlainAnswer | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = bytes.toString("latin1", 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a length:\n${head}`);
  const bodyStart = headEnd + 4;
  const bodyEnd = bodyStart + Number(length);
  if (bytes.length < bodyEnd) return null;
  // "HTTP/1.1 200 …"
  return { status: Number(head.slice(9, 12)), body: bytes.toString("utf8", bodyStart, bodyEnd) };
}
