import { afterAll, beforeAll, expect, test } from "vitest";
import { taskCard } from "#cards/task-card";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { type ListeningEmulator, listenEmulator } from "#emulator/listen";
import { createLarkPlatform } from "#platforms/lark/client";
import type { Language } from "#domain/local-text";
import { loadPolicy } from "#policy/load";
import type { ChatPlatform } from "#ports/chat";
import { everyCard } from "./every-card.ts";
import { CONTACT, taskFacts } from "./facts.ts";

const SETTINGS = {
  appId: "cli_00000000000000aa",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification",
};

let emulator: Emulator;
let listening: ListeningEmulator;
let lark: ChatPlatform;
let cards: Readonly<Record<Language, ReturnType<typeof everyCard>>>;

beforeAll(async () => {
  emulator = createEmulator({ lark: SETTINGS });
  listening = await listenEmulator(emulator);
  lark = createLarkPlatform({ ...SETTINGS, baseUrl: `${listening.url}/emulator` });
  const { openId } = emulator.lark.people.add({ name: "韩梅梅" });
  cards = { zh: everyCard("zh", openId), en: everyCard("en", openId) };
});
afterAll(() => listening.close());

test.each(Object.keys(everyCard("zh")))("Lark's checks accept the %s in both languages", async (name) => {
  // Each card has a reader of its own and a second of its own, since Lark counts messages by both.
  emulator.clock.forward(2);
  const person = emulator.lark.people.add({ name });

  for (const language of ["zh", "en"] as const) {
    const card = cards[language][name];
    const delivery = await lark.send({ kind: "user", userId: person.openId }, card!, `${name}:${language}`);

    expect(delivery).toMatchObject({ delivered: true });
  }
  expect(emulator.logs.violations()).toEqual([]);
});

test("the hotline's card with everything to ask and a long conversation is accepted", async () => {
  const policy = await loadPolicy("hotline");
  const turns = Array.from({ length: 60 }, (_, index) => ({
    n: index + 1,
    role: index % 2 === 0 ? ("customer" as const) : ("agent" as const),
    at: CONTACT.startedAt,
    text: "您好，我昨天下的单到现在还没有发货，请帮我查一下物流，谢谢。".repeat(3),
  }));
  const contact = { ...CONTACT, channel: null, direction: null, metrics: {}, turns };
  emulator.clock.forward(2);
  const person = emulator.lark.people.add({ name: "长会话" });

  const card = taskCard(taskFacts({ scorecard: policy.scorecards[0]!, contact }));
  const delivery = await lark.send({ kind: "user", userId: person.openId }, card, "long");

  expect(delivery).toMatchObject({ delivered: true });
  expect(emulator.logs.violations()).toEqual([]);
});
