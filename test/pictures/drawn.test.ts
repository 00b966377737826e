import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import type { BoardView } from "#domain/board-view";
import type { CertificateView } from "#domain/certificate-view";
import { boardPicture } from "#pictures/board-picture";
import { certificatePdf, certificatePicture } from "#pictures/certificate";
import { scaleOf } from "#pictures/scale";
import { textOfPdf } from "./pdf-text.ts";
import { BOARDS, CERTIFICATES } from "./samples.ts";

const NOBODY_WRITES_IT = "\u{e123}";

/** As the PNG's own header says. */
const sizeOf = (bytes: Uint8Array) => {
  const header = Buffer.from(bytes);
  return {
    signature: header.toString("latin1", 1, 4),
    width: header.readUInt32BE(16),
    height: header.readUInt32BE(20),
  };
};

/** How much of a box is not its ground: nothing was drawn there when it is 0. */
async function inkWithin(bytes: Uint8Array, box: { x: number; y: number; width: number; height: number }) {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(box.x, box.y, box.width, box.height);
  let ink = 0;
  for (let place = 0; place < data.length; place += 4) if ((data[place] ?? 255) < 128) ink += 1;
  return ink / (data.length / 4);
}

describe("the picture of a board", () => {
  it.each([
    ["30-rows", 3274],
    ["all-tied", 1078],
    ["1-row", 754],
    ["nobody", 462],
    ["english", 1334],
  ] as const)("of %s is as wide as Lark shows, and as high as what is on it", (name, height) => {
    const { bytes, missing } = boardPicture(BOARDS[name]);

    expect(sizeOf(bytes)).toEqual({ signature: "PNG", width: 1500, height });
    expect(missing).toEqual([]);
  });

  it("is the same, byte for byte, for the same data", () => {
    const [first, second] = [boardPicture(BOARDS.english), boardPicture(BOARDS.english)];

    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  });

  it("shows a mark for a character that no font has, and says which one", () => {
    const row = BOARDS["1-row"].rows[0]!;
    const named = (name: string): BoardView => ({ ...BOARDS["1-row"], rows: [{ ...row, name }] });

    const { bytes, missing } = boardPicture(named(`王${NOBODY_WRITES_IT}`));
    const marked = boardPicture(named("王〓"));

    expect(missing).toEqual([NOBODY_WRITES_IT]);
    expect(Buffer.from(bytes).equals(Buffer.from(marked.bytes))).toBe(true);
  });

  it("holds what is not fit to be shown as it is: control characters, a name without end, a value alone", () => {
    const row = { ...BOARDS["1-row"].rows[0]!, value: 0, low: 0, high: 0 };
    const rows = [
      { ...row, name: `李\u0000\n雷\u202e` },
      { ...row, name: "长".repeat(300) },
      { ...row, name: "Unbreakable".repeat(60) },
    ];

    const { bytes, missing } = boardPicture({ ...BOARDS["1-row"], rows, title: "题".repeat(400) });

    expect(sizeOf(bytes)).toMatchObject({ signature: "PNG", width: 1500 });
    expect(missing).toEqual([]);
  });
});

describe("the axis", () => {
  it.each([
    [0.81, 0.93, ["0.825", "0.850", "0.875", "0.900", "0.925"]],
    [74, 97, ["75", "80", "85", "90", "95"]],
    [4.6, 4.6, ["4.6", "4.7", "4.8", "4.9", "5.0"]],
  ] as const)("from %d to %d has round marks", (low, high, marks) => {
    const { ticks, tickDecimals } = scaleOf(low, high, 0, 100);

    expect(ticks.map((tick) => tick.toFixed(tickDecimals))).toEqual(marks);
  });

  it("leaves room at both ends", () => {
    const scale = scaleOf(10, 20, 100, 200);

    expect(scale.at(10)).toBeGreaterThan(102);
    expect(scale.at(20)).toBeLessThan(198);
  });
});

describe("a certificate", () => {
  it.each(Object.entries(CERTIFICATES))("%s is A4 across, with every character", (_, view) => {
    const { bytes, missing } = certificatePicture(view);

    expect(sizeOf(bytes)).toEqual({ signature: "PNG", width: 2376, height: 1680 });
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(CERTIFICATES))("%s as PDF says the same in text that can be copied", (_, view) => {
    const { bytes } = certificatePdf(view);

    const text = textOfPdf(bytes);
    const { name, awardName, organisation, number, issuedOn, periodText } = view;
    // A space is a gap between letters there, as a reader knows.
    for (const words of [name, awardName, organisation, number, issuedOn, periodText])
      expect(text).toContain(words.replaceAll(" ", ""));
    expect(text).not.toMatch(/[\0\u{fffd}]/u);
  });

  it("as PDF has a page of A4, its title, and a link to the page that checks it", () => {
    const pdf = Buffer.from(certificatePdf(CERTIFICATES.english).bytes).toString("latin1");

    expect(pdf).toMatch(/^%PDF-1\./);
    expect(/\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(pdf)?.slice(1).map(Number).map(Math.round)).toEqual([
      842, 595,
    ]);
    expect(pdf).toContain(`/URI (${CERTIFICATES.english.checkUrl})`);
    expect(pdf).toContain("(Certificate of Recognition XP-202610-7K3M9QAB)");
  });

  it("is the same, byte for byte, for the same data", () => {
    const pictures = [certificatePicture(CERTIFICATES.bare), certificatePicture(CERTIFICATES.bare)];
    const documents = [certificatePdf(CERTIFICATES.chinese), certificatePdf(CERTIFICATES.chinese)];

    for (const [first, second] of [pictures, documents])
      expect(Buffer.from(first!.bytes).equals(Buffer.from(second!.bytes))).toBe(true);
  });

  it("has a code only where there is an address to lead to", async () => {
    const corner = { x: 208, y: 1268, width: 208, height: 208 };
    const withCode: CertificateView = { ...CERTIFICATES.bare, checkUrl: CERTIFICATES.chinese.checkUrl };

    const ink = await inkWithin(certificatePicture(withCode).bytes, corner);
    const inkWithout = await inkWithin(certificatePicture(CERTIFICATES.bare).bytes, {
      ...corner,
      height: 110,
    });

    expect(ink).toBeGreaterThan(0.35);
    expect(inkWithout).toBe(0);
  });
});
