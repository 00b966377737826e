import type { Language, LocalText } from "#domain/local-text";
import type { RegistrationProblem } from "#platforms/lark/register-app";

/**
 * What `setup lark` says. It stands here and not among the words of the cards, because it names the platform, its
 * console and variables, of which a card knows nothing; and the person at this terminal need not be in the people file.
 */
export const SETUP_WORDS = {
  scan: {
    zh: "请用飞书或 Lark 扫描下面的二维码，或在浏览器中打开下面的链接，按页面提示确认：",
    en: "Scan this code with Lark or Feishu, or open the address below in a browser, and confirm what the page asks:",
  },
  tooNarrow: {
    zh: "（终端窗口太窄，放不下二维码：请打开链接。）",
    en: "(This window is too narrow for the QR code: open the address.)",
  },
  unpublished: {
    zh: "如果确认页没有列出权限、事件和回调，请运行 npx xingping setup lark --manual，按清单在开发者后台补齐，并发布一个版本。",
    en: "If the page listed no permissions, events and callbacks, run npx xingping setup lark --manual, add what its list names in the developer console, and publish a version.",
  },
  next: {
    zh: "接下来：npx xingping import people 名单.csv 导入人员，npm start 启动，然后在飞书里给机器人发“帮助”。",
    en: "Next: npx xingping import people FILE, then npm start, then write 帮助 or help to the bot.",
  },
  webhookMode: {
    zh: "LARK_MODE=webhook 已经设定：还需要 LARK_ENCRYPT_KEY 和 LARK_VERIFICATION_TOKEN，以及公网请求地址，见 --manual。",
    en: "LARK_MODE=webhook is set: it also needs LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN and a public request URL, see --manual.",
  },
  international: {
    zh: "Lark 国际版的文档只提到用 webhook 接收卡片回调：如果长连接收不到按钮操作，请改用 LARK_MODE=webhook。",
    en: "The documents of Lark (international) name only the webhook for card callbacks: if presses do not arrive over the long connection, use LARK_MODE=webhook.",
  },
} as const satisfies Record<string, LocalText>;

export const SETUP_PROBLEMS: Readonly<Record<RegistrationProblem, LocalText>> = {
  refused: {
    zh: "扫码的人没有同意。请让有权创建应用的人再扫一次；也可以运行 npx xingping setup lark --manual，按清单在开发者后台手动配置。",
    en: "Whoever scanned it refused. Run it again for somebody who may create apps, or do it by hand: npx xingping setup lark --manual",
  },
  expired: {
    zh: "二维码已过期，没有人确认。请再运行一次；也可以运行 npx xingping setup lark --manual，按清单手动配置。",
    en: "The code has expired before anybody confirmed. Run it again, or do it by hand: npx xingping setup lark --manual",
  },
  unreachable: {
    zh: "连不上飞书。请检查网络和代理后再运行一次；也可以运行 npx xingping setup lark --manual，按清单手动配置。",
    en: "Lark cannot be reached. Check the network and run it again, or do it by hand: npx xingping setup lark --manual",
  },
  "unknown-address": {
    zh: "LARK_BASE_URL 既不是 https://open.feishu.cn 也不是 https://open.larksuite.com，不能扫码创建应用。请改正它，或运行 npx xingping setup lark --manual。",
    en: "LARK_BASE_URL is neither https://open.feishu.cn nor https://open.larksuite.com, where apps are made by a QR code. Correct it, or do it by hand: npx xingping setup lark --manual",
  },
  failed: {
    zh: "飞书的回答无法理解，没有创建应用。请几分钟后再试；也可以运行 npx xingping setup lark --manual，按清单手动配置。",
    en: "Lark gave an answer that makes no sense here; nothing was written. Try again in a few minutes, or do it by hand: npx xingping setup lark --manual",
  },
};

export function waitingWords(expiresInSeconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(expiresInSeconds / 60));
  return language === "zh"
    ? `二维码 ${minutes} 分钟内有效。正在等待确认……（Ctrl-C 取消）`
    : `The code is valid for ${minutes} min. Waiting for the confirmation … (Ctrl-C gives up)`;
}

export function writtenWords(appId: string, names: readonly string[], language: Language): string {
  const list = names.join(language === "zh" ? "、" : ", ");
  if (names.length === 0)
    return language === "zh"
      ? `应用 ${appId} 已就绪，.env 无需改动。`
      : `The app ${appId} is ready; .env needed no change.`;
  return language === "zh"
    ? `应用 ${appId} 已就绪，已写入 .env：${list}。`
    : `The app ${appId} is ready; written to .env: ${list}.`;
}

/** Values that were left although they are other ones; none is shown. */
export function differingWords(names: readonly string[], isWritten: boolean, language: Language): string {
  const list = names.join(language === "zh" ? "、" : ", ");
  if (language === "zh")
    return `已有不同的值，未改动：${list}。${isWritten ? "" : "因此什么也没有写入。"}请删除或改正这些值，再运行一次。`;
  return `Set to another value already, and left: ${list}.${isWritten ? "" : " So nothing was written."} Remove or correct it and run this again.`;
}
