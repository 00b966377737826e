import type { Channel, Direction, TurnRole } from "#domain/contact";
import { type Language, type LocalText, say } from "#domain/local-text";
import { ROLES, type Role } from "#domain/person";
import type { TaskState } from "#domain/task";

/**
 * Every word that a card shows, in both languages; sentences with facts in them are in `phrases.ts`, what is wrong and
 * what to do next in `problem-words.ts`.
 */
export const WORDS = {
  agent: { zh: "客服", en: "Agent" },
  allTasksDone: { zh: "质检任务全部完成", en: "All QA tasks are done" },
  answered: { zh: "接通用时", en: "Answered after" },
  appliesNot: { zh: "不适用", en: "N/A" },
  arithmetic: { zh: "算术分", en: "Arithmetic" },
  automatic: { zh: "系统自动评定", en: "Rated by the system" },
  averageScore: { zh: "平均分", en: "Average" },
  back: { zh: "返回评分", en: "Back to scoring" },
  bindConfirm: { zh: "确认是本人", en: "Confirm" },
  bindFirst: { zh: "请先绑定工号", en: "Please tell me who you are" },
  bindMeaning: {
    zh: "确认后，对方可以看到此人的成绩和任务。",
    en: "They will see this person's scores and tasks.",
  },
  bindQuestion: { zh: "绑定确认", en: "Who is this?" },
  bindRefuse: { zh: "拒绝", en: "Refuse" },
  bindReplaces: {
    zh: "注意：此人已绑定另一个账号。确认后，原账号将失效。",
    en: "Careful: this person has another account already. It will be replaced.",
  },
  bindTitle: { zh: "绑定", en: "Who is who" },
  callerFacts: { zh: "渠道", en: "Channel" },
  canSend: { zh: "可以发送：", en: "You can send:" },
  choose: { zh: "请选择", en: "Choose" },
  clause: { zh: "依据", en: "Clause" },
  comment: { zh: "总评", en: "Comment" },
  commentPlaceholder: {
    zh: "写一条值得保持的，一条可以改进的",
    en: "One thing to keep, one thing to change",
  },
  correct: { zh: "更正评分", en: "Correct" },
  corrected: { zh: "已更正", en: "Corrected" },
  criticalFailed: { zh: "触发红线", en: "Critical item failed" },
  deadline: { zh: "截止", en: "Due" },
  draw: { zh: "抽样编号", en: "Draw" },
  drawn: { zh: "抽中会话", en: "Drawn" },
  duration: { zh: "通话时长", en: "Duration" },
  evidence: { zh: "证据", en: "Evidence" },
  evidencePlaceholder: { zh: "轮次，如 3, 5-7", en: "Turns, such as 3, 5-7" },
  firstResponse: { zh: "首次响应", en: "First response" },
  fullScoreItems: { zh: "全部项目", en: "All items" },
  handOver: { zh: "移交", en: "Hand over" },
  handOverSubmit: { zh: "确认移交", en: "Hand over" },
  handOverTo: { zh: "移交给", en: "Hand over to" },
  help: { zh: "星评能做什么", en: "What Xingping can do" },
  lostPoints: { zh: "可以改进的", en: "What cost points" },
  myScores: { zh: "我的成绩", en: "My scores" },
  myTasks: { zh: "今日任务", en: "Today's tasks" },
  no: { zh: "否", en: "No" },
  nobodyScored: { zh: "这个月还没有质检评分。", en: "No score this month yet." },
  noPeople: { zh: "目前没有可以接手的同事。", en: "Nobody else may score this one." },
  noPointsLost: { zh: "全部达标，没有失分项。", en: "Nothing cost points." },
  noScore: { zh: "无分", en: "No score" },
  noTasks: { zh: "今天没有您的质检任务。", en: "You have no task today." },
  note: { zh: "补充说明", en: "Remark" },
  notePlaceholder: { zh: "可不填", en: "Optional" },
  noText: {
    zh: "这次联系没有文字记录，请按录音或工单评分。",
    en: "There is no transcript; please score from the recording or the ticket.",
  },
  notUnderstood: { zh: "没有看懂这句话。可以发送：", en: "I did not understand that. You can send:" },
  openTranscript: { zh: "查看完整会话", en: "Open the conversation" },
  problem: { zh: "没有完成", en: "That did not work" },
  problemDone: { zh: "已经完成过了", en: "Already done" },
  proof: { zh: "如何核对抽样", en: "How to check the draw" },
  rating: { zh: "客户评分", en: "Rated by customer" },
  reason: { zh: "原因", en: "Reason" },
  reasonPlaceholder: { zh: "请写明原因", en: "Say why" },
  reminder: { zh: "质检提醒", en: "QA reminder" },
  replyGap: { zh: "平均回复间隔", en: "Reply gap" },
  resolved: { zh: "已解决", en: "Resolved" },
  result: { zh: "质检结果", en: "QA result" },
  rings: { zh: "振铃", en: "Rings" },
  ruled: { zh: "最终得分", en: "Final score" },
  scene: { zh: "场景", en: "Scene" },
  scorecard: { zh: "评分表", en: "Scorecard" },
  scored: { zh: "已评分", en: "Scored" },
  scorer: { zh: "评分人", en: "Scored by" },
  seed: { zh: "今日种子", en: "Today's seed" },
  skip: { zh: "跳过", en: "Skip" },
  skipSubmit: { zh: "确认跳过", en: "Skip" },
  startedAt: { zh: "开始时间", en: "Started" },
  submitScore: { zh: "提交评分", en: "Submit" },
  todaysDraw: { zh: "今日质检抽样", en: "Today's draw" },
  unassigned: { zh: "未能分派", en: "Not assigned" },
  weightless: { zh: "不计权重", en: "no weight" },
  welcome: { zh: "您好，我是星评", en: "Hello, this is Xingping" },
  welcomeAgent: {
    zh: "每次质检的得分、条款和原话都会私下发给您。",
    en: "Each of your QA scores comes to you in private, with item, clause and quote.",
  },
  welcomeDecider: {
    zh: "有人申请绑定工号时，会请您确认。",
    en: "When somebody says who they are, you are asked to confirm it.",
  },
  welcomeGroup: {
    zh: "大家好，我为团队做客服质检：每天抽取会话，由主管在卡片里评分。",
    en: "Hello everybody. I run this team's QA: conversations are drawn each day and scored in cards.",
  },
  welcomeManager: {
    zh: "当天没有完成的质检任务，会在截止后列给您。",
    en: "What was not scored in time is listed for you after the deadline.",
  },
  welcomeMention: {
    zh: "我只在被 @ 时才作答，也只私下回复。@我 并发送「帮助」，看看能做什么。",
    en: "I act only when I am mentioned, and answer in private. Mention me with “help” to see what I can do.",
  },
  welcomePrivate: {
    zh: "任务和成绩只发给本人，不会发到群里。",
    en: "Tasks and scores go to the person alone, never to a group.",
  },
  welcomeWhat: {
    zh: "我在聊天里做客服质检：抽取会话、评分、告知结果。",
    en: "I run your team's QA in this chat: drawing conversations, scoring them, telling the results.",
  },
  working: { zh: "处理中，卡片稍后更新", en: "Working on it; the card will follow" },
  yes: { zh: "是", en: "Yes" },
} as const satisfies Record<string, LocalText>;

