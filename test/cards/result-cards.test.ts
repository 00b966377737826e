import { describe, expect, test } from "vitest";
import { evaluationCard, type EvaluationCardFacts } from "#cards/evaluation-card";
import { taskResultCard, type TaskResultCardFacts } from "#cards/task-result-card";
import { actionsOf, CONTACT, DUE, evaluation, SCORECARD, TASK, wordsOf, ZONE } from "./facts.ts";

function resultFacts(more: Partial<TaskResultCardFacts> = {}): TaskResultCardFacts {
  return {
    language: "zh",
    zone: ZONE,
    task: { ...TASK, revision: 1 },
    total: 8,
    done: 3,
    agent: { alias: "A7" },
    contact: CONTACT,
    scorecard: SCORECARD,
    evaluation: evaluation(),
    scorerName: "王芳",
    correctUntil: DUE,
    ...more,
  };
}

describe("the scorer's result", () => {
  test("shows the score, the sections, who and when", () => {
    // 10 for the rings, 5 of 10 for listening, 10 for the question, 60 for the promise: 85 of 90.
    const words = wordsOf(taskResultCard(resultFacts({ evaluation: evaluation({ listening: 1 }) })));

    expect(words).toContain("94.4 分");
    for (const fact of ["接听时效: 10 / 10", "需求沟通: 15 / 20", "问题处理: 60 / 60", "已完成 3/8"]) {
      expect(words).toContain(fact);
    }
    expect(words).toContain("评分人 王芳 · 11-03 10:00");
    expect(words).not.toContain("算术分");
  });

  test("keeps the arithmetic beside the score that a rule made", () => {
    const capped = taskResultCard(resultFacts({ evaluation: evaluation({ insult: 0 }) }));

    expect(capped.tone).toBe("red");
    expect(wordsOf(capped)).toContain("触发红线 无辱骂（001 二(一)3）");
    expect(wordsOf(capped)).toContain("算术分 100 分 → 最终得分 0 分");
  });

  test("a section where nothing applied says so", () => {
    const scored = evaluation({ question: "na" });
    const items = scored.items.map((one) =>
      one.itemId === "rings" ? { ...one, rating: "na" as const, share: null } : one,
    );

    const words = wordsOf(taskResultCard(resultFacts({ evaluation: { ...scored, items } })));

    expect(words).toContain("接听时效: 不适用");
    expect(words).toContain("需求沟通: 10 / 10");
  });

  test("nothing rated is no score, not zero", () => {
    const nothing = { ...evaluation(), score: null, ruledScore: null };

    const words = wordsOf(taskResultCard(resultFacts({ evaluation: nothing })));

    expect(words).toContain("无分");
    expect(words).not.toContain("0 分\n");
  });

  test("quotes the evidence by section", () => {
    const words = wordsOf(
      taskResultCard(resultFacts({ evaluation: evaluation({}, { evidence: { solving: [2, 9] } }) })),
    );

    expect(words).toContain("证据\n问题处理\n第 2 轮 客服 「我保证今天给您退款」\n第 9 轮");
  });

  test("has no evidence panel when no evidence was given", () => {
    expect(wordsOf(taskResultCard(resultFacts()))).not.toContain("证据");
  });

  test("can be corrected until the deadline only", () => {
    const open = taskResultCard(resultFacts());
    const closed = taskResultCard(resultFacts({ correctUntil: null }));

    expect(actionsOf(open)).toEqual([{ do: "score.correct", task: TASK.id, revision: 1 }]);
    expect(wordsOf(open)).toContain("11-03 18:00 前可以更正");
    expect(actionsOf(closed)).toEqual([]);
    expect(wordsOf(closed)).not.toContain("更正");
  });
});

function agentFacts(more: Partial<EvaluationCardFacts> = {}): EvaluationCardFacts {
  return {
    language: "zh",
    zone: ZONE,
    contact: CONTACT,
    sceneName: null,
    scorecard: SCORECARD,
    evaluation: evaluation({ promise: 0 }, { evidence: { solving: [2] }, comment: "承诺前先确认权限" }),
    scorerName: "王芳",
    transcriptUrl: null,
    isCorrection: false,
    ...more,
  };
}

describe("the agent's own result", () => {
  test("names what cost points with choice, clause and quote", () => {
    const card = evaluationCard(agentFacts());

    expect(card.title).toBe("质检结果 33.3 分");
    expect(wordsOf(card)).toContain(
      "可以改进的\n问题处理\n不越权承诺 档位0 依据 002 问题升级\n第 2 轮 客服 「我保证今天给您退款」",
    );
    expect(wordsOf(card)).toContain("总评\n承诺前先确认权限");
  });

  test("a critical failure that the score already obeyed is named without a second score", () => {
    const words = wordsOf(evaluationCard(agentFacts()));

    expect(words).toContain("触发红线 不越权承诺（002 问题升级）");
    expect(words).not.toContain("算术分");
  });

  test("everything right is said, not left blank", () => {
    const card = evaluationCard(agentFacts({ evaluation: evaluation() }));

    expect(card.tone).toBe("blue");
    expect(wordsOf(card)).toContain("全部达标，没有失分项。");
  });

  test("lists all items but not the hidden ones", () => {
    const panel = evaluationCard(agentFacts()).blocks.find((block) => block.kind === "panel");
    const words = wordsOf({ ...evaluationCard(agentFacts()), blocks: panel ? [panel] : [] });

    expect(words).toContain("三声内接听 档位1");
    expect(words).not.toContain("外呼说明来意");
  });

  test("hides who scored when the policy wants that", () => {
    const words = wordsOf(evaluationCard(agentFacts({ scorerName: null })));

    expect(words).not.toContain("评分人");
    expect(words).toContain("评分表 热线评分表 1");
  });

  test("a long quote is cut", () => {
    const turns = [{ n: 2, role: "agent" as const, at: null, text: "好".repeat(200) }];

    const words = wordsOf(evaluationCard(agentFacts({ contact: { ...CONTACT, turns } })));

    expect(words).toContain(`「${"好".repeat(79)}…」`);
  });

  test("ten quotes a section are shown, the others are counted", () => {
    const turns = Array.from({ length: 90 }, (_, n) => ({
      n: n + 1,
      role: "agent" as const,
      at: null,
      text: `第${n + 1}句`,
    }));
    const scored = evaluation({ promise: 0 }, { evidence: { solving: turns.map(({ n }) => n) } });

    const words = wordsOf(evaluationCard(agentFacts({ evaluation: scored, contact: { ...CONTACT, turns } })));

    expect(words).toContain("第 10 轮 客服 「第10句」\n……另有 80 轮");
    expect(words).not.toContain("第 11 轮");
  });

  test("a correction is marked", () => {
    expect(evaluationCard(agentFacts({ isCorrection: true })).tags).toEqual([
      { text: "已更正", tone: "orange" },
    ]);
  });

  test("the link to the conversation is there when one was made", () => {
    const card = evaluationCard(agentFacts({ transcriptUrl: "https://x.example/contacts/1" }));

    expect(card.blocks.at(-1)).toMatchObject({
      buttons: [{ kind: "link", url: "https://x.example/contacts/1" }],
    });
  });
});
