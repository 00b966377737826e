import { expect, it } from "vitest";
import { loadPolicy } from "#policy/load";
import { sceneName } from "#usecases/quality/task-view";

it("calls a scene as the policy does, and masks a word that the policy does not know", async () => {
  const policy = await loadPolicy("standard");

  const names = ["inquiry", "回拨 13812345678", null].map((scene) => sceneName(policy, scene, "zh"));

  expect(names).toEqual(["咨询", "回拨 138****5678", null]);
});
