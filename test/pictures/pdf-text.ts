import { inflateSync } from "node:zlib";

/** The text of a PDF as a reader would copy it: the characters that each font gives for its codes, in order. */
export function textOfPdf(bytes: Uint8Array): string {
  const objects = new Map(
    [
      ...Buffer.from(bytes)
        .toString("latin1")
        .matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g),
    ].map(([, id = "", body = ""]) => [id, body]),
  );
  const stream = (id: string): string => {
    const body = objects.get(id) ?? "";
    const start = /stream\r?\n/.exec(body);
    const from = start === null ? body.length : start.index + start[0].length;
    const data = body.slice(from, from + Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0));
    return body.includes("/FlateDecode") ? inflateSync(Buffer.from(data, "latin1")).toString("latin1") : data;
  };
  const page = [...objects.values()].find((body) => /\/Type \/Page\b/.test(body)) ?? "";
  const fonts = new Map(
    [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1] ?? "";
      return [name, charactersOf(stream(unicode))];
    }),
  );
  return written(stream(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ""), fonts);
}

function charactersOf(map: string): ReadonlyMap<number, string> {
  const decoded = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");
  const singles = [...map.matchAll(/^<([0-9A-F]{2})> <([0-9A-F]{4,8})>$/gm)].map(
    ([, code = "", to = ""]) => [Number.parseInt(code, 16), decoded(to)] as const,
  );
  const ranges = [...map.matchAll(/^<([0-9A-F]{2})> <([0-9A-F]{2})> <([0-9A-F]{4})>$/gm)].flatMap(
    ([, from = "", to = "", first = ""]) => {
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      return Array.from({ length: end - start + 1 }, (_, place): readonly [number, string] => [
        start + place,
        String.fromCodePoint(Number.parseInt(first, 16) + place),
      ]);
    },
  );
  return new Map([...singles, ...ranges]);
}

/** Font changes and strings, as they follow each other in the page. */
function written(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let text = "";
  for (const [, name, hex, plain] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:\\.|[^\\)])*)\)/gs,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const codes = hex === undefined ? unescaped(plain ?? "") : [...Buffer.from(hex, "hex")];
    if (name === undefined) text += codes.map((code) => font.get(code) ?? "\u{fffd}").join("");
  }
  return text;
}

function unescaped(plain: string): number[] {
  const named: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
  return [...plain.matchAll(/\\([0-7]{1,3})|\\(.)|(.)/gs)].map(([, octal, escaped, other]) => {
    if (octal !== undefined) return Number.parseInt(octal, 8);
    return escaped === undefined ? (other ?? "").charCodeAt(0) : (named[escaped] ?? escaped.charCodeAt(0));
  });
}
