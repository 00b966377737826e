export type FormPart = { name: string; filename?: string; bytes: Buffer };

const LINE = "\r\n";

/**
 * The parts of a multipart/form-data body (RFC 7578) with their bytes untouched. Request.formData() would read
 * a part without a filename as text, and that is how the official client sends a buffer.
 * Returns nothing when the content type or body is no such form.
 */
export function readMultipart(contentType: string, body: Buffer): FormPart[] | undefined {
  const quoted = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = quoted?.[1] ?? quoted?.[2];
  if (!contentType.startsWith("multipart/form-data") || boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length + LINE.length;
    const end = body.indexOf(delimiter, from);
    if (end < 0) break;
    const part = readPart(body.subarray(from, end - LINE.length));
    if (part) parts.push(part);
    start = end;
  }
  return parts.length > 0 ? parts : undefined;
}

function readPart(bytes: Buffer): FormPart | undefined {
  const split = bytes.indexOf(LINE + LINE);
  const head = bytes.subarray(0, Math.max(split, 0)).toString("utf8");
  const name = /name="([^"]*)"/.exec(head.replace(/filename="[^"]*"/, ""))?.[1];
  if (split < 0 || name === undefined) return undefined;
  const filename = /filename="([^"]*)"/.exec(head)?.[1];
  return {
    name,
    bytes: bytes.subarray(split + 2 * LINE.length),
    ...(filename === undefined ? {} : { filename }),
  };
}
