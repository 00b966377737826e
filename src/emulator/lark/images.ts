import type { Ids } from "./ids.ts";
import { Refusal } from "./refusal.ts";

export type StoredImage = { imageKey: string; bytes: Buffer; format: string };

export type SavedImage = { imageKey: string; format: string; base64: string };

export type Images = {
  /** Throws 234006 above 10 MB, 234010 when empty, 234011 for an unknown format, 234039 for too many pixels. */
  add(bytes: Buffer): StoredImage;
  find(imageKey: string): StoredImage | undefined;
  save(): SavedImage[];
  clear(): void;
};

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PIXELS = 12_000;
const MOST_GIF_PIXELS = 2_000;

export function createImages(ids: Ids, saved: readonly SavedImage[] = []): Images {
  const images = new Map(saved.map((image) => [image.imageKey, restored(image)]));
  return {
    add(bytes) {
      if (bytes.length === 0) throw refused(234010, "File's size can't be 0.");
      if (bytes.length > MOST_BYTES) throw refused(234006, "The file size exceed the max value.");
      const format = formatOf(bytes);
      if (!format) throw refused(234011, "Can't recognize image format.");
      if (isTooLarge(bytes, format)) throw refused(234039, "The image resolution exceeds the limit.");
      const image = { imageKey: ids.next("img_v3_"), bytes, format };
      images.set(image.imageKey, image);
      return image;
    },
    find: (imageKey) => images.get(imageKey),
    save: () =>
      [...images.values()].map(({ imageKey, format, bytes }) => ({
        imageKey,
        format,
        base64: bytes.toString("base64"),
      })),
    clear: () => images.clear(),
  };
}

function restored({ imageKey, format, base64 }: SavedImage): StoredImage {
  return { imageKey, format, bytes: Buffer.from(base64, "base64") };
}

function refused(code: number, message: string): Refusal {
  return new Refusal(code, message, { violation: "bad-image" });
}

/** Pixels are read where the header gives them at a fixed place. */
function isTooLarge(bytes: Buffer, format: string): boolean {
  if (format === "png" && bytes.length >= 24)
    return bytes.readUInt32BE(16) > MOST_PIXELS || bytes.readUInt32BE(20) > MOST_PIXELS;
  if (format === "gif" && bytes.length >= 10)
    return bytes.readUInt16LE(6) > MOST_GIF_PIXELS || bytes.readUInt16LE(8) > MOST_GIF_PIXELS;
  return false;
}

function formatOf(bytes: Buffer): string | undefined {
  const starts = (hex: string): boolean => bytes.subarray(0, hex.length / 2).toString("hex") === hex;
  if (starts("89504e470d0a1a0a")) return "png";
  if (starts("ffd8ff")) return "jpeg";
  if (starts("47494638")) return "gif";
  if (starts("424d")) return "bmp";
  if (starts("00000100")) return "ico";
  if (starts("49492a00") || starts("4d4d002a")) return "tiff";
  if (starts("52494646") && bytes.subarray(8, 12).toString("latin1") === "WEBP") return "webp";
  return bytes.subarray(4, 12).toString("latin1").startsWith("ftyphei") ? "heic" : undefined;
}
