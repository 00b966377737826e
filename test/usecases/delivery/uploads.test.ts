import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { type ListeningEmulator, listenEmulator } from "#emulator/listen";
import { createLarkPlatform } from "#platforms/lark/client";
import { AppError } from "#domain/error";
import type { ChatPlatform } from "#ports/chat";
import type { PictureMaker } from "#ports/pictures";
import { systemClock } from "#time/system-clock";
import { deliverOutbox } from "#usecases/delivery/deliver-outbox";
import type { DeliveryTrouble } from "#usecases/delivery/deliver-message";
import { BOARDS } from "../../pictures/samples.ts";
import { aCard } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const SETTINGS = {
  appId: "cli_00000000000000aa",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification",
};
const APP = { platform: "lark", appId: SETTINGS.appId } as const;
const UPLOAD = "POST im/v1/images";
const PATH = "im/v1/images";
const LARGE = 11 * 1024 * 1024;

/** As much of a PNG as Lark's limits look at: the signature and a small size; then words that tell it from others. */
const aPicture = (words: string) => ({
  mime: "image/png" as const,
  bytes: Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(16), Buffer.from(words)]),
});

describe("a card with a picture", () => {
  let test: TestStore;
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let lark: ChatPlatform;
  let problems: DeliveryTrouble[];
  let serial = 0;

  beforeAll(async () => {
    test = await openTestStore();
    emulator = createEmulator({ lark: SETTINGS });
    listening = await listenEmulator(emulator);
    lark = createLarkPlatform({ ...SETTINGS, baseUrl: `${listening.url}/emulator` });
  });
  afterAll(async () => {
    await listening.close();
    await test.close();
  });
  beforeEach(() => {
    emulator.faults.clear();
    emulator.clock.forward(5);
    problems = [];
  });

  const keep = (words: string) => test.store.pictures.add(aPicture(words), systemClock.now());
  const showing = (pictureId: string): Card => ({
    ...aCard("十月榜单"),
    blocks: [{ kind: "picture", pictureId, alt: "十月榜单的图片" }],
  });
  const toDraw: Card = {
    ...aCard("榜单"),
    blocks: [...aCard("榜单").blocks, { kind: "drawing", board: BOARDS.nobody, alt: "榜单" }],
  };
  /** Messages with this card for so many people, on their way out. */
  const post = async (card: Card, people = 1): Promise<string[]> => {
    const keys = Array.from({ length: people }, () => `post-${(serial += 1)}`);
    const messages = keys.map((key) => {
      const { openId } = emulator.lark.people.add({ name: key });
      return { key, to: { user: { ...APP, userId: openId } }, card };
    });
    await test.store.outbox.add(messages, systemClock.now());
    return keys;
  };
  const deliver = (drawBoard?: PictureMaker["board"]) =>
    deliverOutbox(
      {
        ...(drawBoard && { drawBoard }),
        store: test.store,
        clock: systemClock,
        platforms: [lark],
        pauses: new Map(),
        onProblem: (problem) => void problems.push(problem),
        chance: () => 0,
      },
      new AbortController().signal,
    );
  const uploads = (): number => emulator.logs.counts()[UPLOAD] ?? 0;
  const sentContents = (): string[] =>
    emulator.lark.messages.list().map(({ content }) => JSON.stringify(content));

  it("goes out once the picture is there, which goes up once for all who get it, now and later", async () => {
    const pictureId = await keep("board");
    const before = uploads();

    await post(showing(pictureId), 3);
    await deliver();
    await post(showing(pictureId));
    await deliver();

    expect(uploads() - before).toBe(1);
    const keys = await test.store.pictures.imageKeys([pictureId], APP);
    const shown = sentContents().filter((content) => content.includes(keys.get(pictureId)!));
    expect(shown).toHaveLength(4);
    expect(emulator.logs.violations()).toEqual([]);
  });

  it.each([
    ["no answer", { dropAfterAccept: true }],
    ["a rate", { rateLimitSeconds: 1 }],
    ["a fault inside Lark", { status: 503 }],
  ])("waits for a picture that cannot be uploaded for %s, and goes out after it", async (why, fault) => {
    const pictureId = await keep(why);
    emulator.faults.add({ path: PATH, times: 1, ...fault });
    const sentBefore = sentContents().length;

    await post(showing(pictureId));
    await deliver();

    expect(sentContents().length - sentBefore).toBe(1);
    expect(problems).toEqual([]);
  });

  it("holds up nothing for other people while the permission is missing", async () => {
    const pictureId = await keep("no permission");
    emulator.faults.add({ path: PATH, status: 400, code: 99991672 });
    const sentBefore = sentContents().length;

    await post(showing(pictureId));
    await post(aCard("只有文字"));
    await deliver();

    expect(sentContents().length - sentBefore).toBe(1);
    expect(await test.store.outbox.countByState()).toMatchObject({ waiting: 1 });
  });

  it("is dead, with the reason, when the platform will never take the picture or nobody has kept it", async () => {
    const tooLarge = { ...aPicture("large"), bytes: Buffer.alloc(LARGE, 1) };
    const pictureId = await test.store.pictures.add(tooLarge, systemClock.now());

    await post(showing(pictureId));
    await post(showing("0".repeat(64)));
    await deliver();

    expect(problems).toMatchObject([
      { what: "dead", code: "no-picture" },
      { what: "dead", code: "234006" },
    ]);
  });

  it("gets its picture anew when the platform has forgotten it", async () => {
    const pictureId = await keep("forgotten");
    await test.store.pictures.saveImageKey({ ...APP, pictureId, imageKey: "img_v3_gone" }, systemClock.now());
    const sentBefore = sentContents().length;

    await post(showing(pictureId));
    await deliver();

    expect(sentContents().length - sentBefore).toBe(1);
    expect((await test.store.pictures.imageKeys([pictureId], APP)).get(pictureId)).not.toBe("img_v3_gone");
  });

  it("is drawn when it is sent, and what is drawn of the same data goes up once", async () => {
    const maker = async () => ({ bytes: aPicture("drawn").bytes, missing: ["䶮"] });
    const before = { uploads: uploads(), sent: sentContents().length };

    await post(toDraw, 2);
    await deliver(maker);

    const sent = sentContents().slice(before.sent);
    const drawnId = createHash("sha256").update(aPicture("drawn").bytes).digest("hex");
    const key = (await test.store.pictures.imageKeys([drawnId], APP)).get(drawnId);
    expect(key).toBeDefined();
    expect(sent.map((content) => content.includes(key!))).toEqual([true, true]);
    expect(uploads() - before.uploads).toBe(1);
    expect(problems.map(({ what, reason }) => [what, reason])).toEqual([
      ["drawing", "no font has U+4DAE"],
      ["drawing", "no font has U+4DAE"],
    ]);
  });

  it.each([
    ["cannot be drawn", () => () => Promise.reject(new AppError("unavailable", "no memory")), ["drawing"]],
    ["nobody here draws", () => undefined, []],
  ])("goes without the picture that %s, since its words say the same", async (_, maker, told) => {
    const before = sentContents().length;

    await post(toDraw);
    await deliver(maker());

    expect(sentContents().slice(before)).toHaveLength(1);
    expect(sentContents().at(-1)).not.toContain("img_key");
    expect(problems.map(({ what }) => what)).toEqual(told);
  });
});
