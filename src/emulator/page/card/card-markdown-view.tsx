import { colorOf } from "./card-colors.ts";
import { useCard } from "./card-context.ts";
import { dateTimeWords } from "./card-dates.ts";
import type { Block, Inline } from "./card-markdown.ts";
import { MarkdownTable } from "./card-markdown-table.tsx";
import { MarkdownImage } from "./card-markdown-image.tsx";
import { PersonName } from "./card-person.tsx";
import { TextTag } from "./card-text.tsx";

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Inlines inlines={block.children} />
        </p>
      );
    case "heading":
      return (
        <p
          class="card-md-heading"
          role="heading"
          aria-level={Math.min(6, block.level + 3)}
          data-level={block.level}
        >
          <Inlines inlines={block.children} />
        </p>
      );
    case "list":
      return <ListView list={block} />;
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "rule":
      return <hr class="card-hr" />;
    case "table":
      return <MarkdownTable table={block} />;
  }
}

function ListView({ list }: { readonly list: Extract<Block, { kind: "list" }> }) {
  const items = list.items.map((item, index) => (
    <li key={index} class={item.isChecked === null ? "" : "card-md-task"}>
      {item.isChecked !== null && <input type="checkbox" checked={item.isChecked} disabled />}
      <Blocks blocks={item.children} />
    </li>
  ));
  return list.start === null ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>;
}

export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return (
    <>
      {inlines.map((inline, index) => (
        <InlineView key={index} inline={inline} />
      ))}
    </>
  );
}

function InlineView({ inline }: { readonly inline: Inline }) {
  const { scheme, word, nameOf, props } = useCard();
  switch (inline.kind) {
    case "text":
      return <>{inline.text}</>;
    case "code":
      return <code>{inline.text}</code>;
    case "break":
      return <br />;
    case "strong":
    case "em":
    case "del": {
      const Name = inline.kind;
      return (
        <Name>
          <Inlines inlines={inline.children} />
        </Name>
      );
    }
    case "link":
      return (
        <Link url={inline.url}>
          <Inlines inlines={inline.children} />
        </Link>
      );
    case "image":
      return <MarkdownImage image={inline} />;
    case "font":
      return (
        <span style={{ color: colorOf(inline.color, scheme, "text") }}>
          <Inlines inlines={inline.children} />
        </span>
      );
    case "tag":
      return (
        <TextTag color={inline.color}>
          <Inlines inlines={inline.children} />
        </TextTag>
      );
    case "mention":
      return <span class="card-at">@{inline.id === "all" ? word("everybody") : nameOf(inline.id)}</span>;
    case "person":
      return <PersonName openId={inline.id} hasName={inline.hasName} hasAvatar={inline.hasAvatar} isInline />;
    case "number": {
      const style = {
        background: colorOf(inline.ground, scheme, "ground"),
        color: colorOf(inline.color, scheme, "text"),
      };
      return (
        <Link url={inline.url}>
          <span class="card-number-tag" style={style}>
            {inline.text}
          </span>
        </Link>
      );
    }
    case "time":
      return (
        <Link url={inline.url}>
          <time dateTime={new Date(inline.milliseconds).toISOString()}>
            {dateTimeWords(inline.milliseconds, inline.format, props.locale)}
          </time>
        </Link>
      );
  }
}

type LinkProps = { readonly url: string | undefined; readonly children: preact.ComponentChildren };

export function Link({ url, children }: LinkProps) {
  if (url === undefined) return <>{children}</>;
  return (
    <a class="card-link" href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
