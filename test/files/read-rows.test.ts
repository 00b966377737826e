import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipSync, zipSync } from "fflate";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import writeExcelFile from "write-excel-file/node";
import { CellError } from "#domain/source-row";
import { readRows } from "#files/read-rows";
import { collect, testDirectory, type TestDirectory } from "../support/files.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory.remove());

const rowsIn = async (name: string, content: string | Uint8Array) =>
  collect(readRows(await directory.write(name, content)));
const simple = async (name: string, content: string | Uint8Array) =>
  (await rowsIn(name, content)).map(({ line, row, fault }) =>
    fault === undefined ? { line, row } : { line, fault },
  );

/** Changes the sheet's XML: no writer writes an error on purpose. */
async function withCells(path: string, change: (sheet: string) => string): Promise<void> {
  const files = unzipSync(await readFile(path));
  const name = "xl/worksheets/sheet1.xml";
  const before = Buffer.from(files[name] ?? []).toString("utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, zipSync({ ...files, [name]: Buffer.from(after) }));
}

const openQuote = (line: number): string =>
  `the quote that opens on line ${line} is not closed where it should be: close it, then import this line again`;

describe("a CSV file", () => {
  it("is read by its header, without the byte-order mark, with the true line of every row", async () => {
    const rows = await simple("a.csv", '\uFEFFid,text\r\n1,"one\r\ntwo"\r\n\r\n2,"say ""hi"""\r\n3,x\r\n');

    expect(rows).toEqual([
      { line: 2, row: { id: "1", text: "one\ntwo" } },
      { line: 5, row: { id: "2", text: 'say "hi"' } },
      { line: 6, row: { id: "3", text: "x" } },
    ]);
  });

  it.each([
    ["a comma", "id,b\n1,x"],
    ["a semicolon", "id;b\n1;x"],
    ["a tab", "id\tb\n1\tx"],
    ["old line ends", "id,b\r1,x"],
    ["the other separators inside quotes of the header", 'id;"b"\n1;x'],
  ])("may have %s", async (_, content) => {
    const rows = await simple("separator.csv", content);

    expect(rows).toEqual([{ line: 2, row: { id: "1", b: "x" } }]);
  });

  it("is whole even when a two-byte line end and a character lie across two pieces of the file", async () => {
    const long = "好".repeat(40_000);

    const rows = await simple("long.csv", `id,text\r\n1,${long}\r\n2,${long}\r\n3,end\r\n`);

    expect(rows).toEqual([
      { line: 2, row: { id: "1", text: long } },
      { line: 3, row: { id: "2", text: long } },
      { line: 4, row: { id: "3", text: "end" } },
    ]);
  });

  it("reads missing cells at the end as blank and refuses a row with too many", async () => {
    const rows = await simple("ragged.csv", "id,b,c\n1\n2,x,y,z\n3,x,y,\n");

    expect(rows).toEqual([
      { line: 2, row: { id: "1", b: "", c: "" } },
      { line: 3, fault: "the row has 4 cells, the header 3: put text with a separator in quotes" },
      { line: 4, row: { id: "3", b: "x", c: "y" } },
    ]);
  });

  it("refuses the line of a quote that is never closed, and takes the whole rows behind it", async () => {
    const rows = await simple("open.csv", 'id,b\n1,x\n2,"open\n3,y\n\n4,"z"\n5,"again');

    expect(rows).toEqual([
      { line: 2, row: { id: "1", b: "x" } },
      { line: 3, fault: openQuote(3) },
      { line: 4, row: { id: "3", b: "y" } },
      { line: 6, row: { id: "4", b: "z" } },
      { line: 7, fault: openQuote(7) },
    ]);
  });

  it("keeps what it could not take of such lines, cell by cell", async () => {
    const rows = await rowsIn("kept.csv", 'id,b\n1,"open\n客户：您好\n2,x');

    expect(rows.map(({ original }) => original?.cells)).toEqual([["1", '"open'], ["客户：您好"], ["2", "x"]]);
  });

  it("names the line on which the quote opens, not the one on which its row begins", async () => {
    const rows = await simple("later.csv", 'id,b,c\n1,"one\ntwo","open\n2,x,y');

    expect(rows).toEqual([
      { line: 2, fault: openQuote(3) },
      { line: 3, fault: openQuote(3) },
      { line: 4, row: { id: "2", b: "x", c: "y" } },
    ]);
  });

  it("does not let an open quote swallow the rows up to the next quote", async () => {
    const rows = await simple("swallow.csv", 'id,b\n1,"open\n2,x\n3,"two, words"\n4,"last\nline"\n');

    expect(rows).toEqual([
      { line: 2, fault: openQuote(2) },
      { line: 3, row: { id: "2", b: "x" } },
      { line: 4, row: { id: "3", b: "two, words" } },
      { line: 5, row: { id: "4", b: "last\nline" } },
    ]);
  });

  it("keeps text over several lines whole although its quotes are not doubled", async () => {
    const rows = await simple("sloppy.csv", 'id,b,c\n1,"well\nhe said "no" and left",x\n');

    expect(rows).toEqual([{ line: 2, row: { id: "1", b: '"well\nhe said "no" and left"', c: "x" } }]);
  });

  it("is refused when a quote of its header is never closed", async () => {
    await expect(rowsIn("header.csv", 'id,"b\n1,x')).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("first row"),
    });
  });

  it("keeps stray quotes and a quoted beginning as text", async () => {
    const rows = await simple("stray.csv", 'id,b\n1,say "hi"\n2,"a" b\n');

    expect(rows).toEqual([
      { line: 2, row: { id: "1", b: 'say "hi"' } },
      { line: 3, row: { id: "2", b: '"a" b' } },
    ]);
  });

  it("keeps a column that is called like a part of every object", async () => {
    const [row] = await rowsIn("proto.csv", "id,__proto__\n1,x");

    expect(Object.entries(row?.row ?? {})).toEqual([
      ["id", "1"],
      ["__proto__", "x"],
    ]);
  });

  it("is refused when two columns have one name", async () => {
    await expect(rowsIn("twice.csv", "id,Agent,Agent\n1,a,b")).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining('The column "Agent" stands twice'),
    });
  });

  it("is refused when it is not UTF-8, with the way out", async () => {
    const gbk = new Uint8Array([0x69, 0x64, 0x0a, 0xc4, 0xe3, 0xba, 0xc3]);

    await expect(rowsIn("gbk.csv", gbk)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(/is not UTF-8 text\. It may be GBK: .*CSV UTF-8/),
    });
  });

  it("is read as GBK when it is said to be", async () => {
    const path = await directory.write("gbk.csv", new Uint8Array([0x69, 0x64, 0x0a, 0xc4, 0xe3, 0xba, 0xc3]));

    const rows = await collect(readRows(path, { encoding: "gbk" }));

    expect(rows.map(({ row }) => row)).toEqual([{ id: "你好" }]);
  });

  it.each([
    ["little-endian", [0xff, 0xfe], (text: string) => Buffer.from(text, "utf16le")],
    ["big-endian", [0xfe, 0xff], (text: string) => Buffer.from(text, "utf16le").swap16()],
  ] as const)("is read as UTF-16, %s, when it says so, whatever else was said", async (_, mark, encode) => {
    const content = Buffer.concat([Buffer.from(mark), encode("id\t姓名\r\n1\t李雷\r\n")]);
    const path = await directory.write("unicode.txt", content);

    const rows = await collect(readRows(path));
    const again = await collect(readRows(path, { encoding: "gbk" }));

    expect([rows, again].map(([row]) => row?.row)).toEqual(Array(2).fill({ id: "1", 姓名: "李雷" }));
  });

  it.each([
    ["little-endian", (text: string) => Buffer.from(text, "utf16le")],
    ["big-endian", (text: string) => Buffer.from(text, "utf16le").swap16()],
  ] as const)("is read as UTF-16, %s, by its NULs when it has no mark", async (_, encode) => {
    const content = encode("编号,客服,一\r\n1,李雷😀,一一一\r\n");

    expect(await simple("unmarked.csv", content)).toEqual([
      { line: 2, row: { 编号: "1", 客服: "李雷😀", 一: "一一一" } },
    ]);
  });

  const BROKEN_FAULT =
    "the row has a broken character: correct it, or name the file's encoding in the map if many rows have";

  it.each([
    ["a lone surrogate in UTF-16", Buffer.from("\uFEFFid,b\n1,好\n2,a\uD83Db\n3,好\n", "utf16le")],
    [
      "a cut character in UTF-8",
      Buffer.concat([
        Buffer.from(`id,b\n1,好\n2,a`),
        Buffer.from([0xe5, 0xa5]),
        Buffer.from(`b\n3,好\n${"4,客服说您好请稍等\n".repeat(3)}`),
      ]),
    ],
  ])("is taken without the row that has %s", async (_, content) => {
    const rows = await rowsIn("broken.csv", content);

    expect(rows.slice(0, 3).map(({ line, row, fault }) => fault ?? [line, row])).toEqual([
      [2, { id: "1", b: "好" }],
      BROKEN_FAULT,
      [4, { id: "3", b: "好" }],
    ]);
    expect(rows[1]?.original?.cells).toEqual(["2", "a\uFFFDb"]);
  });

  it("is taken without the row that an odd last byte of UTF-16 has broken", async () => {
    const content = Buffer.from("\uFEFFid,b\n1,好\n2,好的", "utf16le").subarray(0, -1);

    expect(await simple("odd.csv", content)).toEqual([
      { line: 2, row: { id: "1", b: "好" } },
      { line: 3, fault: BROKEN_FAULT },
    ]);
  });

  it.each(["utf8", "utf16le"] as const)("of many pieces keeps every character of %s", async (encoding) => {
    const texts = Array.from({ length: 9_000 }, (_, n) => `${"x".repeat(n % 7)}好😀é\uFFFD`);
    const content = Buffer.from(`\uFEFFid\n${texts.join("\n")}`, encoding);

    const rows = await rowsIn("pieces.csv", content);

    expect(content.length).toBeGreaterThan(2 * 65_536);
    expect(rows.map(({ row, fault }) => fault ?? row["id"])).toEqual(texts);
  });

  it("with a header only gives no row", async () => {
    expect(await simple("header.csv", "id,b\n")).toEqual([]);
  });

  it.each(["", "\uFEFF", "\n \n"])("is refused when it is as empty as %j", async (content) => {
    await expect(rowsIn("empty.csv", content)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("is empty"),
    });
  });
});

