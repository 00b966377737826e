import type { MessageShown } from "#emulator/page-news";
import { controlApi } from "./control-api.ts";
import { partsOfText, readPost, wordsOf, type PostPart } from "./message-parts.ts";
import { usePage } from "./page-context.ts";

/** What stands in a bubble: a text, a post, a picture, or the name of a kind that is not drawn. */
export function MessageBody({ message, me }: { message: MessageShown; me: string }) {
  const { say, language } = usePage();
  const content = (message.content ?? {}) as Record<string, unknown>;
  switch (message.msgType) {
    case "text":
      return <TextLine text={wordsOf(content["text"])} message={message} me={me} />;
    case "post":
      return <PostBody content={content} locale={language === "zh" ? "zh_cn" : "en_us"} />;
    case "image":
      return <Picture imageKey={wordsOf(content["image_key"])} />;
    default:
      return <span class="muted">{say("otherKind", { kind: message.msgType })}</span>;
  }
}

function TextLine({ text, message, me }: { text: string; message: MessageShown; me: string }) {
  const { say } = usePage();
  return (
    <>
      {partsOfText(text, message.mentions ?? [], say("everybody")).map((part, index) => {
        if (part.kind === "text") return part.text;
        if (part.kind === "link") return <Link key={index} url={part.url} text={part.text} />;
        return (
          <span key={index} class={part.openId === me ? "mention mention-me" : "mention"}>
            @{part.name}
          </span>
        );
      })}
    </>
  );
}

function PostBody({ content, locale }: { content: unknown; locale: string }) {
  const { title, lines } = readPost(content, locale);
  return (
    <>
      {title !== "" && <strong class="post-title">{title}</strong>}
      {lines.map((line, index) => (
        <p key={index}>
          {line.map((part, place) => (
            <PostPiece key={place} part={part} />
          ))}
        </p>
      ))}
    </>
  );
}

function PostPiece({ part }: { part: PostPart }) {
  if (part.imageKey !== undefined) return <Picture imageKey={part.imageKey} />;
  if (part.url !== undefined) return <Link url={part.url} text={part.text} />;
  return part.tag === "at" ? <span class="mention">{part.text}</span> : <>{part.text}</>;
}

function Link({ url, text }: { url: string; text: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

function Picture({ imageKey }: { imageKey: string }) {
  const { say } = usePage();
  return <img class="picture" src={controlApi.imageAddress(imageKey)} alt={say("picture")} />;
}
