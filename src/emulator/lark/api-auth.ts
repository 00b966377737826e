import { Refusal } from "./refusal.ts";
import type { Api } from "./wire.ts";

/** Top-level fields; every failure is HTTP 200 with a code. */
const tenantToken: Api = {
  method: "POST",
  path: "auth/v3/tenant_access_token/internal",
  isPublic: true,
  answer({ settings, tokens, logs }, { body }) {
    logs.count("token-fetches");
    if (body["app_id"] !== settings.appId) throw new Refusal(10003, "invalid param", { status: 200 });
    if (!body["app_secret"]) throw new Refusal(10015, "app secret is missing", { status: 200 });
    if (body["app_secret"] !== settings.appSecret)
      throw new Refusal(10014, "app secret invalid", { status: 200 });
    const { token, expireSeconds } = tokens.issue();
    return { msg: "ok", tenant_access_token: token, expire: expireSeconds };
  },
};

const botInfo: Api = {
  method: "GET",
  path: "bot/v3/info",
  answer: ({ bot }) => ({
    msg: "ok",
    bot: { activate_status: 2, app_name: bot.name, avatar_url: "", ip_white_list: [], open_id: bot.openId },
  }),
};

export const AUTH_APIS: readonly Api[] = [tenantToken, botInfo];
