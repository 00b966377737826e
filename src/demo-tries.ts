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
    title: { zh: "月结并公布", en: "Close the month and publish it" },
    steps: {
      zh: "选沈卓（客服经理），发送「月结」；换成林芳和何军，各按一次「审阅完毕」；再回到沈卓，发送「发布 直接公布」（周倩只有三次质检，先暂缓），看群里的榜单。最后发送「颁奖」选服务之星。",
      en: "Be 沈卓 (manager) and type 月结, close; be 林芳 and 何军 and press 审阅完毕; be 沈卓 again, type 发布 直接公布, since 周倩 with three scores is held, and look into the groups. Then type 颁奖, award, to pick the star.",
    },
    person: "ou_demo_3001",
  },
];
