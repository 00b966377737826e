import { say, type Language } from "#domain/local-text";
import { LARK_CALLBACKS, LARK_EVENTS, LARK_SCOPES } from "#platforms/lark/permissions";

export type ManualFacts = {
  /** The API's address; the console is a page of it. */
  readonly baseUrl: string;
  readonly mode: "webhook" | "websocket";
  /** Where people reach the program; null: not known yet. */
  readonly publicUrl: string | null;
};

/** What has to be clicked, as one object for programs. */
export function manualFacts({ baseUrl, mode, publicUrl }: ManualFacts) {
  return {
    console: `${baseUrl}/app`,
    scopes: LARK_SCOPES.map(({ scope, why }) => ({ scope, why })),
    events: LARK_EVENTS,
    callbacks: LARK_CALLBACKS,
    mode,
    requestUrl: mode === "webhook" ? `${publicUrl ?? "https://xingping.example.com"}/webhooks/lark` : null,
  };
}

/** The same as a list to click through in the developer console. */
export function manualList(facts: ManualFacts, language: Language): string {
  const { console, requestUrl } = manualFacts(facts);
  const scopes = LARK_SCOPES.map(({ scope, why }) => `     ${scope.padEnd(42)} ${say(why, language)}`);
  const bulk = JSON.stringify({ scopes: { tenant: LARK_SCOPES.map(({ scope }) => scope), user: [] } });
  const names = (list: readonly string[]): string => list.map((name) => `     ${name}`).join("\n");
  const parts = { console, scopes: scopes.join("\n"), bulk, requestUrl, names };
  return `${(language === "zh" ? chineseSteps(parts) : englishSteps(parts)).join("\n")}\n`;
}

type Parts = {
  readonly console: string;
  readonly scopes: string;
  readonly bulk: string;
  readonly requestUrl: string | null;
  readonly names: (list: readonly string[]) => string;
};

function chineseSteps({ console, scopes, bulk, requestUrl, names }: Parts): string[] {
  const way =
    requestUrl === null
      ? "选择“使用长连接接收”（保存时程序须在运行）"
      : `选择“将事件/回调发送至开发者服务器”，请求地址 ${requestUrl}`;
  const secrets =
    requestUrl === null
      ? "LARK_MODE=websocket、LARK_APP_ID、LARK_APP_SECRET"
      : "LARK_APP_ID、LARK_APP_SECRET、LARK_ENCRYPT_KEY、LARK_VERIFICATION_TOKEN";
  return [
    `1. 打开 ${console} ，创建企业自建应用，在“添加应用能力”中启用机器人。`,
    `2. “凭证与基础信息”${requestUrl === null ? "" : "和“事件与回调 > 加密策略”"}：把这些值写入 .env：${secrets}。`,
    "3. “权限管理”：开通以下应用身份权限：",
    scopes,
    `   也可以“批量导入”：${bulk}`,
    `4. “事件与回调 > 事件配置”：${way}，添加事件：`,
    names(LARK_EVENTS),
    `5. “事件与回调 > 回调配置”：${way}，添加回调：`,
    names(LARK_CALLBACKS),
    "6. “版本管理与发布”：创建版本，可用范围选全体客服人员，发布并等管理员通过。",
    "7. 运行 npm start，给机器人发“帮助”。",
  ];
}

function englishSteps({ console, scopes, bulk, requestUrl, names }: Parts): string[] {
  const way =
    requestUrl === null
      ? "receive them through a persistent connection (the program must be running when you save)"
      : `send them to your server, request URL ${requestUrl}`;
  const secrets =
    requestUrl === null
      ? "LARK_MODE=websocket, LARK_APP_ID, LARK_APP_SECRET"
      : "LARK_APP_ID, LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN";
  return [
    `1. Open ${console} , create a custom app, and under "Add features" switch the bot on.`,
    `2. "Credentials & Basic Info"${requestUrl === null ? "" : ' and "Events & Callbacks > Encryption Strategy"'}: write into .env: ${secrets}.`,
    '3. "Permissions & Scopes": add these tenant scopes:',
    scopes,
    `   or by "Batch import": ${bulk}`,
    `4. "Events & Callbacks > Event Configuration": ${way}; add the events:`,
    names(LARK_EVENTS),
    `5. "Events & Callbacks > Callback Configuration": ${way}; add the callback:`,
    names(LARK_CALLBACKS),
    '6. "Version Management & Release": create a version that everybody of the team may use, and publish it.',
    "7. Run npm start, and write help to the bot.",
  ];
}
