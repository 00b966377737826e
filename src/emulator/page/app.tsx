import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { ChatList } from "./chat-list.tsx";
import { ChatView } from "./chat-view.tsx";
import { controlApi, type Try } from "./control-api.ts";
import { Inspector } from "./inspector.tsx";
import { keepSettings, readSettings, type KeptSettings } from "./kept-settings.ts";
import { Page, type PageContext } from "./page-context.ts";
import { wordsIn } from "./page-words.ts";
import { PeopleList } from "./people-list.tsx";
import { BOT_CHAT, usePlace } from "./place.ts";
import { dateOf, instantOf } from "./times.ts";
import { Toasts, useToasts } from "./toasts.tsx";
import { TopBar } from "./top-bar.tsx";
import { markRead, unreadIn } from "./unread.ts";
import { useSystemTheme } from "./use-system-theme.ts";
import { useWorld } from "./use-world.ts";
import { Welcome } from "./welcome.tsx";
import { chatsOf, type ChatEntry } from "./world-state.ts";

export function App() {
  const [settings, change] = useSettings();
  const [place, go] = usePlace();
  const [toasts, toast] = useToasts();
  const [openChatId, setOpenChatId] = useState<string | undefined>(undefined);
  const { world, openChat, isConnected, loadEarlier } = useWorld(openChatId);
  const tries = useTries(world?.instance);
  const systemTheme = useSystemTheme();
  const theme = settings.theme === "system" ? systemTheme : settings.theme;

  const { language } = settings;
  const offsetMs = world?.offsetMs ?? 0;
  const page: PageContext = useMemo(
    () => ({ language, theme, toast, say: wordsIn(language), nowMs: () => Date.now() + offsetMs }),
    [language, theme, toast, offsetMs],
  );
  const { say } = page;
  const person = world?.people.find(({ openId }) => openId === place.person) ?? null;
  const chats = world === null || person === null ? [] : chatsOf(world, person.openId);
  const entry = chats.find(({ chat }) => (chat?.kind === "group" ? chat.chatId : BOT_CHAT) === place.chat);
  const chatId = entry?.chat?.chatId;
  useEffect(() => setOpenChatId(chatId), [chatId]);

  const names = useMemo(
    () => new Map(world?.people.map(({ openId, name }) => [openId, name])),
    [world?.people],
  );
  const botName = world?.bot.name ?? "";
  const nameOf = useCallback(
    (sender: string): string => (sender === "bot" ? botName : (names.get(sender) ?? sender)),
    [names, botName],
  );

  const reading = { marks: settings.marks, sinceMs: settings.sinceMs ?? Infinity };
  const unreadOfEntry = (openId: string, { chat, heads }: ChatEntry): number =>
    chat === null ? 0 : unreadIn(heads, reading, { openId, chatId: chat.chatId });
  const unreadOf = (openId: string): number =>
    world === null ? 0 : chatsOf(world, openId).reduce((sum, each) => sum + unreadOfEntry(openId, each), 0);

  useBeginOfReading(world === null ? null : page.nowMs(), settings, change);
  useDocument({
    language,
    theme,
    title: say("product"),
    unread: person === null ? 0 : unreadOf(person.openId),
  });

  const onSeen = useCallback((): void => {
    if (person === null || chatId === undefined || entry === undefined) return;
    change((kept) => ({
      marks: markRead(kept.marks, { openId: person.openId, chatId }, entry.heads),
    }));
  }, [person?.openId, chatId, entry?.heads, change]);

  const toggleInspector = (): void => change((kept) => ({ isInspectorOpen: !kept.isInspectorOpen }));
  const be = (openId: string): void => go({ person: openId, chat: isNarrow() ? null : BOT_CHAT });
  const screen = entry !== undefined ? "chat" : person !== null ? "chats" : "people";
  return (
    <Page.Provider value={page}>
      <a class="skip-link" href="#composer" onClick={skipToChat}>
        {say("skipToChat")}
      </a>
      <TopBar
        world={world}
        tries={tries}
        isInspectorOpen={settings.isInspectorOpen}
        onInspector={toggleInspector}
        onLanguage={() => change(() => ({ language: language === "zh" ? "en" : "zh" }))}
        onTheme={() => change(() => ({ theme: theme === "dark" ? "light" : "dark" }))}
        onBe={(openId) => go({ person: openId, chat: BOT_CHAT })}
      />
      {!isConnected && (
        <p class="away" role="status">
          {say("away")}
        </p>
      )}
      <div class={`panes panes-${screen} ${settings.isInspectorOpen ? "panes-inspected" : ""}`}>
        <PeopleList people={world?.people ?? []} chosen={place.person} unreadOf={unreadOf} onChoose={be} />
        {person !== null && (
          <ChatList
            person={person}
            chats={chats}
            chosen={place.chat}
            botName={botName}
            nameOf={nameOf}
            unreadIn={(each) => unreadOfEntry(person.openId, each)}
            onChoose={(chat) => go({ person: person.openId, chat })}
            onBack={() => go({ person: null, chat: null })}
          />
        )}
        {world !== null && person !== null && entry !== undefined ? (
          <ChatView
            world={world}
            person={person}
            entry={entry}
            open={openChat}
            nameOf={nameOf}
            onSeen={onSeen}
            onBack={() => go({ person: person.openId, chat: null })}
            loadEarlier={loadEarlier}
          />
        ) : (
          <Welcome world={world} hasPerson={person !== null} tries={tries} onBe={be} />
        )}
        {settings.isInspectorOpen && world !== null && (
          <Inspector world={world} nameOf={nameOf} onClose={toggleInspector} />
        )}
      </div>
      <Toasts toasts={toasts} say={say} />
    </Page.Provider>
  );
}

/** As the style sheet has it: one screen at a time. */
const isNarrow = (): boolean => matchMedia("(max-width: 719px)").matches;

function skipToChat(event: Event): void {
  event.preventDefault();
  const target = document.querySelector<HTMLElement>("#composer, .people button");
  target?.focus();
}

type Change = (to: (kept: KeptSettings) => Partial<KeptSettings>) => void;

function useSettings(): readonly [KeptSettings, Change] {
  const [settings, setSettings] = useState(readSettings);
  const change = useCallback<Change>((to) => {
    setSettings((kept) => {
      const changes = to(kept);
      const names = Object.keys(changes) as (keyof KeptSettings)[];
      if (names.every((name) => changes[name] === kept[name])) return kept;
      const changed = { ...kept, ...changes };
      keepSettings(changed);
      return changed;
    });
  }, []);
  return [settings, change];
}

/** Whoever comes for the first time finds the emulator's present day unread, and nothing of what was before. */
function useBeginOfReading(nowMs: number | null, { sinceMs }: KeptSettings, change: Change): void {
  const isToBegin = nowMs !== null && (sinceMs === null || sinceMs > nowMs);
  useEffect(() => {
    if (isToBegin) change(() => ({ sinceMs: instantOf(dateOf(nowMs), "00:00") }));
  }, [isToBegin]);
}

type DocumentFacts = { language: string; theme: string; title: string; unread: number };

function useDocument({ language, theme, title, unread }: DocumentFacts): void {
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = theme;
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [language, theme, title, unread]);
}

/** Asked again when the emulator was started anew. */
function useTries(instance: string | undefined): readonly Try[] {
  const [tries, setTries] = useState<readonly Try[]>([]);
  useEffect(() => {
    if (instance === undefined) return;
    controlApi.tries().then(
      (found) => setTries(found ?? []),
      () => undefined,
    );
  }, [instance]);
  return tries;
}
