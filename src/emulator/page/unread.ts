import type { MessageHead } from "#emulator/page-news";

/** By person and chat: the newest message that this person has seen. */
export type ReadMarks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What counts as unread for somebody who has never looked: everything from `sinceMs` on. */
export type Reading = { readonly marks: ReadMarks; readonly sinceMs: number };

/** How many messages came after the mark, without one's own and without those that were taken back. */
export function unreadIn(
  heads: readonly MessageHead[],
  reading: Reading,
  reader: { readonly openId: string; readonly chatId: string },
): number {
  const mark = reading.marks[reader.openId]?.[reader.chatId];
  const counts = (head: MessageHead): boolean => head.sender !== reader.openId && head.deleted === undefined;
  const place = mark === undefined ? -1 : heads.findLastIndex(({ messageId }) => messageId === mark);
  // A mark of a world that is gone says nothing.
  const isNew = place < 0 ? ({ createdMs }: MessageHead) => createdMs >= reading.sinceMs : () => true;
  let count = 0;
  for (let index = heads.length - 1; index > place; index -= 1) {
    const head = heads[index];
    if (head === undefined || !isNew(head)) break;
    if (counts(head)) count += 1;
  }
  return count;
}

/** The marks after this person has seen the chat to its end; the same object when nothing changes. */
export function markRead(
  marks: ReadMarks,
  reader: { readonly openId: string; readonly chatId: string },
  heads: readonly MessageHead[],
): ReadMarks {
  const newest = heads.at(-1)?.messageId;
  if (newest === undefined || marks[reader.openId]?.[reader.chatId] === newest) return marks;
  return { ...marks, [reader.openId]: { ...marks[reader.openId], [reader.chatId]: newest } };
}
