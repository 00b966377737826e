import { describe, expect, it } from "vitest";
import type { MessageHead } from "#emulator/page-news";
import { markRead, unreadIn } from "#emulator/page/unread";

const ME = { openId: "ou_me", chatId: "oc_1" };

function heads(...senders: string[]): MessageHead[] {
  return senders.map((sender, index) => ({
    messageId: `om_${index + 1}`,
    number: index + 1,
    change: index + 1,
    chatId: "oc_1",
    sender,
    msgType: "text",
    line: "",
    createdMs: (index + 1) * 1_000,
    updates: 0,
  }));
}

describe("unread messages", () => {
  it("are those that others sent after the last one that was seen", () => {
    const chat = heads("bot", "bot", "ou_me", "ou_li", "bot");

    const count = unreadIn(chat, { marks: { ou_me: { oc_1: "om_2" } }, sinceMs: 0 }, ME);

    expect(count).toBe(2);
  });

  it("are none when the chat was seen to its end", () => {
    const chat = heads("bot", "bot");
    const marks = markRead({}, ME, chat);

    expect(unreadIn(chat, { marks, sinceMs: 0 }, ME)).toBe(0);
  });

  it("do not count what was taken back", () => {
    const chat = heads("bot", "bot", "bot").map((head, index) =>
      index === 1 ? { ...head, deleted: "recalled" as const } : head,
    );

    expect(unreadIn(chat, { marks: {}, sinceMs: 0 }, ME)).toBe(2);
  });

  it("begin at a moment for somebody who has never looked", () => {
    const chat = heads("bot", "bot", "bot");

    expect(unreadIn(chat, { marks: {}, sinceMs: 2_000 }, ME)).toBe(2);
  });

  it("begin at that moment too when the mark is of a world that is gone", () => {
    const chat = heads("bot", "bot", "bot");

    expect(unreadIn(chat, { marks: { ou_me: { oc_1: "om_of_before" } }, sinceMs: 3_000 }, ME)).toBe(1);
  });

  it("are counted for each person and each chat alone", () => {
    const chat = heads("bot", "ou_li");
    const marks = markRead({}, { openId: "ou_li", chatId: "oc_1" }, chat);
    const reading = { marks, sinceMs: 0 };

    expect(unreadIn(chat, reading, ME)).toBe(2);
    expect(unreadIn(chat, reading, { openId: "ou_li", chatId: "oc_1" })).toBe(0);
    expect(unreadIn(chat, reading, { openId: "ou_li", chatId: "oc_2" })).toBe(1);
  });
});

describe("a mark", () => {
  it("stays the same object when nothing new was seen, so that nothing is drawn again", () => {
    const chat = heads("bot");
    const marks = markRead({}, ME, chat);

    expect(markRead(marks, ME, chat)).toBe(marks);
    expect(markRead(marks, { ...ME, chatId: "oc_empty" }, [])).toBe(marks);
  });

  it("leaves those of others alone", () => {
    const marks = markRead({ ou_li: { oc_1: "om_7" } }, ME, heads("bot"));

    expect(marks).toEqual({ ou_li: { oc_1: "om_7" }, ou_me: { oc_1: "om_1" } });
  });
});
