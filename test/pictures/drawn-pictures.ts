import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPictureMaker } from "#pictures/picture-maker";
import { BOARDS, CERTIFICATES } from "./samples.ts";

/** What the program itself draws: boards and certificates, easy ones and hard ones. */
export async function takeDrawnPictures(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const maker = createPictureMaker();
  const files = new Map<string, Uint8Array>();
  for (const [name, view] of Object.entries(BOARDS))
    files.set(`board-${name}.png`, (await maker.draw({ kind: "board", view: view })).bytes);
  for (const [name, view] of Object.entries(CERTIFICATES)) {
    files.set(`certificate-${name}.png`, (await maker.draw({ kind: "certificate", view: view })).bytes);
    files.set(`certificate-${name}.pdf`, (await maker.certificatePdf(view)).bytes);
  }
  await maker.close();
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return files.size;
}
