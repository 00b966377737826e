import type { MessageShown } from "#emulator/page-news";
import { Avatar } from "./avatar.tsx";
import { CardView } from "./card/card-view.tsx";
import type { CardProps } from "./card/card-props.ts";
import { lastLine } from "./chat-list.tsx";
import { controlApi } from "./control-api.ts";
import { Icon } from "./icons.tsx";
import { interactionToast } from "./interaction-toast.ts";
import { MessageBody } from "./message-body.tsx";
import { usePage } from "./page-context.ts";
import { dateOf, timeOf } from "./times.ts";

/** A card can be used for 14 days. */
const CARD_LIFE_MS = 14 * 86_400_000;

/** What all messages of a chat have in common. */
export type ChatScene = Pick<CardProps, "people" | "members"> & {
  readonly me: string;
  readonly isGroup: boolean;
  nameOf(sender: string): string;
  find(messageId: string): MessageShown | undefined;
  onReply(message: MessageShown): void;
};

type Props = { message: MessageShown; isFollowing: boolean; scene: ChatScene };

/** `isFollowing`: by the same sender right after another one, so that the name need not stand there again. */
export function MessageItem({ message, isFollowing, scene }: Props) {
  const { say } = usePage();
  const name = scene.nameOf(message.sender);
  if (message.deleted === "recalled") return <p class="event-line">{say("recalledBy", { name })}</p>;
  if (message.deleted) return <p class="event-line">{say("deletedMessage")}</p>;
  const isMine = message.sender === scene.me;
  const isBot = message.sender === "bot";
  const classes = ["message", isMine ? "message-mine" : "", isFollowing ? "message-following" : ""];
  return (
    <article class={classes.join(" ")} aria-label={`${name} ${timeOf(message.createdMs)}`}>
      <Avatar name={name} id={message.sender} kind={isBot ? "bot" : "person"} />
      <div class="message-main">
        <header class="message-head">
          <span class="message-name">{name}</span>
          {isBot && <span class="tag">{say("bot")}</span>}
          <time>{timeOf(message.createdMs)}</time>
          <UpdatedMark message={message} />
        </header>
        {message.replyTo !== undefined && <Quote message={scene.find(message.replyTo)} scene={scene} />}
        {message.msgType === "interactive" ? (
          <Card message={message} scene={scene} />
        ) : (
          <div class="bubble">
            <MessageBody message={message} me={scene.me} />
          </div>
        )}
      </div>
      <button
        type="button"
        class="icon-button message-reply"
        title={say("reply")}
        aria-label={say("replyTo", { name })}
        onClick={() => scene.onReply(message)}
      >
        <Icon name="reply" size={16} />
      </button>
    </article>
  );
}

function UpdatedMark({ message }: { message: MessageShown }) {
  const { say } = usePage();
  if (message.updates === 0 || message.updatedMs === undefined) return null;
  const time = `${dateOf(message.updatedMs)} ${timeOf(message.updatedMs)}`;
  return (
    <span class="message-updated" title={say("updatedTimes", { n: message.updates, time })}>
      {say(message.msgType === "interactive" ? "updated" : "edited")}
    </span>
  );
}

function Quote({ message, scene }: { message: MessageShown | undefined; scene: ChatScene }) {
  const { say } = usePage();
  if (message === undefined) return null;
  const line = lastLine(message, { say, nameOf: scene.nameOf, isGroup: true });
  return <blockquote class="quote cut">{line}</blockquote>;
}

function Card({ message, scene }: { message: MessageShown; scene: ChatScene }) {
  const { say, language, theme, toast, nowMs } = usePage();
  const { messageId } = message;
  const isFrozen = nowMs() - message.createdMs > CARD_LIFE_MS;

  async function act(send: () => ReturnType<typeof controlApi.press>): Promise<void> {
    try {
      const done = await send();
      const shown = interactionToast(done, say, language);
      if (shown !== null) toast(shown);
      if (done.openedUrl !== undefined) openLink(done.openedUrl);
    } catch (error) {
      toast({ kind: "error", text: say("pressFailed", { reason: reasonOf(error) }) });
    }
  }
  function openLink(url: string): void {
    if (!/^https?:/.test(url)) return;
    // With `noopener` nobody could tell whether it was opened.
    const opened = window.open(url, "_blank");
    if (opened !== null) opened.opener = null;
    else toast({ kind: "warning", text: say("linkBlocked"), link: { url, text: say("openLink") } });
  }
  return (
    <div class="card-place">
      <CardView
        card={message.content}
        version={`${messageId}-${message.updates}`}
        locale={language === "zh" ? "zh_cn" : "en_us"}
        theme={theme}
        people={scene.people}
        members={scene.members}
        isFrozen={isFrozen}
        imageUrl={controlApi.imageAddress}
        onPress={(target) => act(() => controlApi.press({ ...target, person: scene.me, messageId }))}
        onSubmit={(button, fields) =>
          act(() => controlApi.submit({ person: scene.me, messageId, button, fields: { ...fields } }))
        }
      />
      {isFrozen && <p class="card-note">{say("expired")}</p>}
    </div>
  );
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
