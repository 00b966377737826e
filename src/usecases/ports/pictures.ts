import type { Sheet } from "#cards/card";
import type { CertificateView } from "#domain/certificate-view";
import type { App } from "./delivery.ts";

export type PictureMime = "image/png" | "image/jpeg";
export type Picture = { readonly id: string; readonly mime: PictureMime; readonly bytes: Uint8Array };

/** Pictures that cards show, and what each app's platform calls those it was given. */
export type PictureStore = {
  /** Keeps it once and answers its id, the SHA-256 of its bytes in hex. */
  add(picture: Omit<Picture, "id">, at: Date): Promise<string>;
  get(id: string): Promise<Picture | null>;
  /** The platform's key of each of these that this app has uploaded. */
  imageKeys(ids: readonly string[], app: App): Promise<ReadonlyMap<string, string>>;
  /** The first key stays when it has one. */
  saveImageKey(
    upload: App & { readonly pictureId: string; readonly imageKey: string },
    at: Date,
  ): Promise<void>;
  /** The platform knows these keys no more: they are uploaded anew. */
  forgetImageKeys(ids: readonly string[], app: App): Promise<void>;
};

/** `missing`: characters for which no font is there; they stand as 〓, and who asked for the picture should know. */
export type Drawn = { readonly bytes: Uint8Array; readonly missing: readonly string[] };

/**
 * Draws pictures, one after the other, beside the rest of the program. The same data give the same bytes, as long as
 * their characters are in the fonts that come with the program.
 *
 * @throws AppError `busy` when very many pictures wait already, `unavailable` when drawing fails
 */
export type PictureMaker = {
  /** PNG: a board is 1500 pixels wide, a certificate A4 across, 2376 by 1680. */
  draw(sheet: Sheet): Promise<Drawn>;
  /** A certificate as PDF, its text selectable. */
  certificatePdf(view: CertificateView): Promise<Drawn>;
  close(): Promise<void>;
};
