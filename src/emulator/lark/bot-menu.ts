import type { MenuItem } from "#emulator/page-news";

/** What a console would hold for the program's app: each key is what the event of a press on it carries. */
export const USUAL_MENU: readonly MenuItem[] = [
  { eventKey: "tasks", name: { zh: "今日任务", en: "Tasks" } },
  { eventKey: "my_scores", name: { zh: "我的成绩", en: "My scores" } },
  { eventKey: "help", name: { zh: "帮助", en: "Help" } },
];
