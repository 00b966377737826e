import type { Words } from "./problem-words.ts";

/** What can be wrong about a month, apart from `problem-words.ts` for its length. */
export const MONTH_BAD_INPUT: Readonly<Record<string, Words>> = {
  month: () => ({
    what: { zh: "没有看懂月份。", en: "That is no month I know." },
    next: { zh: "请写成 2026-11，例如：月结 2026-11。", en: "Write it as 2026-11, such as: close 2026-11." },
  }),
  "board-month": () => ({
    what: { zh: "没有看懂月份。", en: "That is no month I know." },
    next: {
      zh: "请写成 2026-11、2026Q4 或 2026，例如：榜单 2026-11。",
      en: "Write it as 2026-11, 2026Q4 or 2026, such as: board 2026-11.",
    },
  }),
  "board-metric": (fact) => ({
    what: {
      zh: `没有「${fact("typed") ?? ""}」这个指标。`,
      en: `There is no metric “${fact("typed") ?? ""}”.`,
    },
    next: {
      zh: `可以写：${fact("names") ?? "客户满意度"}。`,
      en: `You can write: ${fact("namesEn") ?? "customer satisfaction"}.`,
    },
  }),
  period: (fact) => ({
    what: {
      zh: `「${fact("typed") ?? ""}」不是季度，也不是年份。`,
      en: `“${fact("typed") ?? ""}” is no quarter and no year.`,
    },
    next: { zh: "请写成 2026Q4 或 2026。", en: "Write 2026Q4 or 2026." },
  }),
  "month-not-over": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 还没有结束，不能月结。`,
      en: `${fact("month") ?? "That month"} is not over and cannot be closed.`,
    },
    next: {
      zh: `请在 ${fact("last") ?? "月底"} 之后再发送。`,
      en: `Please send it again after ${fact("last") ?? "its last day"}.`,
    },
  }),
  "month-empty": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 没有任何数据，没有可以月结的内容。`,
      en: `Nothing was measured in ${fact("month") ?? "that month"}, so there is nothing to close.`,
    },
    next: {
      zh: "请先导入会话或指标，再发送「月结」。",
      en: "Import contacts or metrics first, then send “close”.",
    },
  }),
  "mark-off-scale": (fact) => ({
    what: {
      zh: `${fact("name") ?? ""}（${fact("employeeNo") ?? ""}）的 ${fact("metric") ?? ""} 为 ${fact("value") ?? ""}，超出 0 到 100。`,
      en: `${fact("metric") ?? "A mark"} of ${fact("name") ?? ""} (${fact("employeeNo") ?? ""}) is ${fact("value") ?? ""}, outside 0 to 100.`,
    },
    next: { zh: "请更正后重新导入，再月结。", en: "Correct it, import it again, then close the month." },
  }),
  "personal-target-off-scale": (fact) => ({
    what: {
      zh: `${fact("name") ?? ""}（${fact("employeeNo") ?? ""}）的个人目标 ${fact("metric") ?? ""} ${fact("value") ?? ""} 不在该指标的刻度上。`,
      en: `The target of ${fact("name") ?? ""} (${fact("employeeNo") ?? ""}) for ${fact("metric") ?? ""}, ${fact("value") ?? ""}, is not on its scale.`,
    },
    next: {
      zh: "请按指标的单位更正目标表，重新导入后再月结。",
      en: "Correct the target table in the indicator's unit, import it again, then close the month.",
    },
  }),
  "month-held-person": () => ({
    what: { zh: "请选择一位暂缓的同事。", en: "Choose a person whose result is held." },
    next: { zh: "从名单里选好后再发放。", en: "Pick from the list and release again." },
  }),
  "month-person": () => ({
    what: { zh: "请选择您负责的一位同事。", en: "Choose one of your own people." },
    next: { zh: "从名单里选好后再保存。", en: "Pick from the list and save again." },
  }),
  mark: (fact) => ({
    what: {
      zh: `「${fact("typed") ?? ""}」不是 0 到 100 的数字。`,
      en: `“${fact("typed") ?? ""}” is no number from 0 to 100.`,
    },
    next: {
      zh: "请更正后再保存，没有的留空。",
      en: "Correct it and save again; leave blank what there is none of.",
    },
  }),
  "no-mark": () => ({
    what: { zh: "没有填写任何成绩。", en: "No result was filled in." },
    next: { zh: "至少填写一项再保存。", en: "Fill in one at least and save again." },
  }),
  "year-review": () => ({
    what: { zh: "年度答辩成绩只能录入到 12 月。", en: "The year's review belongs to December." },
    next: { zh: "请发送「录入 12月」后再填写。", en: "Send “enter results” with December." },
  }),
  nobody: (fact) => ({
    what: {
      zh: `没有工号或姓名为「${fact("typed") ?? ""}」的客服。`,
      en: `No agent has the number or name “${fact("typed") ?? ""}”.`,
    },
    next: { zh: "请核对后再保存。", en: "Please check it and save again." },
  }),
  several: (fact) => ({
    what: {
      zh: `有几位同事都叫「${fact("typed") ?? ""}」：${fact("numbers") ?? ""}。`,
      en: `Several people are called “${fact("typed") ?? ""}”: ${(fact("numbers") ?? "").replaceAll("、", ", ")}.`,
    },
    next: { zh: "请改填工号。", en: "Please write the employee number." },
  }),
};

