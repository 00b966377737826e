import type { LocalText } from "#domain/local-text";

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
  /** Names nobody: who asks is a stranger until somebody has confirmed. */
  bindStillWaiting: (employeeNo: string) => ({
    zh: `工号 ${employeeNo} 的绑定申请已收到，还在等经理确认，不用再发。`,
    en: `Your request for employee number ${employeeNo} still waits for a manager; there is no need to send it again.`,
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
    zh: `核对方法：今日种子的 SHA-256 应等于上一次抽样时公布的承诺值；运行 xingping draw verify ${drawId} 可重新抽出相同的会话。`,
    en: `To check: the seed's SHA-256 must be the promise shown with the draw before; xingping draw verify ${drawId} draws the same conversations again.`,
  }),
  leftOut: () => ({ zh: "中间省略 {count} 轮。", en: "{count} turns are left out." }),
  moreTurns: (count: number) => ({
    zh: `……另有 ${count} 轮`,
    en: `… and ${count} more ${count === 1 ? "turn" : "turns"}`,
  }),
  quote: (text: string) => ({ zh: `「${text}」`, en: `“${text}”` }),
  withClause: (name: string, clause: string) => ({ zh: `${name}（${clause}）`, en: `${name} (${clause})` }),
  movedTo: (name: string) => ({ zh: `已移交给 ${name}`, en: `Handed over to ${name}` }),
  overdue: (open: number) => ({
    zh: `逾期质检任务 ${open} 个`,
    en: open === 1 ? `1 QA task is overdue` : `${open} QA tasks are overdue`,
  }),
  points: (weight: number) => ({ zh: `${weight} 分`, en: `${weight} points` }),
  promiseFor: (date: string) => ({ zh: `${date} 种子的承诺值`, en: `Promise for ${date}` }),
  promiseMissing: () => ({
    zh: "今日种子的 SHA-256（今天之前没有公布承诺值）",
    en: "SHA-256 of today's seed (no promise of it was shown before today)",
  }),
  promiseToday: () => ({ zh: "今日种子的承诺值", en: "Promise for today" }),
  ratingOf: (rating: number) => ({ zh: `${rating} / 5`, en: `${rating} of 5` }),
  seconds: (seconds: number) => ({ zh: `${seconds} 秒`, en: `${seconds} s` }),
  minutes: (minutes: number, seconds: number) => ({
    zh: `${minutes} 分 ${seconds} 秒`,
    en: `${minutes} min ${seconds} s`,
  }),
  score: (score: string) => ({ zh: `${score} 分`, en: score }),
  scoredCount: (count: number) => ({
    zh: `${count} 次评分`,
    en: count === 1 ? `1 conversation` : `${count} conversations`,
  }),
  taskOf: (position: number, total: number) => ({
    zh: `质检任务 ${position}/${total}`,
    en: `QA task ${position}/${total}`,
  }),
  taskShort: (position: number) => ({ zh: `第 ${position} 个`, en: `Task ${position}` }),
  tasksToday: (own: number) => ({
    zh: `今天有 ${own} 个质检任务`,
    en: own === 1 ? `1 QA task for today` : `${own} QA tasks for today`,
  }),
  tasksOpen: (open: number, time: string) => ({
    zh: `还有 ${open} 个质检任务，${time} 截止。`,
    en: `${open} QA ${open === 1 ? "task is" : "tasks are"} open, due ${time}.`,
  }),
  timesRung: (rings: number) => ({ zh: `${rings} 声`, en: `${rings}` }),
  turn: (number: number) => ({ zh: `第 ${number} 轮`, en: `Turn ${number}` }),
  turns: (count: number) => ({ zh: `会话（${count} 轮）`, en: `Conversation (${count} turns)` }),
  waitsUntil: (moment: string) => ({
    zh: `现在是免打扰时段，${moment} 发出`,
    en: `quiet hours now, goes out at ${moment}`,
  }),
  welcome: (name: string) => ({ zh: `${name}，您好，我是星评`, en: `Hello ${name}, this is Xingping` }),
  welcomeScorer: (time: string) => ({
    zh: `每个工作日 ${time}，要评分的会话会以卡片发给您，在卡片里直接评分。`,
    en: `On each working day at ${time} the conversations to score come to you as cards; you score them there.`,
  }),
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
