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

it("lets who comes later wait for a moment of its own", async () => {
  const allArrived = createArrivals();
  await allArrived();
  const steps: string[] = [];

  const later = allArrived().then(() => steps.push("the later one goes on"));
  await new Promise((resolve) => process.nextTick(resolve));
  steps.push("others of its moment are here");
  await later;

  expect(steps).toEqual(["others of its moment are here", "the later one goes on"]);
});
