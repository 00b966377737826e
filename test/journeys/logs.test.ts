import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { eventually } from "../support/eventually.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { startCli, type CliProcess } from "../support/run-cli.ts";
import { conversation, OPENING_MILLISECONDS, SCORERS, STRANGER, TEAM } from "../support/team.ts";
import { cardsOf, choicesOf, environmentFor, FRIDAY_MORNING, LARK_APP, submitOf } from "../support/town.ts";

const PHONE = "13812345678";
/** Words of a customer, of people in the chat and of a scorer. */
const WORDS = ["收不到验证码", "请给客户回电", "评语里的话", "读不懂的消息"];
const WITHIN = { withinMilliseconds: 60_000 };

describe("what the program logs at its most talkative", () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let folder: TestDirectory;
  let program: CliProcess;
  let environment: Record<string, string>;
  let url: string;
  let logged = "";
  let lines: readonly string[] = [];

  const api = (path: string, body: string, token = environment["API_TOKEN"]) =>
    fetch(`${url}/api/${path}`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
  const answered = (person: string, count: number) =>
    eventually(() => cardsOf(emulator, person).length >= count, WITHIN);

  beforeAll(async () => {
    folder = await testDirectory();
    emulator = createEmulator({ lark: LARK_APP, startAt: FRIDAY_MORNING });
    listening = await listenEmulator(emulator);
    environment = environmentFor(listening.url, {
      DATA_DIR: folder.path,
      LOG_LEVEL: "trace",
      SECRET_KEY: randomBytes(32).toString("base64"),
    });
    program = startCli(["server"], { environment, folder: folder.path });
    url = await program.url;
    emulator.setWebhookUrl(`${url}/webhooks/lark`);
    for (const { name, larkOpenId } of TEAM) emulator.lark.people.add({ name, openId: larkOpenId });
    emulator.lark.people.add(STRANGER);
    await liveADay();
    const ended = await program.stop("SIGTERM");
    lines = ended.out.split("\n").filter((line) => line !== "");
    logged = `${ended.out}\n${ended.err}`;
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await program?.stop("SIGKILL");
    await listening?.close();
    await folder?.remove();
  });

  /** A day on which much goes wrong. */
  async function liveADay(): Promise<void> {
    await api("people", JSON.stringify(TEAM));
    await api(
      "contacts",
      JSON.stringify([conversation(PHONE, "1001", "2026-11-19T10:00:00+08:00", { scene: PHONE })]),
    );
    await api("contacts", `{"text": "${WORDS[0]} ${PHONE}`);
    await api("contacts", "[]", `${PHONE}-wrong`);
    await fetch(`${url}/contacts/${PHONE}?expires=1&signature=${PHONE}`);
    await say();
    await deliverWhatIsWrong();
    await scoreWithFaults();
  }

  async function say(): Promise<void> {
    emulator.lark.type("ou_agent", `${WORDS[1]} ${PHONE}`);
    emulator.lark.type(STRANGER.openId, `绑定 ${PHONE}`);
    await answered("ou_agent", 1);
    await answered(STRANGER.openId, 1);
  }

  async function deliverWhatIsWrong(): Promise<void> {
    const { deliveries, deliverRaw } = emulator.lark;
    const text = `${WORDS[3]} ${PHONE}`;
    for (const variant of ["forged-signature", "wrong-token", "truncated", "not-json"] as const)
      await deliverRaw(variant, { event: { message: { content: text } } });
    for (let time = 0; time < 3; time += 1)
      deliveries.event("im.chat.disbanded_v1", { chat_id: "oc_1", text });
    deliveries.event("application.bot.menu_v6", { event_key: text, operator: {} });
    await deliveries.settled();
  }

  async function scoreWithFaults(): Promise<void> {
    const path = "im/v1/messages";
    const msg = `too many requests; ErrorValue: ${WORDS[0]} ${PHONE}`;
    emulator.faults.add({ method: "POST", path, times: 1, status: 400, code: 99991400, msg });
    emulator.clock.moveTo(new Date("2026-11-20T01:10:00Z"));
    const { scorer, card } = await eventually(taskCard, WITHIN);
    const fields = choicesOf(card.content).map(({ name, options }): [string, string] => [
      name,
      options.at(-1)!,
    ]);
    await emulator.lark.submit(scorer, card.messageId, submitOf(card.content), {
      ...Object.fromEntries(fields),
      comment: `${WORDS[2]} ${PHONE}`,
    });
    await answered("ou_agent", 2);
  }

  const taskCard = () => {
    const all = SCORERS.flatMap((scorer) => cardsOf(emulator, scorer).map((card) => ({ scorer, card })));
    const found = all.find(({ card }) => JSON.stringify(card.content).includes('"do":"score.submit"'));
    if (found === undefined) throw new Error("No scorer has a card yet.");
    return found;
  };

  it("tells of the start, of what it cannot read, and once of a type that it does not handle", () => {
    const times = (words: string): number => logged.split(words).length - 1;

    expect(times('"msg":"ready"')).toBe(1);
    expect(times('"msg":"an event that could not be read"')).toBe(1);
    expect(times('"type":"im.chat.disbanded_v1"')).toBe(1);
  });

  it("is JSON, a line each, and says of each event who it was of and what became of it, by ids", () => {
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const handled = entries.filter(({ msg }) => msg === "event handled");

    expect(handled).toContainEqual(
      expect.objectContaining({
        event: expect.stringMatching(/^lark:/),
        kind: "card-action",
        person: expect.stringMatching(/^[0-9a-f]{8}-/),
        refused: null,
      }),
    );
    expect(handled).toContainEqual(expect.objectContaining({ kind: "message", person: null }));
    expect(entries).toContainEqual(
      expect.objectContaining({
        msg: "delivery tried",
        state: "sent",
        key: expect.stringMatching(/^answer:lark:/),
      }),
    );
    expect(entries.filter(({ level, time, msg }) => !level || !time || !msg)).toEqual([]);
  });

  it("holds no word of a customer and nobody's telephone number", () => {
    const found = [PHONE, ...WORDS].filter((words) => logged.includes(words));

    expect(found).toEqual([]);
  });

  it("holds no secret", () => {
    const names = [
      "LARK_APP_SECRET",
      "LARK_ENCRYPT_KEY",
      "LARK_VERIFICATION_TOKEN",
      "API_TOKEN",
      "SECRET_KEY",
    ];
    const secrets = names.map((name) => environment[name]!);
    const token = emulator.lark.tokens.issue().token;

    const found = [...secrets, token].filter((secret) => logged.includes(secret));

    expect(found).toEqual([]);
  });
});