export const MONTH_NOT_FOUND: Readonly<Record<string, Words>> = {
  month: () => ({
    what: { zh: "没有这个月的成绩可看。", en: "There is no such month for you to see." },
    next: { zh: "请发送「我的成绩」查看。", en: "Send “my scores” to see yours." },
  }),
  "month-not-closed": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 还没有月结。`,
      en: `${fact("month") ?? "That month"} has not been closed.`,
    },
    next: {
      zh: `请先发送「月结 ${fact("month") ?? ""}」。`,
      en: `Send “close ${fact("month") ?? ""}” first.`,
    },
  }),
  period: (fact) => ({
    what: {
      zh: `${fact("period") ?? ""} 还没有已公布的月份。`,
      en: `No month of ${fact("period") ?? ""} has been published.`,
    },
    next: { zh: "请先完成月结和公布。", en: "Close and publish its months first." },
  }),
  "several-managers": () => ({
    what: { zh: "有几位经理，不知道由谁执行。", en: "There are several managers." },
    next: { zh: "请用 --as 写明工号。", en: "Say which one with --as and the employee number." },
  }),
};

export const MONTH_ALREADY_DONE: Readonly<Record<string, Words>> = {
  "month-closed": (fact) => ({
    what: {
      zh: `${fact("month") ?? ""} 已月结为第 ${fact("version") ?? ""} 版，数据没有变化，没有生成新版本。`,
      en: `${fact("month") ?? ""} is closed as version ${fact("version") ?? ""} and nothing has changed, so there is no new one.`,
    },
    next: {
      zh: `审阅完成后发送「发布 ${fact("month") ?? ""}」。`,
      en: `When the reviews are done, send “publish ${fact("month") ?? ""}”.`,
    },
  }),
  "month-released": (fact) => ({
    what: {
      zh: `这位同事 ${fact("month") ?? ""} 的成绩没有暂缓，没有重复发放。`,
      en: `That result of ${fact("month") ?? "the month"} is not held; nothing was released twice.`,
    },
    next: { zh: "查看最新的月结卡片即可。", en: "See the newest card of the month." },
  }),
  "month-published": (fact) => ({
    what: {
      zh: `${fact("month") ?? ""} 已经公布过了，没有重复通知。`,
      en: `${fact("month") ?? ""} is published already; nobody was told twice.`,
    },
    next: {
      zh: `数据有更正时，发送「月结 ${fact("month") ?? ""}」生成新版本。`,
      en: `If data were corrected, send “close ${fact("month") ?? ""}” for a new version.`,
    },
  }),
  "month-review": () => ({
    what: { zh: "这张卡片已经处理过了。", en: "This was done before." },
    next: { zh: "卡片上是现在的情况。", en: "The card shows how it stands now." },
  }),
};

export const MONTH_CLOSED: Readonly<Record<string, Words>> = {
  "month-still-held": () => ({
    what: { zh: "这位同事的成绩仍缺项，还不能发放。", en: "That result still misses a part." },
    next: { zh: "先录入或导入缺的成绩，再发放。", en: "Enter or import what is missing, then release it." },
  }),
  "month-not-published": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 还没有公布。`,
      en: `${fact("month") ?? "That month"} is not published.`,
    },
    next: { zh: "先公布，再发放暂缓的成绩。", en: "Publish it first, then release what was held." },
  }),
  "month-final": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 已经定稿，不能再月结。`,
      en: `${fact("month") ?? "That month"} is final and cannot be closed again.`,
    },
    next: {
      zh: "定稿后，只有申诉裁定和发放暂缓成绩会产生新版本。",
      en: "Only the ruling of an appeal corrects a final month.",
    },
  }),
  "month-review": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 的草稿已不在审阅中。`,
      en: `The draft of ${fact("month") ?? "that month"} is no longer in review.`,
    },
    next: { zh: "卡片上是现在的情况。", en: "The card shows how it stands now." },
  }),
  "month-replaced": () => ({
    what: { zh: "这一版已被新版本取代。", en: "There is a newer version." },
    next: { zh: "请使用最新的卡片。", en: "Please use the newest card." },
  }),
  "month-in-review": (fact) => ({
    what: {
      zh: `还有 ${fact("count") ?? "几"} 位主管没有审阅：${fact("names") ?? ""}。`,
      en: `${fact("count") ?? "Some"} reviews are open: ${(fact("names") ?? "").replaceAll("、", ", ")}.`,
    },
    next: {
      zh: `请等待审阅，或发送「发布 ${fact("month") ?? ""} 直接公布」。`,
      en: `Wait for them, or send “publish ${fact("month") ?? ""} anyway”.`,
    },
  }),
  "month-held": (fact) => ({
    what: {
      zh: `有 ${fact("count") ?? "几"} 人的成绩暂缓或缺项。`,
      en: `${fact("count") ?? "Some"} results are held or miss a part.`,
    },
    next: {
      zh: `补齐后重新月结；或发送「发布 ${fact("month") ?? ""} 直接公布」，这些同事暂无成绩。`,
      en: `Complete them and close again; or send “publish ${fact("month") ?? ""} anyway”, without those.`,
    },
  }),
  "period-open": (fact) => ({
    what: {
      zh: `${fact("period") ?? ""} 还有月份没有定稿：${fact("months") ?? ""}。`,
      en: `Months of ${fact("period") ?? ""} are not final: ${(fact("months") ?? "").replaceAll("、", ", ")}.`,
    },
    next: { zh: "等这些月份的申诉期结束后再查看。", en: "Ask again when their appeals are over." },
  }),
};

