import { z } from "zod";
import { AppError } from "#domain/error";
import type { SavedLark } from "./lark/lark.ts";

/** Grows when an older snapshot can no longer be read. */
const FORMAT = 1;

/** All that an emulator needs to go on in another process: its clock, and what the tenant holds. No logs, no faults. */
export type Snapshot = { format: typeof FORMAT; now: string; lark: SavedLark };

export function takeSnapshot(now: Date, lark: SavedLark): Snapshot {
  return { format: FORMAT, now: now.toISOString(), lark };
}

const milliseconds = z.number();
const words = z.string();
const person = z.looseObject({
  openId: words,
  unionId: words,
  userId: words,
  name: words,
  title: words.optional(),
  email: words.optional(),
  mobile: words.optional(),
  departmentId: words,
  available: z.boolean(),
  resigned: z.boolean(),
  blocked: z.boolean(),
  otherApp: z.boolean(),
});
const chat = z.looseObject({
  chatId: words,
  name: words,
  kind: z.enum(["p2p", "group"]),
  members: z.array(words),
  ownerOpenId: words.optional(),
  botInside: z.boolean(),
  muted: z.boolean(),
  dissolved: z.boolean(),
});
const message = z.looseObject({
  messageId: words,
  chatId: words,
  receiver: words.optional(),
  sender: words,
  msgType: words,
  firstContent: z.unknown(),
  uuid: words.optional(),
  replyTo: words.optional(),
  createdAt: words,
  createdMs: milliseconds,
  updates: z.array(
    z.object({ at: words, by: z.enum(["patch", "callback", "delayed-update"]), content: z.unknown() }),
  ),
  deleted: z.enum(["recalled", "deleted"]).optional(),
});
const delivery = z.object({
  delivery: z.object({
    eventId: words,
    eventType: words,
    state: z.enum(["pending", "delivered", "failed"]),
    tries: z.array(
      z.object({
        at: words,
        status: z.number().nullable(),
        tookMs: milliseconds,
        failure: words.optional(),
      }),
    ),
  }),
  envelope: z.object({
    schema: z.literal("2.0"),
    header: z.object({
      event_id: words,
      event_type: words,
      create_time: words,
      token: words,
      app_id: words,
      tenant_key: words,
    }),
    event: z.record(words, z.unknown()),
  }),
  next: z.object({ retry: z.number(), dueMs: milliseconds }),
});
const snapshot = z.object({
  format: z.literal(FORMAT),
  now: z.iso.datetime(),
  lark: z.object({
    tenantKey: words,
    bot: z.object({ openId: words, name: words }),
    people: z.object({
      people: z.array(person),
      departments: z.array(z.object({ departmentId: words, name: words, parentId: words })),
    }),
    chats: z.array(chat),
    messages: z.array(message),
    images: z.array(z.object({ imageKey: words, format: words, base64: words })),
    updateTokens: z.array(
      z.object({
        token: words,
        messageId: words,
        expiresMs: milliseconds,
        uses: z.number(),
        isOpen: z.boolean(),
      }),
    ),
    uuids: z.array(z.object({ key: words, result: words, untilMs: milliseconds })),
    missingScopes: z.array(words),
    deliveries: z.array(delivery),
  }),
});

/** @throws AppError `bad-input` for what is no snapshot of this version. */
export function parseSnapshot(text: string): Snapshot {
  try {
    // The schema's optional fields may also be undefined, ours may not; what was JSON holds no undefined.
    return snapshot.parse(JSON.parse(text)) as Snapshot;
  } catch {
    throw new AppError("bad-input", "the emulator's snapshot is broken, or of another version");
  }
}
