/**
 * What the app needs of its platform and why: `setup lark` asks for it, its `--manual` list and `doctor` name it. The
 * least that does the work: nothing is asked for that no code uses.
 */
export type LarkScope = {
  /** As the developer console spells it. */
  readonly scope: string;
  /** Scopes that cover the same; one of them is enough. */
  readonly orAnyOf: readonly string[];
  readonly why: { readonly zh: string; readonly en: string };
};

export const LARK_SCOPES: readonly LarkScope[] = [
  {
    scope: "im:message:send_as_bot",
    orAnyOf: ["im:message", "im:message:send"],
    why: { zh: "以机器人身份发送和更新卡片", en: "send and update cards as the bot" },
  },
  {
    scope: "im:resource:upload",
    orAnyOf: ["im:resource"],
    why: { zh: "上传榜单和证书的图片", en: "upload the pictures of boards and certificates" },
  },
  {
    scope: "im:message.p2p_msg:readonly",
    orAnyOf: ["im:message.p2p_msg", "im:message"],
    why: { zh: "接收别人私聊机器人的消息", en: "read what people write to the bot" },
  },
  {
    scope: "im:message.group_at_msg:readonly",
    orAnyOf: ["im:message.group_at_msg", "im:message"],
    why: { zh: "接收群里 @机器人的消息", en: "read what mentions the bot in a group" },
  },
  {
    scope: "im:chat:readonly",
    orAnyOf: ["im:chat", "im:chat:read"],
    why: { zh: "查看机器人在哪些群里", en: "see which groups the bot is in" },
  },
  {
    scope: "im:chat.members:bot_access",
    orAnyOf: ["im:chat", "im:chat:readonly"],
    why: { zh: "得知机器人进群和退群", en: "hear when the bot joins or leaves a group" },
  },
  {
    scope: "im:chat.access_event.bot_p2p_chat:read",
    orAnyOf: [],
    why: { zh: "得知有人打开与机器人的会话", en: "hear when somebody opens the chat with the bot" },
  },
  {
    scope: "contact:user.id:readonly",
    orAnyOf: [],
    why: { zh: "用邮箱或手机号找到同事的账号", en: "find people by e-mail or mobile number" },
  },
];

export const LARK_EVENTS: readonly string[] = [
  "im.message.receive_v1",
  "im.chat.access_event.bot_p2p_chat_entered_v1",
  "im.chat.member.bot.added_v1",
  "im.chat.member.bot.deleted_v1",
  "application.bot.menu_v6",
];

/** Answered within three seconds; the same way in as the events. */
export const LARK_CALLBACKS: readonly string[] = ["card.action.trigger"];
