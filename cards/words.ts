import type { Channel, Direction, TurnRole } from "#domain/contact";
import { type Language, type LocalText, say } from "#domain/local-text";
import { ROLES, type Role } from "#domain/person";
import type { TaskState } from "#domain/task";

/** Every word that a card shows, in both languages; what is wrong and what to do next is in `problem-words.ts`. */
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
} as const satisfies Record<string, LocalText>;

/** What can be typed, what it does, and for whom. */
export const HELP_WORDS: readonly {
  readonly words: LocalText;
  readonly does: LocalText;
  readonly roles: readonly Role[];
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
  { words: { zh: "帮助", en: "help" }, does: { zh: "看到这张卡片", en: "this card" }, roles: ROLES },
];

/** Sentences with facts in them. */
export const PHRASES = {
  agentAlias: (alias: string) => ({ zh: `客服 ${alias}`, en: `Agent ${alias}` }),
  allDone: (total: number) => ({
    zh: `今天的 ${total} 个任务都已完成。`,
    en: `All ${total} tasks are done.`,
  }),
  bindHow: () => ({
    zh: "我还不认识您。请发送「绑定 工号」，例如：绑定 1024。经理确认后就可以使用。",
    en: "I do not know you yet. Send “bind” and your employee number, such as: bind 1024. A manager confirms it.",
  }),
  bindAsk: (name: string, employeeNo: string) => ({
    zh: `有人要求以 ${name}（工号 ${employeeNo}）的身份使用本机器人。请确认是本人。`,
    en: `Somebody asks to be ${name} (employee number ${employeeNo}). Please make sure that it is them.`,
  }),
  bindAskerKnown: (name: string, employeeNo: string) => ({
    zh: `申请的账号目前属于 ${name}（工号 ${employeeNo}）。`,
    en: `The account that asks belongs to ${name} (employee number ${employeeNo}) so far.`,
  }),
  bindAskerUnknown: (accountId: string) => ({
    zh: `申请的账号尚未绑定任何人，账号 ID：${accountId}。请先当面或电话核对。`,
    en: `The account that asks is nobody's yet; its id: ${accountId}. Please check with the person first.`,
  }),
  bindReplaced: (name: string, employeeNo: string) => ({
    zh: `${name}（工号 ${employeeNo}）已改绑到另一个账号，本账号不再有效。如果不是您本人申请，请立即联系管理员。`,
    en: `${name} (employee number ${employeeNo}) is bound to another account now, no longer to this one. If you did not ask for it, tell the administrator at once.`,
  }),
  bindApproved: (name: string, employeeNo: string) => ({
    zh: `绑定成功：${name}（工号 ${employeeNo}）。发送「帮助」看看能做什么。`,
    en: `You are now known as ${name} (employee number ${employeeNo}). Send “help” to see what I can do.`,
  }),
  bindRefused: (employeeNo: string) => ({
    zh: `经理没有确认工号 ${employeeNo} 的绑定。请当面核对后再发送一次。`,
    en: `The manager did not confirm employee number ${employeeNo}. Please check in person and send it again.`,
  }),
  bindWaiting: (employeeNo: string) => ({
    zh: `已收到工号 ${employeeNo} 的绑定申请，正在等经理确认。`,
    en: `Your request for employee number ${employeeNo} is with a manager.`,
  }),
  bindStillWaiting: (employeeNo: string, deciders: LocalText) => ({
    zh: `工号 ${employeeNo} 的绑定申请已收到，正在等 ${deciders.zh} 确认，不用再发。着急的话，可以直接联系一下。`,
    en: `Your request for employee number ${employeeNo} is waiting for ${deciders.en}; there is no need to send it again. If it is urgent, give them a call.`,
  }),
  bindDecided: (name: string, by: string, isApproved: boolean) => ({
    zh: `${by} ${isApproved ? "已确认" : "已拒绝"} ${name} 的绑定。`,
    en: `${by} ${isApproved ? "confirmed" : "refused"} that this is ${name}.`,
  }),
  correctUntil: (time: string) => ({ zh: `${time} 前可以更正。`, en: `Can be corrected until ${time}.` }),
  doneOf: (done: number, total: number) => ({ zh: `已完成 ${done}/${total}`, en: `${done}/${total} done` }),
  evidenceFor: (section: string) => ({ zh: `${section} · 证据轮次`, en: `${section} · evidence` }),
  fewScores: (count: number) => ({
    zh: `只有 ${count} 次评分，平均分仅供参考。`,
    en: `Only ${count} scored so far: read the average with care.`,
  }),
  howToVerify: (drawId: string) => ({
    zh: `核对方法：今日种子的 SHA-256 应等于上一工作日公布的承诺值；运行 xingping draw verify ${drawId} 可重新抽出相同的会话。`,
    en: `To check: the seed's SHA-256 must be the promise shown the working day before; xingping draw verify ${drawId} draws the same conversations again.`,
  }),
  leftOut: () => ({ zh: "中间省略 {count} 轮。", en: "{count} turns are left out." }),
  moreTurns: (count: number) => ({
    zh: `……另有 ${count} 轮`,
    en: `… and ${count} more ${count === 1 ? "turn" : "turns"}`,
  }),
  quote: (text: string) => ({ zh: `「${text}」`, en: `“${text}”` }),
  withClause: (name: string, clause: string) => ({ zh: `${name}（${clause}）`, en: `${name} (${clause})` }),
  movedTo: (name: string) => ({ zh: `已移交给 ${name}`, en: `Handed over to ${name}` }),
  overdue: (open: number) => ({ zh: `逾期质检任务 ${open} 个`, en: `${open} QA tasks are overdue` }),
  points: (weight: number) => ({ zh: `${weight} 分`, en: `${weight} points` }),
  promiseFor: (date: string) => ({ zh: `${date} 种子的承诺值`, en: `Promise for ${date}` }),
  promiseMissing: () => ({
    zh: "今日种子的 SHA-256（首次抽样，此前没有公布承诺值）",
    en: "SHA-256 of today's seed (the first draw: no promise could be shown before)",
  }),
  promiseToday: () => ({ zh: "今日种子的承诺值", en: "Promise for today" }),
  ratingOf: (rating: number) => ({ zh: `${rating} / 5`, en: `${rating} of 5` }),
  seconds: (seconds: number) => ({ zh: `${seconds} 秒`, en: `${seconds} s` }),
  minutes: (minutes: number, seconds: number) => ({
    zh: `${minutes} 分 ${seconds} 秒`,
    en: `${minutes} min ${seconds} s`,
  }),
  score: (score: string) => ({ zh: `${score} 分`, en: score }),
  scoredCount: (count: number) => ({ zh: `${count} 次评分`, en: `${count} scored` }),
  taskOf: (position: number, total: number) => ({
    zh: `质检任务 ${position}/${total}`,
    en: `QA task ${position}/${total}`,
  }),
  taskShort: (position: number) => ({ zh: `第 ${position} 个`, en: `Task ${position}` }),
  tasksToday: (own: number) => ({ zh: `今天有 ${own} 个质检任务`, en: `${own} QA tasks for today` }),
  tasksOpen: (open: number, time: string) => ({
    zh: `还有 ${open} 个质检任务，${time} 截止。`,
    en: `${open} QA tasks are open, due ${time}.`,
  }),
  timesRung: (rings: number) => ({ zh: `${rings} 声`, en: `${rings}` }),
  turn: (number: number) => ({ zh: `第 ${number} 轮`, en: `Turn ${number}` }),
  turns: (count: number) => ({ zh: `会话（${count} 轮）`, en: `Conversation (${count} turns)` }),
  whyCapped: (cap: number) => ({
    zh: `未做到时总分最高 ${cap} 分`,
    en: `If not done, at most ${cap} points in all`,
  }),
  whyFlagged: () => ({
    zh: "未做到时单独标记，不改变总分",
    en: "If not done, marked apart; the score stays",
  }),
  whyZero: () => ({ zh: "未做到时总分为 0 分", en: "If not done, the whole score is 0" }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;

/** The words of one reader. */
export function speak(language: Language): (text: LocalText) => string {
  return (text) => say(text, language);
}
