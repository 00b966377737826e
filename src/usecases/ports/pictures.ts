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
