import { useEffect, useRef, useState } from "preact/hooks";
import type { MenuItem, MessageShown } from "#emulator/page-news";
import { Icon } from "./icons.tsx";
import { MentionPicker } from "./mention-picker.tsx";
import { matching, mentionTyping, withMention, type Candidate, type MentionTyping } from "./mentions.ts";
import { usePage } from "./page-context.ts";

type Props = {
  name: string;
  isGroup: boolean;
  /** Who can be mentioned; nobody in a chat with the bot. */
  candidates: readonly Candidate[];
  menu: readonly MenuItem[];
  replyTo: MessageShown | null;
  replyToName: string;
  /** Why nothing can be written, when it cannot. */
  obstacle: string | null;
  onCancelReply(): void;
  onSend(text: string): Promise<void>;
  onMenu(eventKey: string): void;
};

/** Enter sends, Shift and Enter begins a line, @ offers members. */
export function Composer(props: Props) {
  const { name, isGroup, candidates, menu, replyTo, replyToName, obstacle, onCancelReply, onSend, onMenu } =
    props;
  const { say, language } = usePage();
  const [text, setText] = useState("");
  const [typing, setTyping] = useState<MentionTyping | null>(null);
  const [chosen, setChosen] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const offered = typing === null ? [] : matching(candidates, typing.query);

  useEffect(() => {
    if (replyTo !== null) field.current?.focus();
  }, [replyTo]);

  const look = (): void => {
    const box = field.current;
    if (!box) return;
    setTyping(isGroup ? mentionTyping(box.value, box.selectionStart) : null);
    setChosen(0);
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  };
  const write = (next: string, caret: number): void => {
    setText(next);
    const box = field.current;
    if (!box) return;
    box.value = next;
    box.focus();
    box.setSelectionRange(caret, caret);
    look();
  };
  const mention = (candidate: Candidate | undefined): void => {
    if (candidate === undefined || typing === null) return;
    const written = withMention(text, typing, candidate.name);
    write(written.text, written.caret);
    setTyping(null);
  };
  const beginMention = (): void => {
    const at = field.current?.selectionStart ?? text.length;
    const gap = /[\w.]$/.test(text.slice(0, at)) ? " @" : "@";
    write(text.slice(0, at) + gap + text.slice(at), at + gap.length);
  };
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === "") return;
    write("", 0);
    await onSend(words);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends the input of Chinese characters sends nothing.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offered.length > 0 && step !== undefined) {
      event.preventDefault();
      setChosen((chosen + step + offered.length) % offered.length);
    } else if (offered.length > 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      mention(offered[chosen]);
    } else if (event.key === "Escape" && (offered.length > 0 || replyTo !== null)) {
      event.stopPropagation();
      if (offered.length > 0) setTyping(null);
      else onCancelReply();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  if (obstacle !== null) return <div class="composer composer-closed">{obstacle}</div>;
  return (
    <div class="composer">
      {menu.length > 0 && (
        <div class="menu-bar" role="group" aria-label={say("menu")}>
          {menu.map((item) => (
            <button key={item.eventKey} type="button" onClick={() => onMenu(item.eventKey)}>
              {item.name[language]}
            </button>
          ))}
        </div>
      )}
      <div class="composer-box">
        {replyTo !== null && (
          <p class="composer-reply">
            <span class="cut">{say("replyTo", { name: replyToName })}</span>
            <button type="button" class="icon-button" aria-label={say("cancelReply")} onClick={onCancelReply}>
              <Icon name="close" size={14} />
            </button>
          </p>
        )}
        {offered.length > 0 && <MentionPicker offered={offered} chosen={chosen} onPick={mention} />}
        <textarea
          id="composer"
          ref={field}
          rows={1}
          value={text}
          aria-label={say("writeTo", { name })}
          aria-autocomplete={isGroup ? "list" : undefined}
          aria-controls={offered.length > 0 ? "mention-list" : undefined}
          aria-activedescendant={offered.length > 0 ? `mention-${chosen}` : undefined}
          placeholder={say(isGroup ? "writeInGroup" : "writeTo", { name })}
          title={say("sendHint")}
          onInput={(event) => {
            setText(event.currentTarget.value);
            look();
          }}
          onClick={look}
          onBlur={() => setTyping(null)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-tools">
          {isGroup && (
            <button
              type="button"
              class="icon-button"
              aria-label={say("mention")}
              title={say("mention")}
              onClick={beginMention}
            >
              <Icon name="at" />
            </button>
          )}
          <button
            type="button"
            class="send"
            aria-label={say("send")}
            title={say("sendHint")}
            disabled={text.trim() === ""}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  );
}
