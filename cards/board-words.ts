import type { LocalText } from "#domain/local-text";

/** Words of the board, for cards, the terminal and the picture. */
export const BOARD_WORDS = {
  agreedOnly: {
    zh: "只公开最前一组中同意公开的姓名。",
    en: "Only those of the first group who agreed are named.",
  },
  agreedLowest: {
    zh: "只公开数值最低的一组中同意公开的姓名。",
    en: "Only those of the group with the lowest values who agreed are named.",
  },
  agreedTie: {
    zh: "只列出同意公开的姓名，按姓名排列，不代表名次。",
    en: "Only those who agreed are named, in the order of their names.",
  },
  apart: { zh: "暂不入榜", en: "Not ranked" },
  changed: { zh: "有更正", en: "Corrected" },
  count: { zh: "次数", en: "Count" },
  group: { zh: "分组", en: "Group" },
  interval: { zh: "95% 区间", en: "95% interval" },
  median: { zh: "中位数", en: "Median" },
  name: { zh: "姓名", en: "Name" },
  nobodyMeasured: { zh: "这段时间还没有可以上榜的数据。", en: "Nothing was measured for this board yet." },
  nobodyTold: {
    zh: "难分先后：目前的差别与偶然波动分不开。",
    en: "Too close to call: the differences may be chance.",
  },
  notPublished: {
    zh: "这段时间的榜单还没有公布，下面只有您自己的数据。",
    en: "This board has not been published; below are your own numbers alone.",
  },
  outside: { zh: "离目标区间的差距", en: "Distance from the target band" },
  p90: { zh: "90 分位", en: "90th percentile" },
  postHere: { zh: "将发到", en: "Goes to" },
  preview: { zh: "榜单预览", en: "Preview of the board" },
  previewOnly: { zh: "仅供预览，尚未发到群里。", en: "A preview; nothing has been posted." },
  previewButton: { zh: "预览榜单", en: "Preview the board" },
  raw: { zh: "原始值", en: "Raw" },
  shrunk: { zh: "稳健值", en: "Shrunk" },
  smallTeams: { zh: "不足三人的团队不单列。", en: "Teams of fewer than three are not shown." },
  someGroup: { zh: "已绑定的群", en: "the bound group" },
  team: { zh: "团队", en: "Team" },
  tied: { zh: "难分先后", en: "Too close to call" },
  teams: { zh: "团队榜", en: "Teams" },
  valueAndCount: { zh: "数值（次数）", en: "Value (count)" },
  yourself: { zh: "您自己", en: "You" },
  noGroup: {
    zh: "没有绑定群，发布时不会发到群里。经理可以在群里 @我发送「绑定群」。",
    en: "No group is bound, so nothing will be posted. A manager can bind one there: mention me with “bind group”.",
  },
} as const satisfies Record<string, LocalText>;

/** How the group is called whose people are named. */
export const NAMED_GROUP = {
  higher: { zh: "最前一组", en: "the first group" },
  lower: { zh: "数值最低的一组", en: "the group with the lowest values" },
  tie: { zh: "难分先后的一组", en: "the group that cannot be told apart" },
} as const satisfies Record<string, LocalText>;