export const MONTH_WRONG_PERSON: Readonly<Record<string, Words>> = {
  month: () => ({
    what: { zh: "这个月没有需要您审阅的同事。", en: "Nobody in this month is yours to review." },
    next: {
      zh: "如果应当由您审阅，请经理核对人员名单。",
      en: "Ask the manager to check the people file if that is wrong.",
    },
  }),
  marks: () => ({
    what: { zh: "不能给自己录入成绩。", en: "Nobody enters results of their own." },
    next: { zh: "请由另一位培训或经理录入。", en: "Ask another trainer or a manager." },
  }),
};

export const MONTH_POLICY_INVALID: Readonly<Record<string, Words>> = {
  "target-scale": (fact) => ({
    what: {
      zh: `${fact("setting") ?? "目标"} 写的是 ${fact("target") ?? ""}，而这个指标的刻度是 ${fact("from") ?? ""} 到 ${fact("to") ?? ""}，永远达不到。`,
      en: `${fact("setting") ?? "The target"} is ${fact("target") ?? ""}, but the indicator goes from ${fact("from") ?? ""} to ${fact("to") ?? ""}.`,
    },
    next: {
      zh: "请管理员按这个刻度填写目标，再月结。",
      en: "Ask the administrator to write it on that scale, then close the month.",
    },
  }),
};
