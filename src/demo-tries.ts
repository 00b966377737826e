import type { Try } from "#emulator/tries";

/** Three things worth trying; the page shows them too. */
export const DEMO_TRIES: readonly Try[] = [
  {
    title: { zh: "给一条会话评分", en: "Score a conversation" },
    steps: {
      zh: "选林芳（客服主管），打开她与星评的聊天，在「质检任务」卡片上逐项选择，写一句总评，提交。故意漏填一项试试。",
      en: "Be 林芳 (supervisor), open her chat with 星评, choose a step for each item on a task card, write a comment, submit. Leave one out to be warned.",
    },
    person: "ou_demo_2001",
  },
  {
    title: { zh: "看看客服收到了什么", en: "Read what the agent got" },
    steps: {
      zh: "选陈晨（客服专员），看私聊里的质检结果：扣分项、原话、制度条款。再发送「我的成绩」。",
      en: "Be 陈晨 (agent): the results show what cost points, the words that prove it, and the clause. Then type 我的成绩 (or my scores).",
    },
    person: "ou_demo_1001",
  },
  {
    title: { zh: "把时间拨到下班后", en: "Move the clock past the deadline" },
    steps: {
      zh: "把时钟拨到今天 18:10，选沈卓（客服经理）：逾期清单已经送到，昨天那一条也在上面。",
      en: "Move the clock to 18:10 today and be 沈卓 (manager): the list of what is overdue has come, with yesterday's card on it.",
    },
    person: "ou_demo_3001",
  },
];
