import { afterEach, expect, it } from "vitest";
import type { BoardView } from "#domain/board-view";
import { boardPicture } from "#pictures/board-picture";
import { createPictureMaker } from "#pictures/picture-maker";
import { eventually } from "../support/eventually.ts";
import { BOARDS, CERTIFICATES } from "./samples.ts";

let maker = createPictureMaker();
afterEach(() => maker.close());

/** What cannot be drawn: nothing but a fault of the program itself would ask for it. */
const BROKEN = { ...BOARDS["1-row"], rows: null } as unknown as BoardView;

it("draws beside the program what is drawn inside it, and goes on after a picture that fails", async () => {
  maker = createPictureMaker();

  const [drawn, broken, pdf] = await Promise.allSettled([
    maker.draw({ kind: "board", view: BOARDS["1-row"] }),
    maker.draw({ kind: "board", view: BROKEN }),
    maker.certificatePdf(CERTIFICATES.chinese),
  ]);

  const inside = boardPicture(BOARDS["1-row"]);
  if (drawn.status !== "fulfilled" || pdf.status !== "fulfilled") throw new Error("it was not drawn");
  expect(Buffer.from(drawn.value.bytes).equals(Buffer.from(inside.bytes))).toBe(true);
  expect(broken).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  expect(Buffer.from(pdf.value.bytes).toString("latin1", 0, 5)).toBe("%PDF-");
});

it("gives its memory back after a while, and begins anew when it is asked again", async () => {
  const threads = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind === "MessagePort").length;
  const before = threads();
  maker = createPictureMaker(20);

  await maker.draw({ kind: "board", view: BOARDS.nobody });
  await eventually(() => expect(threads()).toBe(before));
  const again = await maker.draw({ kind: "board", view: BOARDS.nobody });

  expect(again.missing).toEqual([]);
});

it("says that it is busy rather than take more than it can hold, and ends what waits when it is closed", async () => {
  maker = createPictureMaker();

  const asked = Array.from({ length: 201 }, () => maker.draw({ kind: "board", view: BOARDS.nobody }));
  const settled = Promise.allSettled(asked);
  await expect(asked[200]).rejects.toMatchObject({ code: "busy" });
  await maker.close();

  expect((await settled)[199]).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
});