export const CHANNEL_WORDS = {
  voice: { zh: "语音", en: "Voice" },
  chat: { zh: "在线聊天", en: "Chat" },
  email: { zh: "邮件", en: "E-mail" },
  ticket: { zh: "工单", en: "Ticket" },
} as const satisfies Record<Channel, LocalText>;

export const DIRECTION_WORDS = {
  in: { zh: "呼入", en: "inbound" },
  out: { zh: "呼出", en: "outbound" },
} as const satisfies Record<Direction, LocalText>;

export const ROLE_WORDS = {
  agent: { zh: "客服", en: "Agent" },
  customer: { zh: "客户", en: "Customer" },
  system: { zh: "系统", en: "System" },
} as const satisfies Record<TurnRole, LocalText>;

export const TASK_STATE_WORDS = {
  open: { zh: "待评分", en: "open" },
  scored: { zh: "已评分", en: "scored" },
  skipped: { zh: "已跳过", en: "skipped" },
  cancelled: { zh: "已取消", en: "cancelled" },
} as const satisfies Record<TaskState, LocalText>;

/** How a scorer came to have nothing more to do on a card. */
export const CLOSED_WORDS = {
  skipped: { zh: "已跳过", en: "Skipped" },
  cancelled: { zh: "已取消", en: "Cancelled" },
  replaced: { zh: "已发送新卡片，请在新卡片上评分", en: "A newer card was sent; please score there" },
} as const satisfies Record<string, LocalText>;

export const DONE_WORDS = {
  scored: { zh: "评分已保存", en: "Score stored" },
  corrected: { zh: "更正已保存", en: "Correction stored" },
  skipped: { zh: "已跳过", en: "Skipped" },
  "handed-over": { zh: "已移交", en: "Handed over" },
  approved: { zh: "已确认", en: "Confirmed" },
  refused: { zh: "已拒绝", en: "Refused" },
  "group-bound": { zh: "已绑定", en: "Bound" },
  "group-unbound": { zh: "已解除绑定", en: "Unbound" },
  appealed: { zh: "申诉已提交", en: "Appeal received" },
  "appeal-ruled": { zh: "裁决已保存", en: "Ruling stored" },
  "idea-sent": { zh: "点子已提交", en: "Idea received" },
  stored: { zh: "已保存", en: "Stored" },
  "idea-supported": { zh: "已支持", en: "Supported" },
  "month-closed": { zh: "草稿已生成", en: "The draft is there" },
  published: { zh: "已公布", en: "Published" },
  released: { zh: "成绩已发放", en: "Released" },
  remarked: { zh: "备注已保存", en: "Remark stored" },
  reviewed: { zh: "已审阅完毕", en: "Review done" },
  marked: { zh: "成绩已录入", en: "Results stored" },
  redeemed: { zh: "已提交兑换申请", en: "Request sent" },
  nominated: { zh: "提名已收到", en: "Nomination received" },
  paid: { zh: "已记录发放", en: "Marked as paid" },
  "case-marked": { zh: "已记为重大投诉", en: "Marked as a major complaint" },
} as const satisfies Record<string, LocalText>;

