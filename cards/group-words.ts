import type { LocalText } from "#domain/local-text";

/** Words of groups that are bound to teams, and of consent to be named in them. */
export const GROUP_WORDS = {
  allTeams: { zh: "全部团队", en: "All teams" },
  bind: { zh: "绑定", en: "Bind" },
  boundTitle: { zh: "群已绑定", en: "Group bound" },
  chooseTeam: { zh: "这个群是哪个团队的？", en: "Whose group is this?" },
  consentAgree: { zh: "同意公开", en: "Yes, name me" },
  consentChange: {
    zh: "随时可以发送「公示授权」更改。",
    en: "You can change this at any time: send “consent”.",
  },
  consentDecline: { zh: "不公开", en: "Do not name me" },
  consentNow: { zh: "目前", en: "At present" },
  consentQuestion: {
    zh: "您进入榜单前列、获奖或成为优秀案例时，可以在团队群里公开您的姓名吗？",
    en: "When you stand at the top of a board, win an award or give a good example, may your team's group read your name?",
  },
  consentTitle: { zh: "公示授权", en: "May we name you?" },
  consentWithout: {
    zh: "不公开时，成绩和奖励不变，只是群里不出现您的姓名。没有回答按不公开处理。",
    en: "Without it your results and awards stay the same; only your name does not appear. No answer counts as no.",
  },
  consentYes: { zh: "同意公开姓名", en: "your name may be shown" },
  consentNo: { zh: "不公开姓名", en: "your name is not shown" },
  consentAsked: { zh: "还没有回答，按不公开处理", en: "no answer yet, so your name is not shown" },
  groupOf: { zh: "团队", en: "Team" },
  groupTitle: { zh: "绑定群", en: "Bind this group" },
  notBoundTitle: { zh: "群已解除绑定", en: "Group not bound any more" },
  thisGroup: { zh: "本群", en: "This group" },
  unbind: { zh: "解除绑定", en: "Unbind" },
  whatComes: {
    zh: "榜单、表彰和优秀案例会发到这个群。个人成绩只私下告知。",
    en: "Boards, praise and good examples are posted here. Personal results stay private.",
  },
} as const satisfies Record<string, LocalText>;

export const GROUP_PHRASES = {
  boundBy: (name: string) => ({ zh: `由 ${name} 绑定`, en: `Bound by ${name}` }),
} as const;
