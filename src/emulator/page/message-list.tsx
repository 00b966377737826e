import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageShown } from "#emulator/page-news";
import { lastLine } from "./chat-list.tsx";
import { Icon } from "./icons.tsx";
import { MessageItem, type ChatScene } from "./message-item.tsx";
import { usePage } from "./page-context.ts";
import { dateOf, dayLabel } from "./times.ts";
import { useScrollEnd } from "./use-scroll-end.ts";
import type { OpenChat } from "./world-state.ts";

/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 3 * 60_000;

type Props = {
  open: OpenChat;
  name: string;
  scene: ChatScene;
  /** All that there is has been on the screen. */
  onSeen(): void;
  loadEarlier(): Promise<void>;
};

/** The messages of a chat, the newest in view unless somebody has scrolled up. */
export function MessageList({ open, name, scene, onSeen, loadEarlier }: Props) {
  const { say } = usePage();
  const { scroller, content, isAtEnd, toEnd, onScroll, holdPlace } = useScrollEnd(open.chatId + scene.me);
  const newest = open.messages.at(-1);
  const below = useNewBelow(open, scene.me, isAtEnd, toEnd);

  useEffect(() => {
    if (isAtEnd && document.visibilityState === "visible") onSeen();
  }, [isAtEnd, newest?.messageId, onSeen]);

  const more = (): void => {
    holdPlace();
    void loadEarlier();
  };
  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={say("messages", { name })}
      >
        <div class="messages-inner" ref={content}>
          {open.hasEarlier && (
            <button type="button" class="earlier" onClick={more}>
              {say("earlier")}
            </button>
          )}
          {open.messages.map((message, index) => (
            <Fragment key={message.messageId}>
              <DayLine message={message} before={open.messages[index - 1]} />
              <MessageItem
                message={message}
                isFollowing={isFollowing(message, open.messages[index - 1])}
                scene={scene}
              />
            </Fragment>
          ))}
          {open.messages.length === 0 && <p class="hint hint-middle">{say("emptyChat")}</p>}
        </div>
      </div>
      {below > 0 && (
        <button type="button" class="new-pill" onClick={toEnd}>
          <Icon name="down" size={16} />
          {say(below === 1 ? "newMessage" : "newMessages", { n: below })}
        </button>
      )}
      <Announcer message={newest} scene={scene} />
    </div>
  );
}

/** How many came below what is on the screen. One's own message leads back to the end. */
function useNewBelow(open: OpenChat, me: string, isAtEnd: boolean, toEnd: () => void): number {
  const seen = useRef(0);
  const newest = open.messages.at(-1);
  const number = newest?.number ?? 0;
  if (isAtEnd || seen.current === 0) seen.current = number;
  useEffect(() => {
    if (newest?.sender === me) toEnd();
  }, [number, newest?.sender, me, toEnd]);
  return open.messages.filter((message) => message.number > seen.current && message.sender !== me).length;
}

function isFollowing(message: MessageShown, before: MessageShown | undefined): boolean {
  return (
    before !== undefined &&
    before.deleted === undefined &&
    before.sender === message.sender &&
    message.replyTo === undefined &&
    message.updates === 0 &&
    message.createdMs - before.createdMs < TOGETHER_MS &&
    dateOf(before.createdMs) === dateOf(message.createdMs)
  );
}

function DayLine({ message, before }: { message: MessageShown; before: MessageShown | undefined }) {
  const { say, language, nowMs } = usePage();
  if (before !== undefined && dateOf(before.createdMs) === dateOf(message.createdMs)) return null;
  const near = { today: say("today"), yesterday: say("yesterday") };
  return (
    <div class="day-line" role="separator">
      <span>{dayLabel(message.createdMs, nowMs(), language, near)}</span>
    </div>
  );
}

/** Reads out what others have sent since the chat was opened. */
function Announcer({ message, scene }: { message: MessageShown | undefined; scene: ChatScene }) {
  const { say } = usePage();
  const first = useRef(message?.number ?? 0);
  const [words, setWords] = useState("");
  useEffect(() => {
    if (message === undefined || message.number <= first.current || message.sender === scene.me) return;
    setWords(lastLine(message, { say, nameOf: scene.nameOf, isGroup: true }));
  }, [message?.number]);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {words}
    </p>
  );
}