/** Parts of a policy without which some words do nothing. */
export const HELP_PARTS = ["appeal", "nominations", "ideas", "points", "month"] as const;
export type HelpPart = (typeof HELP_PARTS)[number];

/** What can be typed, what it does, and for whom. */
export const HELP_WORDS: readonly {
  readonly words: LocalText;
  readonly does: LocalText;
  readonly roles: readonly Role[];
  readonly part?: HelpPart;
}[] = [
  {
    words: { zh: "我的成绩", en: "my scores" },
    does: { zh: "查看本月自己的质检得分", en: "your own QA scores of the month" },
    roles: ["agent"],
  },
  {
    words: { zh: "今日任务", en: "tasks" },
    does: { zh: "查看今天要评分的会话", en: "the conversations you score today" },
    roles: ["supervisor", "inspector"],
  },
  {
    words: { zh: "申诉", en: "appeal" },
    does: { zh: "查看可以申诉的得分和自己的申诉", en: "scores you can appeal, and your appeals" },
    roles: ["agent"],
    part: "appeal",
  },
  {
    words: { zh: "申诉", en: "appeal" },
    does: { zh: "查看等您裁决的申诉", en: "appeals that wait for your ruling" },
    roles: ["supervisor", "inspector", "manager"],
    part: "appeal",
  },
  {
    words: { zh: "提名 @同事 理由", en: "nominate @colleague why" },
    does: { zh: "提名服务之星等奖项", en: "name a colleague for an award" },
    roles: ROLES,
    part: "nominations",
  },
  {
    words: { zh: "颁奖", en: "award" },
    does: { zh: "查看候选人，选定并发布", en: "candidates, your pick and the post" },
    roles: ["manager"],
  },
  {
    words: { zh: "重大投诉 会话编号", en: "major complaint ID" },
    does: { zh: "把已解决的投诉记为重大投诉", en: "mark a resolved complaint as major" },
    roles: ["supervisor", "manager"],
  },
  {
    words: { zh: "金点子 …", en: "idea …" },
    does: { zh: "提交一个改进点子", en: "send an idea for improvement" },
    roles: ROLES,
    part: "ideas",
  },
  {
    words: { zh: "金点子 #12", en: "idea #12" },
    does: { zh: "查看一个点子的进展", en: "how that idea goes on" },
    roles: ROLES,
    part: "ideas",
  },
  {
    words: { zh: "我的金点子", en: "my ideas" },
    does: { zh: "自己的点子和等您评审的点子", en: "your ideas and those that wait for you" },
    roles: ROLES,
    part: "ideas",
  },
  {
    words: { zh: "我的积分", en: "my points" },
    does: { zh: "积分余额和记录", en: "your points and where they come from" },
    roles: ROLES,
    part: "points",
  },
  {
    words: { zh: "兑换", en: "redeem" },
    does: { zh: "用积分兑换培训、假期等", en: "what your points buy" },
    roles: ROLES,
    part: "points",
  },
  {
    words: { zh: "月结", en: "close" },
    does: { zh: "冻结上个月的数据并生成成绩草稿", en: "freeze last month and make its draft" },
    roles: ["manager"],
    part: "month",
  },
  {
    words: { zh: "发布", en: "publish" },
    does: { zh: "公布审阅过的月度成绩", en: "publish the month that was reviewed" },
    roles: ["manager"],
    part: "month",
  },
  {
    words: { zh: "录入", en: "enter results" },
    does: { zh: "录入知识、技能、态度成绩", en: "enter results of knowledge, skill and attitude" },
    roles: ["trainer", "manager"],
    part: "month",
  },
  {
    words: { zh: "榜单", en: "board" },
    does: {
      zh: "查看榜单和自己的位置，可加指标和月份",
      en: "the board and your place; add a metric or a month",
    },
    roles: ROLES,
  },
  {
    words: { zh: "绑定群", en: "bind group" },
    does: { zh: "在群里 @我 发送：把群绑定到团队", en: "in a group, with a mention: bind it to a team" },
    roles: ["manager", "administrator"],
  },
  {
    words: { zh: "规则", en: "rules" },
    does: {
      zh: "查看现行制度：怎样计分、评级、奖励",
      en: "how scores, grades and awards are made, clause by clause",
    },
    roles: ROLES,
  },
  {
    words: { zh: "公示授权", en: "consent" },
    does: { zh: "选择群里能否公开自己的姓名", en: "whether groups may read your name" },
    roles: ROLES,
  },
  { words: { zh: "帮助", en: "help" }, does: { zh: "看到这张卡片", en: "this card" }, roles: ROLES },
];

/** The words of one reader. */
export function speak(language: Language): (text: LocalText) => string {
  return (text) => say(text, language);
}
