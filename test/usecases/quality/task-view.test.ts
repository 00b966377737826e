import { expect, it } from "vitest";
import { loadPolicy } from "#policy/load";
import { sceneName, shownContact, shownTranscriptUrl, type TaskView } from "#usecases/quality/task-view";
import { systemClock } from "#time/system-clock";
import { aPerson } from "../../support/builders.ts";

it("calls a scene as the policy does, and masks a word that the policy does not know", async () => {
  const policy = await loadPolicy("standard");

  const names = ["inquiry", "回拨 13812345678", null].map((scene) => sceneName(policy, scene, "zh"));

  expect(names).toEqual(["咨询", "回拨 138****5678", null]);
});

it("shows a conversation without the agent's number and name where the agent is masked", async () => {
  const policy = await loadPolicy("standard");
  const turns = [{ n: 1, role: "agent" as const, at: null, text: "工号 1001，我是李雷" }];
  const view = {
    policy: { ...policy, card: { ...policy.card, maskAgent: true } },
    task: { id: "019ab000-0000-7000-8000-00000000512a" },
    agent: { id: "a", ...aPerson({ employeeNo: "1001", name: "李雷" }) },
    contact: { turns },
  } as unknown as TaskView;
  const open = { ...view, policy: { ...policy, card: { ...policy.card, maskAgent: false } } };
  const asked: unknown[] = [];
  const deps = {
    clock: systemClock,
    transcriptUrl: (_id: string, _at: Date, alias?: string) => {
      asked.push(alias);
      return null;
    },
  };
  for (const each of [view, open]) shownTranscriptUrl(deps, each);

  expect(shownContact(view).turns[0]?.text).toBe("工号 512A，我是512A");
  expect(shownContact(open).turns).toBe(turns);
  expect(asked).toEqual(["512A", undefined]);
});
