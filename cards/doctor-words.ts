import type { LocalText } from "#domain/local-text";

/** What a check of the installation found and, where it is not fine, what to do about it. */
export type DoctorWords = { readonly message: LocalText; readonly doNext?: LocalText };
type Words = (...facts: never[]) => DoctorWords;

const fine = (zh: string, en: string): DoctorWords => ({ message: { zh, en } });
const wrong = (zh: string, en: string, doZh: string, doEn: string): DoctorWords => ({
  message: { zh, en },
  doNext: { zh: doZh, en: doEn },
});

export const CHECK_NAMES = {
  configuration: { zh: "配置", en: "configuration" },
  database: { zh: "数据库", en: "database" },
  migrations: { zh: "数据库结构", en: "migrations" },
  "secret-key": { zh: "密钥", en: "secret key" },
  queue: { zh: "队列", en: "queue" },
  clock: { zh: "时钟", en: "clock" },
  calendar: { zh: "日历", en: "calendar" },
  credentials: { zh: "应用凭证", en: "credentials" },
  scopes: { zh: "应用权限", en: "scopes" },
  chats: { zh: "所在群", en: "chats" },
  people: { zh: "人员", en: "people" },
  policy: { zh: "制度", en: "policy" },
  inbox: { zh: "收件箱", en: "inbox" },
  outbox: { zh: "发件箱", en: "outbox" },
} as const satisfies Record<string, LocalText>;

export const CHECK_STATUS_WORDS = {
  ok: { zh: "正常", en: "ok" },
  warning: { zh: "注意", en: "warning" },
  fault: { zh: "故障", en: "fault" },
} as const satisfies Record<string, LocalText>;

/** Of the installation itself: what this process can see without the database and without Lark. */
export const SETTING_WORDS = {
  configurationFine: (mode: string | null) =>
    mode === null
      ? fine("所有变量都有效，没有配置飞书", "every variable is fine, Lark is not set")
      : fine(`所有变量都有效，飞书方式 ${mode}`, `every variable is fine, Lark by ${mode}`),
  configurationBad: (faults: string) =>
    wrong(
      faults,
      faults,
      "改正 .env 或环境变量，每个变量的说明见 .env.example",
      "correct .env or the environment; .env.example describes each variable",
    ),
  apiTokenMissing: () =>
    wrong(
      "没有 API_TOKEN，/api 和 /admin/queues 拒绝所有请求",
      "API_TOKEN is not set: /api and /admin/queues refuse everybody",
      "需要时用 openssl rand -hex 24 生成一个",
      "make one with openssl rand -hex 24 when you need them",
    ),
  publicUrlMissing: (port: number) =>
    wrong(
      `没有 PUBLIC_URL，卡片里的链接只指向本机端口 ${port}`,
      `PUBLIC_URL is not set: links in cards lead to http://localhost:${port}`,
      "设为同事能打开的地址",
      "set it to the address under which people reach this server",
    ),
  clockFollowed: (url: string, now: string) =>
    fine(`按 ${url} 走，现在 ${now}`, `follows ${url}, now ${now}`),
  clockLost: (url: string) =>
    wrong(
      `读不到 CLOCK_URL 指定的时钟 ${url}`,
      `the clock that CLOCK_URL names cannot be read: ${url}`,
      "启动它，或者删掉 CLOCK_URL",
      "start it, or remove CLOCK_URL",
    ),
  clockAlone: (now: string) =>
    fine(`现在 ${now}，没有可以对照的平台`, `now ${now}, with no platform to compare with`),
  clockUncompared: (now: string) =>
    wrong(
      `现在 ${now}，平台没有回答，无法对照`,
      `now ${now}; the platform did not answer, so it could not be compared`,
      "先解决应用凭证一行，再运行一次",
      "mend what the credentials line says, then run this again",
    ),
  clockRight: (now: string, seconds: number) =>
    fine(`现在 ${now}，与平台相差 ${seconds} 秒`, `now ${now}, ${seconds} s from the platform's`),
  clockWrong: (now: string, seconds: number) =>
    wrong(
      `现在 ${now}，与平台相差 ${seconds} 秒；超过 5 分钟的按钮请求会被当作过期而拒绝`,
      `now ${now}, ${seconds} s from the platform's; presses more than 5 minutes off are refused as old`,
      "在这台机器上打开时间同步（NTP）",
      "switch time synchronisation (NTP) on for this machine",
    ),
  calendarKnown: (year: string) =>
    fine(`${year} 年的放假调休安排已知`, `the official plan of ${year} is known`),
  calendarKnownBoth: (year: string, next: string) =>
    fine(`${year} 和 ${next} 年的放假调休安排已知`, `the official plans of ${year} and ${next} are known`),
  calendarOwn: (year: string, days: number) =>
    fine(
      `${year} 年按制度里写的 ${days} 个日期`,
      `for ${year} the ${days} ${days === 1 ? "date" : "dates"} that the policy names`,
    ),
  calendarUnknown: (year: string) =>
    wrong(
      `还不知道 ${year} 年的放假调休安排，只按周末和固定假日算`,
      `the official plan of ${year} is not known: weekends and fixed holidays count`,
      `公布后更新本程序，或把日期写进制度的 calendar.holidays 和 calendar.workingDays`,
      `once it is published update this program, or write its dates into the policy under calendar.holidays and calendar.workingDays`,
    ),
  policyFine: (name: string, version: string, from: string) =>
    fine(`${name} ${version}，自 ${from} 起生效`, `${name} ${version}, in force from ${from}`),
  policyWarnings: (name: string, count: number, first: string) =>
    wrong(
      `${name} 有 ${count} 处需要看一看，第一处：${first}`,
      `${name} has ${count} ${count === 1 ? "remark" : "remarks"}, the first: ${first}`,
      `查看全部：npx xingping policy lint ${name}`,
      `see all: npx xingping policy lint ${name}`,
    ),
  policyErrors: (name: string, count: number, first: string) =>
    wrong(
      `${name} 有 ${count} 处错误，第一处：${first}`,
      `${name} has ${count} ${count === 1 ? "error" : "errors"}, the first: ${first}`,
      `改正后再启动；查看全部：npx xingping policy lint ${name}`,
      `correct it before the next start; see all: npx xingping policy lint ${name}`,
    ),
} as const satisfies Record<string, Words>;

