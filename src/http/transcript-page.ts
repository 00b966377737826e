import { Hono } from "hono";
import { html, raw } from "hono/html";
import type { Contact } from "#domain/contact";
import { maskAgentIn } from "#domain/masked-agent";
import { maskText } from "#domain/masking";
import { localDate, localTime } from "#domain/working-day";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";
import { isSame } from "./same-text.ts";

/** The client stops pressing a card after 14 days; its link lives as long. */
const LINK_LIFE_MILLISECONDS = 14 * 24 * 3_600_000;

type SignLink = (text: string) => string;

/**
 * The path and query of a conversation's page: signed, and good until it expires.
 * @param alias what stands for the agent, for a reader to whom the agent is masked
 */
export function transcriptPath(contactId: string, at: Date, signLink: SignLink, alias = ""): string {
  const expires = Math.floor((at.getTime() + LINK_LIFE_MILLISECONDS) / 1000);
  const signature = signLink(signedText(contactId, String(expires), alias));
  const shown = alias === "" ? "" : `&alias=${encodeURIComponent(alias)}`;
  return `/contacts/${contactId}?expires=${expires}${shown}&signature=${signature}`;
}

/** The alias is signed with the rest: taken out of the address, the link is no longer good. */
const signedText = (contactId: string, expires: string, alias: string): string =>
  `transcript:${contactId}:${expires}${alias === "" ? "" : `:${alias}`}`;

export type TranscriptPageDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly zone: string;
  /** How people call a scene; null for none. */
  readonly sceneName: (scene: string | null) => string | null;
  readonly signLink: SignLink;
};

/** `GET /contacts/:id?expires=…&signature=…`: the whole conversation, masked, for whoever holds the card's link. */
export function createTranscriptPage(deps: TranscriptPageDeps): Hono {
  const app = new Hono();
  app.get("/contacts/:id", async (c) => {
    const id = c.req.param("id");
    const expires = c.req.query("expires") ?? "";
    const alias = c.req.query("alias") ?? "";
    const isOurs = isSame(c.req.query("signature") ?? "", deps.signLink(signedText(id, expires, alias)));
    if (!isOurs)
      return c.html(
        page("链接无效 · Not a valid link", message("请从卡片里重新打开。", "Please open it from the card.")),
        403,
      );
    if (Number(expires) * 1000 < deps.clock.now().getTime()) {
      return c.html(
        page(
          "链接已过期 · The link has expired",
          message("请从最新的卡片打开。", "Please open the newest card."),
        ),
        410,
      );
    }
    const contact = await deps.store.contacts.get(id);
    if (contact === null)
      return c.html(
        page(
          "没有这个会话 · No such conversation",
          message("它可能已按期限删除。", "It may have been removed."),
        ),
        404,
      );
    c.header("cache-control", "private, no-store");
    c.header("referrer-policy", "no-referrer");
    return c.html(page("会话 · Conversation", conversation(await forReader(contact, alias, deps), deps)));
  });
  return app;
}

async function forReader(contact: Contact, alias: string, { store }: TranscriptPageDeps): Promise<Contact> {
  const agent = alias === "" ? null : await store.people.get(contact.agentId);
  return agent === null ? contact : { ...contact, turns: maskAgentIn(contact.turns, agent, alias) };
}

const message = (zh: string, en: string) =>
  html`<p>${zh}</p>
    <p lang="en">${en}</p>`;

const ROLE_NAMES = { agent: "客服 Agent", customer: "客户 Customer", system: "系统 System" } as const;

function conversation(contact: Contact, { zone, sceneName }: TranscriptPageDeps) {
  const scene = maskText(sceneName(contact.scene) ?? "");
  const started = `${localDate(contact.startedAt, zone)} ${localTime(contact.startedAt, zone)}`;
  return html`<p class="meta">${started}${scene === "" ? "" : ` · ${scene}`}</p>
    <ol>
      ${contact.turns.map(
        (turn) =>
          html`<li class="${turn.role}" id="turn-${turn.n}">
            <span class="who"
              >${turn.n} ·
              ${ROLE_NAMES[turn.role]}${turn.at === null ? "" : ` · ${localTime(turn.at, zone)}`}</span
            >
            <p>${turn.text}</p>
          </li>`,
      )}
    </ol>`;
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  body { margin: 0 auto; max-width: 42rem; padding: 1rem; }
  h1 { font-size: 1.2rem; } .meta, .who { opacity: .65; font-size: .85rem; }
  ol { list-style: none; padding: 0; display: grid; gap: .6rem; }
  li { max-width: 85%; padding: .5rem .8rem; border-radius: .8rem; background: color-mix(in srgb, currentColor 7%, transparent); }
  li p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  li.agent { justify-self: end; background: color-mix(in srgb, #3370ff 16%, transparent); }
  li.system { justify-self: center; font-size: .9rem; }`;

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}
