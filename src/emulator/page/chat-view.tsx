import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { MessageShown, PersonShown } from "#emulator/page-news";
import { Avatar } from "./avatar.tsx";
import { Composer } from "./composer.tsx";
import { controlApi } from "./control-api.ts";
import { Icon } from "./icons.tsx";
import { mentionedIn, type Candidate } from "./mentions.ts";
import { reasonOf, type ChatScene } from "./message-item.tsx";
import { MessageList } from "./message-list.tsx";
import { usePage } from "./page-context.ts";
import type { Say } from "./page-words.ts";
import { BOT_CHAT } from "./place.ts";
import type { ChatEntry, OpenChat, WorldState } from "./world-state.ts";

type Props = {
  world: WorldState;
  person: PersonShown;
  entry: ChatEntry;
  open: OpenChat | null;
  nameOf(sender: string): string;
  onSeen(): void;
  onBack(): void;
  loadEarlier(): Promise<void>;
};

/** One chat, as the person one is sees it. */
export function ChatView({ world, person, entry, open, nameOf, onSeen, onBack, loadEarlier }: Props) {
  const { say, toast } = usePage();
  const { chat } = entry;
  const isGroup = chat?.kind === "group";
  const name = isGroup ? chat.name : world.bot.name;
  const me = person.openId;
  const [replyTo, setReplyTo] = useState<MessageShown | null>(null);
  const candidates = useMemo(() => candidatesOf(world, entry, me), [world.people, chat, me]);
  const chatKey = isGroup ? chat.chatId : BOT_CHAT;

  useEffect(() => setReplyTo(null), [chatKey, me]);
  useEffect(() => {
    // The client tells the bot each time somebody opens the chat with it.
    if (chatKey === BOT_CHAT) controlApi.enterChat(me).catch(() => undefined);
  }, [chatKey, me]);

  const fail = (error: unknown): void =>
    toast({ kind: "error", text: say("sendFailed", { reason: reasonOf(error) }) });
  const send = async (text: string): Promise<void> => {
    const mentions = mentionedIn(text, candidates);
    const more = {
      ...(isGroup ? { chat: chat.chatId } : {}),
      ...(mentions.length > 0 ? { mentions: [...mentions] } : {}),
    };
    const answered = replyTo === null ? {} : { replyTo: replyTo.messageId };
    setReplyTo(null);
    await controlApi.type({ person: me, text, ...more, ...answered }).catch(fail);
  };
  const find = useCallback(
    (messageId: string) => open?.messages.find((message) => message.messageId === messageId),
    [open],
  );
  const scene: ChatScene = {
    me,
    isGroup,
    nameOf,
    find,
    people: world.people,
    members: chat?.members ?? [me],
    onReply: setReplyTo,
  };
  return (
    <main class="chat" aria-label={name}>
      <header class="chat-head">
        <button type="button" class="icon-button only-narrow" aria-label={say("back")} onClick={onBack}>
          <Icon name="back" />
        </button>
        <Avatar name={name} id={chat?.chatId ?? BOT_CHAT} kind={isGroup ? "group" : "bot"} />
        <h1 class="cut">{name}</h1>
        {isGroup ? (
          <span class="chat-size">
            {say("memberCount", { n: chat.members.length + (chat.botInside ? 1 : 0) })}
          </span>
        ) : (
          <span class="tag">{say("bot")}</span>
        )}
        {isGroup && !chat.botInside && <span class="chat-note">{say("botOutside")}</span>}
      </header>
      {open !== null || chat === null ? (
        <MessageList
          open={open ?? { chatId: BOT_CHAT, messages: [], hasEarlier: false }}
          name={name}
          scene={scene}
          onSeen={onSeen}
          loadEarlier={loadEarlier}
        />
      ) : (
        <p class="hint hint-middle messages-frame">{say("loading")}</p>
      )}
      <Composer
        key={`${me} ${chatKey}`}
        name={name}
        isGroup={isGroup}
        candidates={candidates}
        menu={isGroup ? [] : world.menu}
        replyTo={replyTo}
        replyToName={replyTo === null ? "" : nameOf(replyTo.sender)}
        obstacle={obstacleOf(entry, say)}
        onCancelReply={() => setReplyTo(null)}
        onSend={send}
        onMenu={(eventKey) => void controlApi.menu(me, eventKey).catch(fail)}
      />
    </main>
  );
}

/** The bot first, then the others of the group. */
function candidatesOf(world: WorldState, { chat }: ChatEntry, me: string): readonly Candidate[] {
  if (chat?.kind !== "group") return [];
  const bot = chat.botInside ? [{ reference: "bot", name: world.bot.name }] : [];
  const others = world.people.filter(({ openId }) => openId !== me && chat.members.includes(openId));
  return [...bot, ...others.map(({ openId, name }) => ({ reference: openId, name }))];
}

function obstacleOf({ chat }: ChatEntry, say: Say): string | null {
  if (chat?.dissolved) return say("dissolved");
  return chat?.muted ? say("muted") : null;
}
