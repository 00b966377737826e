import { afterAll, beforeAll, expect, it } from "vitest";
import { readRows } from "#files/read-rows";
import { encodeTable, type Table, type TableCell } from "#files/write-table";
import { collect, testDirectory, type TestDirectory } from "../support/files.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory.remove());

function aTable(...rows: TableCell[][]): Table {
  async function* stream(): AsyncGenerator<TableCell[]> {
    yield* rows;
  }
  return { columns: ["id", "text", "n", "ok"], rows: stream() };
}

async function encoded(format: string, table: Table): Promise<Buffer> {
  return Buffer.concat((await collect(encodeTable(format, table))).map((piece) => Buffer.from(piece)));
}

it("writes CSV in UTF-8 with a byte-order mark, quotes where they are needed", async () => {
  const table = aTable(["1", '一,"二"\n三', 1.5, true], ["2", null, null, false]);

  const csv = (await encoded("csv", table)).toString("utf8");

  expect(csv).toBe('\uFEFFid,text,n,ok\n1,"一,""二""\n三",1.5,true\n2,,,false\n');
});

it("guards text that a spreadsheet would run, and leaves numbers alone", async () => {
  const table = aTable(["=1+1", "+86", -5, null], ["-x", "@SUM", 0, null], ["\tx", "a=b", 1, null]);

  const csv = (await encoded("csv", table)).toString("utf8");

  expect(csv.split("\n").slice(1, 4)).toEqual(["'=1+1,'+86,-5,", "'-x,'@SUM,0,", "'\tx,a=b,1,"]);
});

it.each(["＝1+1", "＋86", "－x", "＠SUM", "\r=1", "\n=1"])(
  "guards %j, which a Chinese spreadsheet would run, and the guard is gone when it is read again",
  async (text) => {
    const csv = await encoded("csv", aTable(["1", text, null, null]));
    const path = await directory.write("guarded.csv", csv);

    const [read] = await collect(readRows(path));

    expect(csv.toString("utf8")).toContain(`'${text}`);
    // Line ends of all kinds are read as one.
    expect(read?.row["text"]).toBe(text.replace("\r", "\n"));
  },
);

it("streams: the first rows are out before the last are read", async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<TableCell[]> {
    for (;;) yield [String((asked += 1))];
  }

  const pieces: string[] = [];
  for await (const piece of encodeTable("csv", { columns: ["id"], rows: endless() })) {
    pieces.push(String(piece));
    if (pieces.length === 3) break;
  }

  expect(pieces.join("")).toMatch(/^\uFEFFid\n1\n2\n/);
  expect(asked).toBeLessThan(1_000);
});

it("writes JSON one object a line with the columns as keys", async () => {
  const jsonl = (await encoded("jsonl", aTable(["1", "=x", 2, true], ["2", null, null, null]))).toString(
    "utf8",
  );

  expect(jsonl).toBe('{"id":"1","text":"=x","n":2,"ok":true}\n{"id":"2","text":null,"n":null,"ok":null}\n');
});

it("writes a workbook that reads back, text as text and an over-long cell cut", async () => {
  const bytes = await encoded(
    "xlsx",
    aTable(["0123", "=1+1", 2.5, true], ["x", "长".repeat(40_000), null, null]),
  );
  const path = await directory.write("out.xlsx", bytes);

  const rows = (await collect(readRows(path))).map(({ row }) => row);

  expect(rows[0]).toEqual({ id: "0123", text: "=1+1", n: 2.5, ok: true });
  expect(String(rows[1]?.["text"])).toHaveLength(32_767);
});

it("refuses another format, naming those there are", () => {
  expect(() => encodeTable("pdf", aTable())).toThrow('"pdf" is no format: choose csv, jsonl, xlsx.');
});