/** Of the chat platform. */
export const LARK_WORDS = {
  notConfigured: () =>
    wrong(
      "没有配置飞书，只有 API 和命令可用",
      "Lark is not configured: only the API and the commands work",
      "运行 npx xingping setup lark",
      "run npx xingping setup lark",
    ),
  unusable: () =>
    wrong(
      "飞书的变量不能用，没有检查",
      "not checked: the variables of Lark cannot be used",
      "先解决配置一行",
      "mend what the configuration line says first",
    ),
  credentialsFine: (appId: string, bot: string) =>
    fine(`应用 ${appId}，机器人「${bot}」已启用`, `app ${appId}, the bot “${bot}” is on`),
  credentialsOnly: (appId: string, code: string) =>
    wrong(
      `应用 ${appId} 的凭证正确，但没有问到机器人（${code}）`,
      `app ${appId} is accepted, but nothing could be learnt of its bot (${code})`,
      "在开发者后台给应用添加机器人能力并发布版本",
      "add the bot ability to the app in the developer console and publish a version",
    ),
  botOff: (appId: string, bot: string, status: number) =>
    wrong(
      `应用 ${appId} 的机器人「${bot}」没有启用（状态 ${status}）`,
      `app ${appId}: its bot “${bot}” is not on (status ${status})`,
      "在开发者后台发布版本，并请企业管理员启用",
      "publish a version in the developer console and have the tenant's administrator enable it",
    ),
  wrongAppId: (appId: string) =>
    wrong(
      `平台不认识 LARK_APP_ID ${appId}`,
      `the platform does not know LARK_APP_ID ${appId}`,
      "从开发者后台的凭证页重新复制 LARK_APP_ID；国际版要设 LARK_BASE_URL=https://open.larksuite.com",
      "copy LARK_APP_ID again from the app's credentials page; on Lark international set LARK_BASE_URL=https://open.larksuite.com",
    ),
  wrongSecret: (appId: string) =>
    wrong(
      `LARK_APP_SECRET 不是应用 ${appId} 的`,
      `LARK_APP_SECRET is not that of app ${appId}`,
      "从开发者后台的凭证页重新复制 LARK_APP_SECRET",
      "copy LARK_APP_SECRET again from the app's credentials page",
    ),
  refused: (code: string) =>
    wrong(
      `平台拒绝了（${code}）`,
      `the platform refuses (${code})`,
      "在开发者后台查看应用是否启用、IP 白名单是否包含这台机器",
      "look in the developer console whether the app is on and its IP whitelist has this machine",
    ),
  unreachable: (baseUrl: string, code: string) =>
    wrong(
      `${baseUrl} 没有回答（${code}）`,
      `${baseUrl} does not answer (${code})`,
      "检查网络、代理和 LARK_BASE_URL；平台恢复后积压的卡片会自动发出",
      "check the network, the proxy and LARK_BASE_URL; what waits is sent by itself once it answers",
    ),
  notLark: (baseUrl: string, code: string) =>
    wrong(
      `${baseUrl} 的回答不像飞书（${code}）`,
      `what answers at ${baseUrl} is not Lark (${code})`,
      "检查 LARK_BASE_URL",
      "check LARK_BASE_URL",
    ),
  withoutCredentials: () =>
    wrong(
      "没有检查：平台没有给出令牌",
      "not checked: the platform gave no token",
      "先解决应用凭证一行",
      "mend what the credentials line says first",
    ),
  scopesFine: (count: number) => fine(`${count} 项都已开通`, `all ${count} are granted`),
  scopesMissing: (zh: string, en: string) =>
    wrong(
      `缺少 ${zh}`,
      `missing: ${en}`,
      "在开发者后台的权限管理里开通，然后发布新版本；清单：npx xingping setup lark --manual",
      "add them under permissions in the developer console and publish a version; the list: npx xingping setup lark --manual",
    ),
  scopesUnknown: (code: string) =>
    wrong(
      `平台没有说开通了哪些权限（${code}）`,
      `the platform did not say which are granted (${code})`,
      "在开发者后台对照清单：npx xingping setup lark --manual",
      "compare the console with the list: npx xingping setup lark --manual",
    ),
  chatsNone: () =>
    fine(
      "机器人还不在任何群里；需要时在群设置里添加",
      "the bot is in no group yet; add it in a group's settings when it is wanted there",
    ),
  chats: (count: number, zh: string, en: string) =>
    fine(`在 ${count} 个群里：${zh}`, `in ${count} ${count === 1 ? "group" : "groups"}: ${en}`),
  chatsUnknown: (code: string) =>
    wrong(
      `问不到机器人在哪些群里（${code}）`,
      `which groups the bot is in could not be learnt (${code})`,
      "看应用权限一行，需要 im:chat:readonly",
      "see the scopes line: im:chat:readonly is needed",
    ),
} as const satisfies Record<string, Words>;

