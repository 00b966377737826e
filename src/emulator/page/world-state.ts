import type {
  ChatShown,
  FaultShown,
  MenuItem,
  MessageHead,
  MessageShown,
  News,
  PersonShown,
} from "#emulator/page-news";

/** Everything that the page knows but the contents of messages. */
export type WorldState = {
  readonly instance: string;
  readonly version: number;
  /** The emulator's clock minus this computer's. */
  readonly offsetMs: number;
  readonly nextWorkday: string;
  readonly faults: readonly FaultShown[];
  readonly duplicates: string;
  readonly bot: { readonly openId: string; readonly name: string };
  readonly menu: readonly MenuItem[];
  readonly people: readonly PersonShown[];
  readonly chats: readonly ChatShown[];
  /** By chat, in the order in which they were sent. */
  readonly heads: ReadonlyMap<string, readonly MessageHead[]>;
};

/** The stretch of a chat that is loaded: its end, and as much before it as was asked for. */
export type OpenChat = {
  readonly chatId: string;
  readonly messages: readonly MessageShown[];
  readonly hasEarlier: boolean;
};

/** What is known after the news. Another instance (a restarted emulator) makes everything before it void. */
export function applyNews(known: WorldState | null, news: News, browserNowMs: number): WorldState {
  const before = known?.instance === news.instance ? known : null;
  return {
    instance: news.instance,
    version: news.version,
    offsetMs: Date.parse(news.clock.now) - browserNowMs,
    nextWorkday: news.clock.nextWorkday,
    faults: news.faults,
    duplicates: news.duplicates,
    bot: news.bot,
    menu: news.menu,
    people: news.people ?? before?.people ?? [],
    chats: news.chats ?? before?.chats ?? [],
    heads: withHeads(before?.heads ?? new Map(), news.heads),
  };
}

function withHeads(
  known: WorldState["heads"],
  changed: readonly MessageHead[],
): ReadonlyMap<string, readonly MessageHead[]> {
  if (changed.length === 0) return known;
  const heads = new Map(known);
  const chats = grouped(changed, ({ chatId }) => chatId);
  for (const [chatId, some] of chats) heads.set(chatId, mergeByNumber(heads.get(chatId) ?? [], some));
  return heads;
}

type Numbered = { readonly number: number; readonly change: number };

/** Puts changed entries in their place; of two versions of one the later change stays. Both sorted or not. */
export function mergeByNumber<T extends Numbered>(known: readonly T[], changed: readonly T[]): readonly T[] {
  const merged = [...known];
  for (const entry of [...changed].sort((a, b) => a.number - b.number)) {
    const place = placeOf(merged, entry.number);
    const there = merged[place];
    if (there?.number !== entry.number) merged.splice(place, 0, entry);
    else if (entry.change > there.change) merged[place] = entry;
  }
  return merged;
}

/** Where this number stands or belongs; from the end, since almost all that is new is newest. */
function placeOf(sorted: readonly Numbered[], number: number): number {
  let low = 0;
  let high = sorted.length;
  if ((sorted.at(-1)?.number ?? 0) < number) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The open chat after news; what lies before the loaded stretch stays unloaded. */
export function updateOpenChat(open: OpenChat, changed: readonly MessageShown[]): OpenChat {
  const first = open.hasEarlier ? (open.messages[0]?.number ?? 0) : 0;
  const ours = changed.filter((message) => message.chatId === open.chatId && message.number >= first);
  return ours.length === 0 ? open : { ...open, messages: mergeByNumber(open.messages, ours) };
}

/** Whether a list knows of newer messages than the open chat holds: the news crossed with its loading. */
export function isBehind(open: OpenChat, heads: readonly MessageHead[] | undefined): boolean {
  const newest = heads?.at(-1);
  if (newest === undefined) return false;
  const held = open.messages.at(-1);
  return held === undefined || held.number < newest.number;
}

/** One list for all chats without a message, so that nothing seems to have changed in them. */
const NO_HEADS: readonly MessageHead[] = [];

export type ChatEntry = { readonly chat: ChatShown | null; readonly heads: readonly MessageHead[] };

/** The chats of one person: the one with the bot (null before its first message) and their groups. */
export function chatsOf(world: WorldState, openId: string): readonly ChatEntry[] {
  const mine = world.chats.filter((chat) => chat.members.includes(openId));
  const withBot = mine.find(({ kind }) => kind === "p2p") ?? null;
  const groups = mine.filter(({ kind }) => kind === "group");
  const entry = (chat: ChatShown | null): ChatEntry => ({
    chat,
    heads: (chat === null ? undefined : world.heads.get(chat.chatId)) ?? NO_HEADS,
  });
  return [entry(withBot), ...groups.map(entry)];
}

/** People by title, in the order in which the titles come up. */
export function peopleByTitle(
  people: readonly PersonShown[],
  search: string,
): ReadonlyMap<string, readonly PersonShown[]> {
  const wanted = search.trim().toLowerCase();
  const found = people.filter(
    ({ name, title }) => name.toLowerCase().includes(wanted) || title?.toLowerCase().includes(wanted),
  );
  return grouped(found, ({ title }) => title ?? "");
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
