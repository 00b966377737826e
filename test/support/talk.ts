import { exportTable } from "#usecases/export/export-table";
import type { ExportCell, ExportName } from "#domain/export-columns";
import type { Town } from "./town.ts";

const TOKEN = { authorization: "Bearer token-for-the-tests-only", "content-type": "application/json" };

/** Sends entries to the program's API as another program does. */
export async function post(town: Town, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${town.running().serving.url}${path}`, {
    method: "POST",
    headers: TOKEN,
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** An export's rows by column. */
export async function exported(
  town: Town,
  name: ExportName,
): Promise<Readonly<Record<string, ExportCell>>[]> {
  const { columns, rows } = await exportTable(town.running().program, { name });
  const all: Record<string, ExportCell>[] = [];
  for await (const row of rows)
    all.push(Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null])));
  return all;
}

/** A number as Prometheus would read it; 0 for a counter that has not begun. */
export async function metric(
  town: Town,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<number> {
  const text = await (await fetch(`${town.running().serving.url}/metrics`)).text();
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = text
    .split("\n")
    .find((each) => each.startsWith(`${name}{`) && wanted.every((label) => each.includes(label)));
  return line === undefined ? 0 : Number(line.split(" ").at(-1));
}