/** Of what is stored. */
export const DATA_WORDS = {
  withoutDatabase: () =>
    wrong(
      "没有检查：数据库不可用",
      "not checked: there is no database to look into",
      "先解决数据库一行",
      "mend what the database line says first",
    ),
  withoutTables: () =>
    wrong(
      "没有检查：数据库结构不完整",
      "not checked: the database lacks migrations",
      "先解决数据库结构一行",
      "mend what the migrations line says first",
    ),
  nothingYet: () => fine("还没有数据", "nothing there yet"),
  databaseNone: (directory: string) =>
    fine(
      `${directory} 里还没有数据，第一次启动时自动建立`,
      `none yet in ${directory}: the first start makes it`,
    ),
  databaseUnset: () =>
    wrong(
      "没有检查：DATABASE_URL 不能用",
      "not checked: DATABASE_URL cannot be used",
      "先解决配置一行",
      "mend what the configuration line says first",
    ),
  databaseEmbedded: (directory: string, pid: number | null) =>
    pid === null
      ? fine(`内嵌在 ${directory}`, `embedded in ${directory}`)
      : fine(
          `内嵌在 ${directory}，由正在运行的进程 ${pid} 检查`,
          `embedded in ${directory}, looked at by process ${pid}, which runs on it`,
        ),
  databaseBusy: (what: string) => wrong(what, what, "等它结束后再运行一次", "run this again when it is done"),
  databaseBroken: (what: string) =>
    wrong(what, what, "按上面说的处理，然后再运行一次", "do what it says, then run this again"),
  postgres: (version: string, place: string) =>
    fine(`PostgreSQL ${version}，${place}`, `PostgreSQL ${version} at ${place}`),
  postgresOld: (version: string, place: string) =>
    wrong(
      `PostgreSQL ${version}（${place}）太旧`,
      `PostgreSQL ${version} at ${place} is too old`,
      "升级到 15 或更新的版本",
      "upgrade to 15 or newer",
    ),
  postgresClock: (place: string, seconds: number) =>
    wrong(
      `PostgreSQL（${place}）的时钟与这台机器相差 ${seconds} 秒`,
      `the clock of PostgreSQL at ${place} is ${seconds} s from this machine's`,
      "在两台机器上都打开时间同步（NTP）",
      "switch time synchronisation (NTP) on for both machines",
    ),
  migrated: (known: number) =>
    fine(
      `${known} 个迁移都已执行`,
      known === 1 ? "the one migration is applied" : `all ${known} are applied`,
    ),
  pendingEmbedded: (count: number) =>
    fine(`下次启动时自动执行 ${count} 个迁移`, `${count} will be applied by the next start`),
  pending: (count: number) =>
    wrong(
      `缺少 ${count} 个迁移，服务不会启动`,
      `${count} ${count === 1 ? "is" : "are"} missing: no server will start`,
      "运行 npx xingping migrate",
      "run npx xingping migrate",
    ),
  keyFits: () => fine("能打开已保存的会话", "opens what is stored"),
  keyUnproven: () => fine("还没有用它保存过内容", "nothing is stored under it yet"),
  keyMissing: (path: string) =>
    wrong(
      `${path} 不见了，已保存的会话读不出来`,
      `${path} is gone: what is stored cannot be read`,
      "放回备份的密钥文件；新密钥打不开旧内容",
      "put its backup in its place; a new key does not open what is stored",
    ),
  keyUnset: () =>
    wrong(
      "没有检查：SECRET_KEY 不能用",
      "not checked: SECRET_KEY cannot be used",
      "先解决配置一行",
      "mend what the configuration line says first",
    ),
  keyForeign: (where: string) =>
    wrong(
      `${where} 打不开已保存的会话，不是当时用的密钥`,
      `${where} does not open what is stored: it is not the key that sealed it`,
      "换回原来的密钥；新密钥打不开旧内容",
      "put the old key back; a new one does not open what is stored",
    ),
  queueInDatabase: (waiting: number, failed: number) =>
    fine(
      `在数据库里，等待 ${waiting}，失败 ${failed}`,
      `in the database, ${waiting} waiting, ${failed} failed`,
    ),
  queueNone: () => fine("第一次启动时自动建立", "the first start makes it"),
  queueRedis: (place: string, waiting: number, failed: number) =>
    fine(
      `Redis ${place}，等待 ${waiting}，失败 ${failed}`,
      `Redis at ${place}, ${waiting} waiting, ${failed} failed`,
    ),
  queueEvicts: (place: string, policy: string) =>
    wrong(
      `Redis ${place} 内存满时会丢掉任务（maxmemory-policy ${policy}）`,
      `Redis at ${place} may throw jobs away when its memory is full (maxmemory-policy ${policy})`,
      "设为 noeviction：redis-cli config set maxmemory-policy noeviction",
      "set it to noeviction: redis-cli config set maxmemory-policy noeviction",
    ),
  queueAway: (place: string, reason: string) =>
    wrong(
      `Redis ${place} 连不上（${reason}）`,
      `Redis at ${place} cannot be used (${reason})`,
      "启动 Redis，或改正 REDIS_URL；没有内容会丢失",
      "start it, or correct REDIS_URL; nothing is lost meanwhile",
    ),
  queueUnset: () =>
    wrong(
      "没有检查：REDIS_URL 不能用",
      "not checked: REDIS_URL cannot be used",
      "先解决配置一行",
      "mend what the configuration line says first",
    ),
  peopleNone: () =>
    wrong(
      "还没有导入人员",
      "nobody is known yet",
      "运行 npx xingping import people 文件",
      "run npx xingping import people FILE",
    ),
  people: (count: number) => fine(`${count} 人，都有平台账号`, `${count}, each with an account`),
  peopleWithoutPlatform: (count: number) =>
    fine(`${count} 人，没有配置平台`, `${count}; no platform is configured`),
  peopleUnreached: (count: number, without: number, zh: string, en: string) =>
    wrong(
      `${count} 人中 ${without} 人没有平台账号，收不到卡片：${zh}`,
      `${without} of ${count} have no account and get no card: ${en}`,
      "在人员文件里补上邮箱、手机号或 larkOpenId 后重新导入，或者请本人发送「绑定 工号」",
      "add e-mail, mobile or larkOpenId to the people file and import it again, or have them send “bind” and their number",
    ),
  inboxFine: (waiting: number) => fine(`没有积压，等待 ${waiting}`, `nothing is stuck, ${waiting} waiting`),
  inboxStuck: (late: number) =>
    wrong(
      `${late} 个事件 10 分钟以上没有处理`,
      `${late} ${late === 1 ? "event waits" : "events wait"} for more than 10 minutes`,
      "确认有 xingping server 或 worker 在运行，并查看它的日志",
      "make sure that xingping server or worker runs, and read its log",
    ),
  inboxFailed: (failed: number) =>
    wrong(
      `最近 7 天有 ${failed} 个事件处理失败后放弃`,
      `${failed} ${failed === 1 ? "event was" : "events were"} given up in the last 7 days`,
      "在日志里搜索 an event failed",
      "search the log for “an event failed”",
    ),
  outboxFine: (waiting: number) => fine(`没有积压，等待 ${waiting}`, `nothing is stuck, ${waiting} waiting`),
  outboxStuck: (late: number) =>
    wrong(
      `${late} 条消息到期 10 分钟以上还没有发出`,
      `${late} ${late === 1 ? "message is" : "messages are"} more than 10 minutes late`,
      "确认有 xingping server 或 worker 在运行，并看应用凭证和权限两行",
      "make sure that xingping server or worker runs, and see the credentials and scopes lines",
    ),
  outboxTroubles: (uncertain: number, dead: number, unreachable: number) =>
    wrong(
      `最近 7 天：不确定是否送达 ${uncertain}，放弃 ${dead}，送不到本人 ${unreachable}`,
      `in the last 7 days ${uncertain} may or may not have arrived, ${dead} were given up, ${unreachable} could not reach anybody`,
      "查看是哪些：npx xingping export outbox；不确定的不会自动重发",
      "see which: npx xingping export outbox; what is uncertain is never sent again by itself",
    ),
} as const satisfies Record<string, Words>;

/** Of the examination itself. */
export const DOCTOR_WORDS = {
  late: (seconds: number) =>
    wrong(
      `${seconds} 秒内没有结果`,
      `no answer within ${seconds} s`,
      "稍后再运行一次；仍然如此时查看它依赖的服务",
      "run this again; if it stays so look at the service behind it",
    ),
  failed: (what: string) => wrong(what, what, "按上面说的处理", "do what it says"),
  andMore: (names: string, more: number) => fine(`${names} 等，另有 ${more} 个`, `${names} and ${more} more`),
  allFine: () => fine("一切正常。", "Everything is fine."),
  summary: (faults: number, warnings: number) =>
    fine(`故障 ${faults}，注意 ${warnings}。`, `Faults: ${faults}, warnings: ${warnings}.`),
} as const satisfies Record<string, Words>;
