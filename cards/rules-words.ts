import type { LocalText } from "#domain/local-text";

/** Words of the written policy as people read it in chat. */
export const RULES_WORDS = {
  appeal: { zh: "申诉", en: "Appeals" },
  awards: { zh: "奖项", en: "Awards" },
  board: { zh: "榜单与公示", en: "Boards and posts" },
  daily: { zh: "每日质检", en: "Daily scoring" },
  effective: { zh: "生效日期", en: "In force since" },
  grades: { zh: "月度等级", en: "Grades of the month" },
  ideas: { zh: "金点子与积分", en: "Golden ideas and points" },
  indicators: { zh: "绩效指标", en: "Indicators" },
  month: { zh: "月度总分", en: "Total of the month" },
  nominations: { zh: "提名", en: "Nominations" },
  noTarget: { zh: "没有目标值", en: "no target" },
  ours: {
    zh: "标「系统默认」的数值原制度没有写明，由系统给出，可由管理员修改。",
    en: "Values marked “ours” stand in no source: they are defaults, and the administrator can change them.",
  },
  rules: { zh: "规则", en: "Rules" },
  version: { zh: "版本", en: "Version" },
} as const satisfies Record<string, LocalText>;

/** How often an award is given. */
export const CADENCE_WORDS = {
  week: { zh: "每周", en: "weekly" },
  month: { zh: "每月", en: "monthly" },
  quarter: { zh: "每季度", en: "quarterly" },
  "half-year": { zh: "每半年", en: "every half-year" },
  year: { zh: "每年", en: "yearly" },
  event: { zh: "随时", en: "whenever there is one" },
} as const satisfies Record<string, LocalText>;

export const RULES_PHRASES = {
  clause: (source: string) => ({
    zh: ` 〔${source}〕`,
    en: ` [${source}]`,
  }),
  percent: (value: number) => ({ zh: `${value} %`, en: `${value} %` }),
  from: (value: number) => ({ zh: `${value} 分起`, en: `from ${value}` }),
  winners: (cadence: LocalText, winners: number, least: number) => ({
    zh: `${cadence.zh}，最多 ${winners} 名${least > 0 ? `，至少 ${least} 次质检` : ""}`,
    en: `${cadence.en}, at most ${winners}${least > 0 ? `, at least ${least} evaluations` : ""}`,
  }),
  drawn: (drawAt: string, dueAt: string) => ({
    zh: `工作日 ${drawAt} 随机抽样发卡，${dueAt} 前评完`,
    en: `drawn at random at ${drawAt} on working days, scored by ${dueAt}`,
  }),
  appealWindow: (window: number, answer: number) => ({
    zh: `${window} 个工作日内提出，${answer} 个工作日内答复；逾期上报一级，再逾期按客服的意见裁定；申诉不会减分`,
    en: `within ${window} working days, answered within ${answer}; late cases move up and are then ruled for the agent; an appeal never lowers a score`,
  }),
  nominate: (perMonth: number, perPair: number, chars: number) => ({
    zh: `每月最多 ${perMonth} 次，同一位同事最多 ${perPair} 次；不能提名自己；理由至少 ${chars} 个字`,
    en: `${perMonth} a month, ${perPair} for the same colleague; never oneself; a reason of at least ${chars} characters`,
  }),
  ideaClock: (days: number) => ({
    zh: `${days} 个工作日内答复`,
    en: `answered within ${days} working days`,
  }),
  ideaPoints: (adopted: number, effective: number) => ({
    zh: `采纳 ${adopted} 分，效果成立再加 ${effective} 分`,
    en: `${adopted} points when adopted, ${effective} more when it has an effect`,
  }),
  board: (least: number) => ({
    zh: `不足 ${least} 次质检不排名；分不出高下的并列为一组；不公布末位`,
    en: `nobody is ranked with fewer than ${least} evaluations; who cannot be told apart stands in one group; no bottom list`,
  }),
  consent: () => ({
    zh: "本人同意才在群里公开姓名（发送「公示授权」更改）",
    en: "names are shown in groups only with consent (send “consent” to change it)",
  }),
} as const;
