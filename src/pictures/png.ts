import type { Canvas } from "@napi-rs/canvas";
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const RGB = 2;
const EIGHT_BITS = 8;
/** Each pixel as its difference to the one above it: on a drawing nearly always nothing. */
const UP = 2;
const NONE = 0;
const LEVEL = 6;

/**
 * A canvas without holes as PNG (ISO/IEC 15948). The canvas's own way tries each filter on each line, and takes three
 * quarters of the time of a picture.
 */
export function pngOf(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const lines = filtered(canvas.data(), width, height);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = EIGHT_BITS;
  header[9] = RGB;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(lines, { level: LEVEL })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** RGB, each line behind the number of its filter. */
function filtered(pixels: Buffer, width: number, height: number): Buffer {
  const lines = Buffer.alloc((width * 3 + 1) * height);
  const lineBytes = width * 4;
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    const [start, end] = [row * lineBytes, (row + 1) * lineBytes];
    const above = row === 0 ? 0 : lineBytes;
    lines[to++] = row === 0 ? NONE : UP;
    for (let from = start; from < end; from += 4)
      for (let place = from; place < from + 3; place += 1)
        lines[to++] = (pixels[place] ?? 0) - (above === 0 ? 0 : (pixels[place - above] ?? 0));
  }
  return lines;
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