describe("a JSONL file", () => {
  it("gives an object a line, passes over empty lines and refuses what is none", async () => {
    const rows = await simple("a.jsonl", '\uFEFF{"a":"\u2028"}\r\n\n[1]\n{"a":\n"text"\n{"a":2}');

    const fault = "the line is no JSON object: write one object a line";
    expect(rows).toEqual([
      { line: 1, row: { a: "\u2028" } },
      { line: 3, fault },
      { line: 4, fault },
      { line: 5, fault },
      { line: 6, row: { a: 2 } },
    ]);
  });

  it("in UTF-16 is taken without the line that has half a character", async () => {
    const content = Buffer.from('{"a":"好"}\n{"a":"\uDC00"}\n{"a":2}', "utf16le");

    expect(await simple("utf16.jsonl", content)).toEqual([
      { line: 1, row: { a: "好" } },
      { line: 2, fault: expect.stringContaining("broken character") },
      { line: 3, row: { a: 2 } },
    ]);
  });

  it("keeps the line as it stood, for the rejects", async () => {
    const [row] = await rowsIn("b.jsonl", '{"a": 1} \r\n');

    expect(row?.original).toEqual({ columns: ["row"], cells: ['{"a": 1} '] });
  });
});

describe("a workbook", () => {
  it("gives the first sheet with dates as local text, durations as h:mm:ss and the true row numbers", async () => {
    const path = `${directory.path}/book.xlsx`;
    const when = {
      value: new Date(Date.UTC(2026, 10, 3, 9, 12, 58)),
      type: Date,
      format: "yyyy-mm-dd hh:mm:ss",
    };
    const day = { value: new Date(Date.UTC(2026, 10, 3)), type: Date, format: "yyyy-mm-dd" };
    const duration = { value: 143 / 86_400, type: Number, format: "h:mm:ss" };
    const overADay = { value: 30 / 24, type: Number, format: "[h]:mm:ss" };
    await writeExcelFile([
      [null],
      ["id", "when", "day", "talk", "ok"],
      [1024, when, day, duration, true],
      [null],
      ["x", null, null, overADay, false],
    ]).toFile(path);

    const rows = await collect(readRows(path));

    expect(rows.map(({ line, row }) => ({ line, row }))).toEqual([
      {
        line: 3,
        row: { id: 1024, when: "2026-11-03 09:12:58", day: "2026-11-03", talk: "0:02:23", ok: true },
      },
      { line: 5, row: { id: "x", when: "", day: "", talk: "30:00:00", ok: false } },
    ]);
  });

  it("tells what a spreadsheet could not work out from a blank cell, also one of a formula", async () => {
    const path = `${directory.path}/errors.xlsx`;
    await writeExcelFile([
      ["id", "csat", "note"],
      ["1", null, "#N/A"],
      ["2", "gone", "#1"],
    ]).toFile(path);
    await withCells(path, (sheet) =>
      sheet.replace(/<c r="B3"[^>]*>.*?<\/c>/, '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    );

    const rows = await collect(readRows(path));

    expect(rows.map(({ row }) => row)).toEqual([
      { id: "1", csat: "", note: new CellError("#N/A", "note") },
      { id: "2", csat: new CellError("#DIV/0!", "csat"), note: "#1" },
    ]);
    expect(rows[1]?.original?.cells).toEqual(["2", "#DIV/0!", "#1"]);
  });

  it("is refused when it is empty, with no byte or with no cell", async () => {
    const noCell = `${directory.path}/blank.xlsx`;
    await writeExcelFile([[null]]).toFile(noCell);

    const empty = { code: "bad-input", message: expect.stringContaining("is empty") };
    await expect(rowsIn("nothing.xlsx", "")).rejects.toMatchObject(empty);
    await expect(collect(readRows(noCell))).rejects.toMatchObject(empty);
  });

  it("is refused when it is none", async () => {
    await expect(rowsIn("fake.xlsx", "id,b\n1,2")).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("is no XLSX workbook"),
    });
  });
});

it.each(["folder.csv", "folder.jsonl", "folder.xlsx"])(
  "refuses a folder called %s in plain words",
  async (name) => {
    const path = `${directory.path}/${name}`;
    await mkdir(path);

    await expect(collect(readRows(path))).rejects.toMatchObject({
      code: "bad-input",
      message: `${path} is a folder: name a file in it.`,
    });
  },
);

it("refuses a file that is not there, and one of another kind, with what to do", async () => {
  const missing = collect(readRows(`${directory.path}/none.csv`));
  const missingBook = collect(readRows(`${directory.path}/none.xlsx`));

  await expect(missing).rejects.toMatchObject({ code: "not-found" });
  await expect(missingBook).rejects.toMatchObject({ code: "not-found" });
  expect(() => readRows("old.xls")).toThrow("save it as .csv, .xlsx or .jsonl");
});
