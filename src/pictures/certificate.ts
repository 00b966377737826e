import { createCanvas, PDFDocument } from "@napi-rs/canvas";
import { PICTURE_WORDS } from "#cards/picture-words";
import type { CertificateView } from "#domain/certificate-view";
import type { Drawn } from "#ports/pictures";
import { drawFrame, drawRule, drawSeal, GOLD, RED } from "./ornaments.ts";
import { type Context, createPen, type Look, type Pen } from "./pen.ts";
import { pngOf } from "./png.ts";
import { drawQrCode } from "./qr-code.ts";

/** A4 across, four to a millimetre. */
const WIDTH = 1188;
const HEIGHT = 840;
const DENSITY = 2;
/** A4 in the points of a PDF. */
const PDF_WIDTH = 841.89;
const PDF_HEIGHT = 595.276;
const MIDDLE = WIDTH / 2;
const TEXT_WIDTH = 860;
const EDGE = 104;
const QR_SIDE = 104;
const FOOT = 738;

const INK = "#2b2320";
const SOFT = "#6b5f55";
const PAPER = "#fffdf7";

export function certificatePicture(view: CertificateView): Drawn {
  const canvas = createCanvas(WIDTH * DENSITY, HEIGHT * DENSITY);
  const context = canvas.getContext("2d");
  context.scale(DENSITY, DENSITY);
  const pen = createPen(context);
  drawCertificate(pen, view);
  return { bytes: pngOf(canvas), missing: [...pen.missing] };
}

/** Its letters are drawn as glyphs with their characters beside them, so that they can be searched and copied. */
export function certificatePdf(view: CertificateView): Drawn {
  const title = `${PICTURE_WORDS[view.language].certificate.title} ${view.number}`;
  const document = new PDFDocument({ title, author: view.organisation, producer: "Xingping" });
  const context = document.beginPage(PDF_WIDTH, PDF_HEIGHT) as Context;
  const ratio = PDF_WIDTH / WIDTH;
  context.scale(ratio, ratio);
  const pen = createPen(context);
  drawCertificate(pen, view);
  if (view.checkUrl !== "")
    context.annotateLinkUrl(EDGE, FOOT - QR_SIDE, EDGE + QR_SIDE, FOOT, view.checkUrl);
  document.endPage();
  return { bytes: document.close(), missing: [...pen.missing] };
}

function drawCertificate(pen: Pen, view: CertificateView): void {
  pen.context.fillStyle = PAPER;
  pen.context.fillRect(0, 0, WIDTH, HEIGHT);
  drawFrame(pen.context, { x: 32, y: 32, width: WIDTH - 64, height: HEIGHT - 64 });
  drawHead(pen, view);
  drawBody(pen, view);
  drawProof(pen, view);
  drawSignature(pen, view);
}

const centred = (size: number, more: Partial<Look> = {}): Look => ({
  size,
  face: "serif",
  align: "center",
  color: INK,
  ...more,
});

function drawHead(pen: Pen, { language, organisation }: CertificateView): void {
  const { title } = PICTURE_WORDS[language].certificate;
  const isChinese = language === "zh";
  const above = centred(20, { color: SOFT, weight: 500, spacing: isChinese ? 6 : 1.5 });
  pen.write(
    organisation,
    { x: MIDDLE, y: 122 },
    pen.fit(organisation, above, [20, 18, 16], TEXT_WIDTH),
    TEXT_WIDTH,
  );
  const look = centred(isChinese ? 72 : 54, { weight: 700, color: RED, spacing: isChinese ? 26 : 1 });
  pen.write(title, { x: MIDDLE, y: isChinese ? 214 : 206 }, look);
  drawRule(pen.context, MIDDLE, 250, 420);
}

function drawBody(pen: Pen, view: CertificateView): void {
  const words = PICTURE_WORDS[view.language].certificate;
  pen.write(words.presentedTo, { x: MIDDLE, y: 308 }, centred(20, { color: SOFT }));
  const name = pen.fit(view.name, centred(54, { weight: 600 }), [54, 48, 42, 36, 32, 28], TEXT_WIDTH);
  pen.write(view.name, { x: MIDDLE, y: 374 }, name, TEXT_WIDTH);
  const room = Math.min(TEXT_WIDTH, Math.max(320, pen.width(view.name, name) + 80));
  pen.context.fillStyle = GOLD;
  pen.context.fillRect(MIDDLE - room / 2, 394, room, 1);
  pen.write(words.wins(view.periodText), { x: MIDDLE, y: 440 }, centred(20, { color: SOFT }), TEXT_WIDTH);
  const award = centred(46, { weight: 700, color: RED, spacing: view.language === "zh" ? 6 : 0 });
  const fitted = pen.fit(view.awardName, award, [46, 40, 34, 30], TEXT_WIDTH);
  pen.write(view.awardName, { x: MIDDLE, y: 504 }, fitted, TEXT_WIDTH);
  const reason = centred(21, { color: INK });
  for (const [place, line] of pen.lines(view.reasonText, reason, 720, 2).entries())
    pen.write(line, { x: MIDDLE, y: 556 + place * 34 }, reason);
}

/** The code, what it is for, and the number for who types it in. */
function drawProof(pen: Pen, { language, checkUrl, number }: CertificateView): void {
  const words = PICTURE_WORDS[language].certificate;
  const hasCode = checkUrl !== "";
  const x = hasCode ? EDGE + QR_SIDE + 18 : EDGE;
  const small: Look = { size: 14, color: SOFT };
  if (hasCode) {
    drawQrCode(pen.context, checkUrl, { x: EDGE, y: FOOT - QR_SIDE, side: QR_SIDE, color: INK });
    pen.write(words.check, { x, y: FOOT - 46 }, small);
  }
  pen.write(words.number, { x, y: FOOT - 24 }, small);
  pen.write(number, { x, y: FOOT - 2 }, { size: 16, weight: 600, color: INK }, 260);
}

function drawSignature(pen: Pen, { language, organisation, signatory, issuedOn }: CertificateView): void {
  const right = WIDTH - EDGE;
  const side = 92;
  drawSeal(pen, right - side / 2, FOOT - side / 2 - 8, side, PICTURE_WORDS[language].certificate.seal);
  const x = right - side - 24;
  const room = x - (EDGE + QR_SIDE + 300);
  const look: Look = { size: 18, face: "serif", color: INK, align: "right" };
  const lines = [organisation, signatory, issuedOn].filter((line) => line !== "");
  for (const [place, line] of lines.entries()) {
    const y = FOOT - 4 - (lines.length - 1 - place) * 30;
    pen.write(line, { x, y }, pen.fit(line, look, [18, 16, 14], room), room);
  }
}