export const BOARD_PHRASES = {
  title: (period: string, metric: string) => ({
    zh: `${period} ${metric}榜`,
    en: `${period} board: ${metric}`,
  }),
  group: (group: number) => ({ zh: `第 ${group} 组`, en: `Group ${group}` }),
  groupTied: (group: number) => ({
    zh: `第 ${group} 组（难分先后）`,
    en: `Group ${group} (too close to call)`,
  }),
  allTied: (count: number) => ({
    zh: `${count} 人难分先后，不分名次。`,
    en: `${count} people cannot be told apart, so nobody is ranked.`,
  }),
  people: (count: number) => ({ zh: `${count} 人`, en: `${count} people` }),
  tiedNames: (names: string) => ({
    zh: `同意公开姓名的同事：${names}。`,
    en: `Those who agreed to be named: ${names}.`,
  }),
  tooFew: (count: number, minimum: number) => ({
    zh: `另有 ${count} 位同事不足 ${minimum} 次，未参加比较。`,
    en:
      count === 1
        ? `1 more has fewer than ${minimum} and was not compared.`
        : `${count} more have fewer than ${minimum} and were not compared.`,
  }),
  noInterval: (count: number) => ({
    zh: `另有 ${count} 位同事的数据无法给出区间，未参加比较。`,
    en:
      count === 1
        ? "1 more has no interval and was not compared."
        : `${count} more have no interval and were not compared.`,
  }),
  allUnnamed: (count: number) => ({
    zh: `第 1 组 ${count} 位同事未公开姓名。`,
    en: count === 1 ? "The one in group 1 is not named." : `None of the ${count} in group 1 is named.`,
  }),
  tiedUnnamed: (count: number) => ({
    zh: `这 ${count} 位同事未公开姓名。`,
    en: `None of these ${count} is named.`,
  }),
  asOf: (day: string, version: number | null) =>
    version === null
      ? { zh: `数据截至 ${day}。`, en: `As measured on ${day}.` }
      : {
          zh: `数据以月结第 ${version} 版为准（${day} 冻结）。`,
          en: `Numbers of version ${version} of the month, frozen on ${day}.`,
        },
  unnamed: (count: number) => ({
    zh: `同组还有 ${count} 位同事未公开姓名。`,
    en: count === 1 ? "1 more in this group is not named." : `${count} more in this group are not named.`,
  }),
  others: (count: number) => ({
    zh: `另有 ${count} 位同事参加统计，不列姓名。`,
    en:
      count === 1
        ? "1 more was measured and is not named."
        : `${count} more were measured and are not named.`,
  }),
  ownGroup: (group: number, groups: number, size: number) => ({
    zh: `您在第 ${group} 组（共 ${groups} 组），同组 ${size} 人难分先后。`,
    en: `You stand in group ${group} of ${groups}; its ${size} cannot be told apart.`,
  }),
  ownTied: (size: number) => ({
    zh: `您与另外 ${size - 1} 人难分先后。`,
    en: `You and ${size - 1} others cannot be told apart.`,
  }),
  ownTooFew: (count: number, minimum: number) => ({
    zh: `您有 ${count} 次，少于 ${minimum} 次，暂不入榜。`,
    en: `You have ${count}; below ${minimum} nobody is ranked.`,
  }),
  ownNoInterval: () => ({
    zh: "您的数据是导入的，没有样本数或波动，无法给出区间，暂不入榜。",
    en: "Your number was imported without counts or spread, so it has no interval and is not ranked.",
  }),
  ownNone: () => ({ zh: "没有您的数据（未测量，不是零）。", en: "You were not measured; that is not zero." }),
  method: (minimum: number) => ({
    zh: `至少 ${minimum} 次才入榜；次数少的向平均值收缩；区间为 95%；不能区分的列为同组。`,
    en: `At least ${minimum} to be ranked; few measurements are drawn to the mean; intervals are 95%; who cannot be told apart shares a group.`,
  }),
  methodShare: (minimum: number) => ({
    zh: `至少 ${minimum} 次才入榜；次数少的向平均值收缩，按收缩后的值排列；区间为 95%（Wilson）；不能区分的列为同组。`,
    en: `At least ${minimum} to be ranked; ordered by the value drawn to the mean where measurements are few; intervals are 95% (Wilson); who cannot be told apart shares a group.`,
  }),
  band: (from: number, to: number) => ({
    zh: `目标区间 ${from} 至 ${to} 秒，数值为每次通话离区间的平均秒数，越小越好。`,
    en: `Target band ${from} to ${to} s; the value is the mean distance of single calls from it, lower is better.`,
  }),
  bandOrder: (from: number, to: number) => ({
    zh: `目标区间 ${from} 至 ${to} 秒。原始值为平均秒数；稳健值与区间为每次通话离目标区间的平均秒数，按此排列，越小越好。`,
    en: `Target band ${from} to ${to} s. Raw is the mean in seconds; shrunk and interval are the mean distance of single calls from the band, which orders the board: lower is better.`,
  }),
  clause: (source: string) => ({ zh: `依据：${source}`, en: `Clause: ${source}` }),
  nobodyRanked: (minimum: number) => ({
    zh: `没有人达到 ${minimum} 次，本期不排名。`,
    en: `Nobody has ${minimum} yet, so nobody is ranked.`,
  }),
  joined: (names: string, group: LocalText) => ({
    zh: `新列入${group.zh}：${names}`,
    en: `Now in ${group.en}: ${names}`,
  }),
  left: (count: number, group: LocalText) => ({
    zh: `${count} 位同事不再列入${group.zh}。`,
    en: `${count} ${count === 1 ? "is" : "are"} no longer in ${group.en}.`,
  }),
  movedTogether: (before: string, after: string) => ({
    zh: `共同值：${before} → ${after}`,
    en: `Common value: ${before} → ${after}`,
  }),
  moved: (name: string, before: string, after: string) => ({
    zh: `${name}：${before} → ${after}`,
    en: `${name}: ${before} → ${after}`,
  }),
  postTo: (group: string, team: string) => ({ zh: `${group}（${team}）`, en: `${group} (${team})` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;

export const UNIT_SIGNS = {
  percent: { zh: "%", en: "%" },
  seconds: { zh: "秒", en: "s" },
  points: { zh: "分", en: "points" },
  "per-1000": { zh: "‰", en: "‰" },
  count: { zh: "", en: "" },
  yuan: { zh: "元", en: "yuan" },
} as const satisfies Record<string, LocalText>;
