import { readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openRejectsFile } from "#files/rejects-file";
import { readRows } from "#files/read-rows";
import { collect, testDirectory, type TestDirectory } from "../support/files.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory.remove());

async function rejectAll(path: string): Promise<string | null> {
  const rejects = openRejectsFile(path);
  for await (const row of readRows(path)) await rejects.add({ line: row.line, reason: "a, reason" }, row);
  return rejects.close();
}

it("writes line, reason and the row as it was, so that the corrected file can be imported", async () => {
  const path = await directory.write("calls.csv", '\uFEFFid;note\n1;"two, words"\n2;two;too much\n');

  const rejects = await rejectAll(path);

  expect(rejects).toBe(`${path}.rejects.csv`);
  expect(await readFile(`${path}.rejects.csv`, "utf8")).toBe(
    '\uFEFFline,reason,id,note\n2,"a, reason",1,"two, words"\n3,"a, reason",2,two,too much\n',
  );
});

it("guards what a spreadsheet would run, and reads as the file did", async () => {
  const path = await directory.write("formulas.csv", "id,=note\n+86 1,＝1+1\n'-2,@SUM\n");

  const rejects = await rejectAll(path);
  const [before, after] = [await collect(readRows(path)), await collect(readRows(rejects!))];

  expect(await readFile(rejects!, "utf8")).toBe(
    "\uFEFFline,reason,id,'=note\n2,\"a, reason\",'+86 1,'＝1+1\n3,\"a, reason\",'-2,'@SUM\n",
  );
  expect(before.map(({ row }) => row)).toEqual([
    { id: "+86 1", "=note": "＝1+1" },
    { id: "-2", "=note": "@SUM" },
  ]);
  expect(after.map(({ row }) => row)).toMatchObject(before.map(({ row }) => row));
});

it("writes a line of JSON whole", async () => {
  const path = await directory.write("calls.jsonl", '{"id": "1"}\nno json\n');

  await rejectAll(path);

  expect(await readFile(`${path}.rejects.csv`, "utf8")).toBe(
    '\uFEFFline,reason,row\n1,"a, reason","{""id"": ""1""}"\n2,"a, reason",no json\n',
  );
});

it("does not carry older lines and reasons along when rejects are rejected again", async () => {
  const path = await directory.write("again.csv.rejects.csv", "line,reason,id\n7,old,1\n");

  await rejectAll(path);

  expect(await readFile(`${path}.rejects.csv`, "utf8")).toBe('\uFEFFline,reason,id\n2,"a, reason",1\n');
});

it("is not there when nothing was rejected, and an older one is removed", async () => {
  const path = await directory.write("good.csv", "id\n1\n");
  await writeFile(`${path}.rejects.csv`, "older");

  const rejects = await openRejectsFile(path).close();

  expect(rejects).toBe(null);
  expect(existsSync(`${path}.rejects.csv`)).toBe(false);
});

it("replaces an older one only when it is whole", async () => {
  const path = await directory.write("many.csv", `id\n${"x\n".repeat(20_000)}`);
  await writeFile(`${path}.rejects.csv`, "older");
  const rejects = openRejectsFile(path);

  for await (const row of readRows(path)) await rejects.add({ line: row.line, reason: "r" }, row);
  const before = await readFile(`${path}.rejects.csv`, "utf8");
  await rejects.close();
  const after = await readFile(`${path}.rejects.csv`, "utf8");

  expect(before).toBe("older");
  expect(after.split("\n")).toHaveLength(20_002);
  expect(existsSync(`${path}.rejects.csv.part`)).toBe(false);
});
