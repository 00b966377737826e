import { html } from "hono/html";
import type { Language } from "#domain/local-text";
import { requestLanguage } from "#http/language";

const LINKS = ["/emulator/api", "/healthz", "/metrics"] as const;

type Words = {
  /** The language as HTML names it. */
  readonly tag: string;
  readonly title: string;
  readonly what: string;
  readonly notYet: string;
  readonly links: Readonly<Record<(typeof LINKS)[number], string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    tag: "zh-CN",
    title: "星评演示",
    what: "这里运行着星评，以及一个飞书模拟器。启动后先自动度过一个工作日：抽样、发卡、评分、通知。",
    notYet: "聊天页面还没有做好。在此之前，可以从下面的入口查看和操作：",
    links: {
      "/emulator/api": "模拟器的控制接口：查看消息、按按钮、发消息、拨时钟",
      "/healthz": "程序是否在运行",
      "/metrics": "各项计数",
    },
  },
  en: {
    tag: "en",
    title: "Xingping demo",
    what: "Xingping is running here beside an emulator of Lark. It lives one working day: draw, cards, scores, results.",
    notYet: "The chat page is not there yet. Until then, these show what goes on and let you take part:",
    links: {
      "/emulator/api": "the emulator's control API: read messages, press, type, move the clock",
      "/healthz": "whether the program is alive",
      "/metrics": "what is counted",
    },
  },
};

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  body { margin: 0 auto; max-width: 36rem; padding: 2rem 1rem; }
  h1 { font-size: 1.4rem; } ul { list-style: none; padding: 0; } li { margin: .8rem 0; }
  a { font-family: ui-monospace, monospace; } span { display: block; opacity: .7; }`;

/** What the demo's address shows as long as the chat page does not exist. */
export async function demoPage(acceptLanguage: string | null): Promise<Response> {
  const words = WORDS[requestLanguage(acceptLanguage ?? undefined)];
  const page = await html`<!doctype html>
    <html lang="${words.tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>${words.title}</h1>
        <p>${words.what}</p>
        <p>${words.notYet}</p>
        <ul>
          ${LINKS.map((link) => html`<li><a href="${link}">${link}</a> <span>${words.links[link]}</span></li>`)}
        </ul>
      </body>
    </html>`;
  return new Response(page, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": words.tag,
      vary: "Accept-Language",
    },
  });
}
