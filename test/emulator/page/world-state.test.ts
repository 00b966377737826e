import { describe, expect, it } from "vitest";
import type { MessageHead, MessageShown, News } from "#emulator/page-news";
import {
  applyNews,
  chatsOf,
  isBehind,
  mergeByNumber,
  peopleByTitle,
  updateOpenChat,
} from "#emulator/page/world-state";

const AT = Date.parse("2026-11-20T01:00:00Z");

function head(number: number, change: number, more: Partial<MessageHead> = {}): MessageHead {
  return {
    messageId: `om_${number}`,
    number,
    change,
    chatId: "oc_1",
    sender: "bot",
    msgType: "text",
    line: "",
    createdMs: number,
    updates: 0,
    ...more,
  };
}
const shown = (number: number, change: number, content = ""): MessageShown => ({
  ...head(number, change),
  content,
});

function news(more: Partial<News> = {}): News {
  return {
    instance: "first",
    version: 1,
    clock: { now: new Date(AT).toISOString(), nextWorkday: "2026-11-23" },
    faults: [],
    duplicates: "off",
    bot: { openId: "ou_bot", name: "星评" },
    menu: [],
    heads: [],
    messages: [],
    ...more,
  };
}
const person = (openId: string, title?: string) => ({
  openId,
  name: openId,
  resigned: false,
  blocked: false,
  available: true,
  ...(title === undefined ? {} : { title }),
});
const chat = (chatId: string, kind: "p2p" | "group", ...members: string[]) => ({
  chatId,
  kind,
  members,
  name: chatId,
  botInside: true,
  muted: false,
  dissolved: false,
});

describe("changed messages", () => {
  it("take the place of what they were, and new ones come last, whatever order they arrive in", () => {
    const known = [head(1, 1), head(2, 2), head(5, 5)];

    const merged = mergeByNumber(known, [head(6, 8), head(2, 9), head(4, 7)]);

    expect(merged.map(({ number, change }) => [number, change])).toEqual([
      [1, 1],
      [2, 9],
      [4, 7],
      [5, 5],
      [6, 8],
    ]);
  });

  it("never fall back to an older version", () => {
    expect(mergeByNumber([head(1, 9)], [head(1, 3)])[0]?.change).toBe(9);
  });
});

describe("news", () => {
  it("are added to what is known, people and chats only when they came along", () => {
    const first = applyNews(null, news({ people: [person("ou_1")], chats: [], heads: [head(1, 1)] }), AT);

    const second = applyNews(first, news({ version: 2, heads: [head(2, 2)] }), AT);

    expect(second.people).toEqual([person("ou_1")]);
    expect(second.heads.get("oc_1")?.map(({ number }) => number)).toEqual([1, 2]);
    expect(second.version).toBe(2);
  });

  it("leave chats without a change as the very same list", () => {
    const first = applyNews(null, news({ heads: [head(1, 1), head(2, 2, { chatId: "oc_2" })] }), AT);

    const second = applyNews(first, news({ heads: [head(3, 3)] }), AT);

    expect(second.heads.get("oc_2")).toBe(first.heads.get("oc_2"));
  });

  it("of another emulator make everything before them void", () => {
    const first = applyNews(null, news({ version: 90, people: [person("ou_1")], heads: [head(7, 80)] }), AT);

    const second = applyNews(first, news({ instance: "second", version: 3, heads: [head(1, 1)] }), AT);

    expect(second.people).toEqual([]);
    expect(second.heads.get("oc_1")?.map(({ number }) => number)).toEqual([1]);
  });

  it("tell how far the emulator's clock is ahead of this computer's", () => {
    expect(applyNews(null, news(), AT - 5_000).offsetMs).toBe(5_000);
  });
});

describe("an open chat", () => {
  const open = { chatId: "oc_1", messages: [shown(10, 10), shown(11, 11)], hasEarlier: true };

  it("takes over what changed in it", () => {
    const updated = updateOpenChat(open, [shown(11, 20, "new"), shown(12, 21)]);

    expect(updated.messages.map(({ number, content }) => [number, content])).toEqual([
      [10, ""],
      [11, "new"],
      [12, ""],
    ]);
  });

  it("leaves out what lies before the loaded stretch, and what is in another chat", () => {
    const other = { ...shown(12, 21), chatId: "oc_2" };

    expect(updateOpenChat(open, [shown(3, 22), other])).toBe(open);
  });

  it("is behind when the list knows of a newer message", () => {
    expect(isBehind(open, [head(10, 10), head(11, 11)])).toBe(false);
    expect(isBehind(open, [head(11, 11), head(12, 12)])).toBe(true);
    expect(isBehind({ ...open, messages: [] }, [])).toBe(false);
  });
});

describe("people and chats", () => {
  it("of one person are the chat with the bot and their groups, and nobody else's", () => {
    const world = applyNews(
      null,
      news({
        chats: [
          chat("oc_other", "p2p", "ou_2"),
          chat("oc_mine", "p2p", "ou_1"),
          chat("oc_all", "group", "ou_1", "ou_2"),
          chat("oc_theirs", "group", "ou_2"),
        ],
        heads: [head(1, 1, { chatId: "oc_all" })],
      }),
      AT,
    );

    const [withBot, ...groups] = chatsOf(world, "ou_1");

    expect(withBot?.chat?.chatId).toBe("oc_mine");
    expect(groups.map((entry) => [entry.chat?.chatId, entry.heads.length])).toEqual([["oc_all", 1]]);
    expect(chatsOf(world, "ou_3")).toEqual([{ chat: null, heads: [] }]);
  });

  it("are grouped by title in the order in which titles come up, and found by name or title", () => {
    const people = [person("ou_li", "客服"), person("ou_wang", "主管"), person("ou_zhao", "客服")];

    expect([...peopleByTitle(people, "").keys()]).toEqual(["客服", "主管"]);
    expect(peopleByTitle(people, "客服").get("客服")).toHaveLength(2);
    expect([...peopleByTitle(people, " WANG ").values()]).toEqual([[people[1]]]);
    expect(peopleByTitle(people, "nobody").size).toBe(0);
  });
});
