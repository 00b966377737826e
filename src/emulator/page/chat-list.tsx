import type { MessageHead, PersonShown } from "#emulator/page-news";
import { moveWithArrows } from "./arrow-keys.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icons.tsx";
import { usePage } from "./page-context.ts";
import type { Say } from "./page-words.ts";
import { Badge } from "./people-list.tsx";
import { BOT_CHAT } from "./place.ts";
import { listTime } from "./times.ts";
import type { ChatEntry } from "./world-state.ts";

type Props = {
  person: PersonShown;
  chats: readonly ChatEntry[];
  chosen: string | null;
  botName: string;
  nameOf(sender: string): string;
  unreadIn(entry: ChatEntry): number;
  onChoose(chat: string): void;
  onBack(): void;
};

/** The chats of the person one is: the one with the bot first, then the groups by their last message. */
export function ChatList({ person, chats, chosen, botName, nameOf, unreadIn, onChoose, onBack }: Props) {
  const { say } = usePage();
  const [withBot, ...groups] = chats;
  const byTime = groups.sort((a, b) => lastMs(b) - lastMs(a));
  const shown = withBot === undefined ? byTime : [withBot, ...byTime];
  return (
    <nav class="chats" aria-label={say("chatsOf", { name: person.name })}>
      <header class="chats-head">
        <button type="button" class="icon-button only-phone" aria-label={say("back")} onClick={onBack}>
          <Icon name="back" />
        </button>
        <Avatar name={person.name} id={person.openId} />
        <span class="chats-who">
          <strong>{person.name}</strong>
          {person.title !== undefined && <small>{person.title}</small>}
        </span>
      </header>
      <ul onKeyDown={moveWithArrows}>
        {shown.map((entry) => {
          const id = entry.chat?.kind === "group" ? entry.chat.chatId : BOT_CHAT;
          return (
            <li key={id}>
              <ChatRow
                entry={entry}
                name={id === BOT_CHAT ? botName : (entry.chat?.name ?? "")}
                isChosen={id === chosen}
                unread={unreadIn(entry)}
                line={(head) => lastLine(head, { say, nameOf, isGroup: id !== BOT_CHAT })}
                onChoose={() => onChoose(id)}
              />
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const lastMs = ({ heads }: ChatEntry): number => heads.at(-1)?.createdMs ?? 0;

type RowProps = {
  entry: ChatEntry;
  name: string;
  isChosen: boolean;
  unread: number;
  line(head: MessageHead): string;
  onChoose(): void;
};

function ChatRow({ entry, name, isChosen, unread, line, onChoose }: RowProps) {
  const { say, language, nowMs } = usePage();
  const near = { today: say("today"), yesterday: say("yesterday") };
  const last = entry.heads.at(-1);
  const isGroup = entry.chat?.kind === "group";
  return (
    <button
      type="button"
      class="chat-row"
      data-item
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <Avatar name={name} id={entry.chat?.chatId ?? BOT_CHAT} kind={isGroup ? "group" : "bot"} />
      <span class="chat-row-name">
        <span class="cut">{name}</span>
        {!isGroup && <span class="tag">{say("bot")}</span>}
      </span>
      <time class="chat-row-time">
        {last === undefined ? "" : listTime(last.createdMs, nowMs(), language, near)}
      </time>
      <span class="chat-row-last">
        <span class="cut">{last === undefined ? say("noMessages") : line(last)}</span>
        <Badge count={unread} />
      </span>
    </button>
  );
}

type LineParts = { say: Say; nameOf(sender: string): string; isGroup: boolean };

/** The last line as the list shows it, with its sender in a group. */
export function lastLine(head: MessageHead, { say, nameOf, isGroup }: LineParts): string {
  if (head.deleted === "recalled") return say("recalledBy", { name: nameOf(head.sender) });
  if (head.deleted) return say("deletedMessage");
  const line = head.line === "" ? kindOf(head.msgType, say) : head.line;
  return isGroup ? say("arrived", { name: nameOf(head.sender), line }) : line;
}

function kindOf(msgType: string, say: Say): string {
  if (msgType === "image") return say("picture");
  return msgType === "interactive" ? say("cardLine") : say("otherKind", { kind: msgType });
}
