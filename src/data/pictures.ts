import { createHash } from "node:crypto";
import type { PictureMime, PictureStore } from "#ports/pictures";
import type { PrismaHandle } from "./database.ts";

export function pictureStore(db: PrismaHandle): PictureStore {
  return {
    add: async ({ mime, bytes }, at) => {
      const id = createHash("sha256").update(bytes).digest("hex");
      const data = { id, mime, bytes: new Uint8Array(bytes), createdAt: at };
      await db.picture.createMany({ data: [data], skipDuplicates: true });
      return id;
    },
    get: async (id) => {
      const row = await db.picture.findUnique({ where: { id } });
      return row === null ? null : { id, mime: row.mime as PictureMime, bytes: row.bytes };
    },
    imageKeys: async (ids, { platform, appId }) => {
      const where = { pictureId: { in: [...ids] }, platform, appId };
      const rows = await db.pictureUpload.findMany({ where });
      return new Map(rows.map(({ pictureId, imageKey }) => [pictureId, imageKey]));
    },
    saveImageKey: async ({ pictureId, platform, appId, imageKey }, at) => {
      const data = { pictureId, platform, appId, imageKey, createdAt: at };
      await db.pictureUpload.createMany({ data: [data], skipDuplicates: true });
    },
    forgetImageKeys: async (ids, { platform, appId }) => {
      await db.pictureUpload.deleteMany({ where: { pictureId: { in: [...ids] }, platform, appId } });
    },
  };
}
