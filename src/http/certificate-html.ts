import { html, raw } from "hono/html";
import type { Language } from "#domain/local-text";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  body { margin: 0 auto; max-width: 30rem; padding: 2rem 1rem; }
  main { border: 1px solid color-mix(in srgb, currentColor 14%, transparent); border-radius: 1rem; padding: 1.5rem 1.25rem; }
  h1 { display: flex; align-items: center; gap: .6rem; margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; }
  .mark { flex: none; width: 2rem; height: 2rem; border-radius: 50%; color: #fff; display: grid; place-items: center; font-size: 1.1rem; }
  .valid .mark { background: #1a8f5f; } .invalid .mark { background: #8a8f99; }
  dl { margin: 0; display: grid; gap: .7rem; }
  dt { font-size: .85rem; opacity: .65; } dd { margin: 0; overflow-wrap: anywhere; font-weight: 500; }
  p { margin: 0; } .note { margin-top: 1rem; font-size: .85rem; opacity: .65; }`;

/** The frame of what is said about a certificate. */
export function certificateHtml(page: {
  readonly language: Language;
  readonly isValid: boolean;
  readonly title: string;
  readonly body: ReturnType<typeof html>;
}) {
  return html`<!doctype html>
    <html lang="${page.language === "zh" ? "zh-CN" : "en"}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main class="${page.isValid ? "valid" : "invalid"}">
          <h1><span class="mark" aria-hidden="true">${page.isValid ? "✓" : "?"}</span>${page.title}</h1>
          ${page.body}
        </main>
      </body>
    </html>`;
}
