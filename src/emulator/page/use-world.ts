import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { controlApi } from "./control-api.ts";
import { followFeed } from "./feed.ts";
import { applyNews, isBehind, updateOpenChat, type OpenChat, type WorldState } from "./world-state.ts";

export type Following = {
  /** Null until the first news. */
  readonly world: WorldState | null;
  /** Null while it loads, and when no chat is open. */
  readonly openChat: OpenChat | null;
  readonly isConnected: boolean;
  loadEarlier(): Promise<void>;
};

type Held = { world: WorldState | null; open: OpenChat | null };

/** Everything that the emulator tells, kept up to date, with the contents of one chat. */
export function useWorld(chatId: string | undefined): Following {
  const held = useRef<Held>({ world: null, open: null });
  const wanted = useRef(chatId);
  const [shown, setShown] = useState<Held>(held.current);
  const [isConnected, setConnected] = useState(true);
  wanted.current = chatId;

  const show = useCallback((change: Partial<Held>): void => {
    held.current = { ...held.current, ...change };
    setShown(held.current);
  }, []);

  const load = useCallback(
    async (chat: string): Promise<void> => {
      const page = await controlApi.chatPage(chat);
      if (wanted.current === chat) show({ open: { chatId: chat, ...page } });
    },
    [show],
  );

  useEffect(() => {
    const pull = puller(held, wanted, show, load);
    const isNews = (event: { instance: string; version: number }): boolean =>
      event.instance !== held.current.world?.instance || event.version > held.current.world.version;
    return followFeed((event) => isNews(event) && pull(), setConnected);
  }, [show, load]);

  useEffect(() => {
    show({ open: null });
    if (chatId !== undefined) load(chatId).catch(() => undefined);
  }, [chatId, load, show]);

  const loadEarlier = useCallback(async (): Promise<void> => {
    const { open } = held.current;
    const first = open?.messages[0];
    if (!open?.hasEarlier || first === undefined) return;
    const page = await controlApi.chatPage(open.chatId, first.number);
    if (held.current.open?.messages[0]?.messageId !== first.messageId) return;
    show({
      open: {
        ...held.current.open,
        messages: [...page.messages, ...held.current.open.messages],
        hasEarlier: page.hasEarlier,
      },
    });
  }, [show]);

  const openChat = shown.open?.chatId === chatId ? shown.open : null;
  return { world: shown.world, openChat, isConnected, loadEarlier };
}

/** Asks for news, one question at a time; what comes up meanwhile is asked for right after it. */
function puller(
  held: { readonly current: Held },
  wanted: { readonly current: string | undefined },
  show: (change: Partial<Held>) => void,
  load: (chat: string) => Promise<void>,
): () => void {
  let isAsking = false;
  let isMoreToAsk = false;

  async function ask(): Promise<void> {
    const { world } = held.current;
    const chat = wanted.current;
    const asked = await controlApi.news(world?.version ?? 0, chat);
    const isOther = world !== null && world.instance !== asked.instance;
    // What an emulator that is gone has numbered says nothing about this one.
    const news = isOther ? await controlApi.news(0, chat) : asked;
    const { open } = held.current;
    const next = applyNews(held.current.world, news, Date.now());
    const updated = open === null || isOther ? null : updateOpenChat(open, news.messages);
    show({ world: next, open: updated });
    if (chat === undefined || chat !== wanted.current) return;
    if (isOther || (updated !== null && isBehind(updated, next.heads.get(chat)))) await load(chat);
  }
  return function pull(): void {
    isMoreToAsk = true;
    if (isAsking) return;
    isAsking = true;
    const again = async (): Promise<void> => {
      while (isMoreToAsk) {
        isMoreToAsk = false;
        await ask();
      }
    };
    // Without an answer the connection is gone; the feed notices that too and asks again.
    again()
      .catch(() => undefined)
      .finally(() => (isAsking = false));
  };
}
