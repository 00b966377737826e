import { expect, it } from "vitest";
import { createArrivals } from "#http/arrivals";

it("lets those go on together who have come in at the same moment, in their order", async () => {
  const allArrived = createArrivals();
  const steps: string[] = [];
  const work = async (name: string): Promise<void> => {
    steps.push(`${name} is here`);
    await allArrived();
    steps.push(`${name} goes on`);
  };

  const first = work("first");
  await Promise.resolve();
  await Promise.all([first, work("second")]);

  expect(steps).toEqual(["first is here", "second is here", "first goes on", "second goes on"]);
});

it("lets who comes later not wait for ever", async () => {
  const allArrived = createArrivals();
  await allArrived();

  await expect(allArrived()).resolves.toBeUndefined();
});
