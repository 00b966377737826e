import type { LocalTime } from "#domain/working-day";
import { readCard, type SeenCard } from "./demo-card.ts";
import type { Desk } from "./demo-desk.ts";
import type { Stage } from "./demo-stage.ts";
import { DAY_CHAT, NIGHT_CHAT, type TeamMember } from "./demo-team.ts";
import { RECOGNITION } from "./demo-recognition.ts";
import type { SceneWord } from "./demo-words.ts";

type Happening = (stage: Stage) => void | Promise<void>;

/** What is particular about a day; on all days there are a draw, scores, and the list in the evening. */
export type Scene = {
  /** When everybody who scores takes their next card. */
  readonly rounds: readonly LocalTime[];
  /** Before the round of that time. */
  readonly happens: Readonly<Record<LocalTime, Happening>>;
  /** Employee number of who leaves their last card. */
  readonly leavesOne?: string;
  /** For the terminal. */
  readonly tells: readonly SceneWord[];
};

/** When the visitor comes in: the day's cards have just arrived. */
export const TODAY_FROM = "09:12";

const [LIN, HE, SU, MANAGER] = ["2001", "2002", "2003", "3001"] as const;
/** A card may be left over from the day before, and then there are four. */
const FIRST: LocalTime = "10:06";
const SECOND: LocalTime = "14:02";

/** By the number of the day, from 1. */
const SCENES: Readonly<Record<number, Omit<Scene, "rounds">>> = {
  1: {
    happens: {
      [FIRST]: (stage) => {
        const hello =
          "各位早，从今天起质检都在飞书里做：每天 09:10 抽样发卡，评完系统会私下告诉本人，不在群里排名。";
        write(stage, MANAGER, hello, DAY_CHAT);
        write(stage, MANAGER, hello, NIGHT_CHAT);
        write(stage, "1007", "收到。夜班的会话也一样抽吗？", NIGHT_CHAT);
        write(stage, MANAGER, "一样的，每人每天一条，抽签种子头一天就公布。", NIGHT_CHAT);
      },
      [SECOND]: (stage) => write(stage, "1001", "帮助"),
    },
    tells: ["hello"],
  },
  2: {
    happens: { [SECOND]: (stage) => ask(stage, "1005", "@星评 帮助", NIGHT_CHAT) },
    tells: ["first-words"],
  },
  3: {
    happens: {
      [FIRST]: async (stage) => {
        const english = cardLike(stage, HE, /([a-z]+ ){4}/i);
        if (english !== undefined)
          return english.desk.skip(english.card, "wrong-language", "整段英文，怕判不准，请懂英文的同事抽查");
        const desk = deskOf(stage, HE);
        await desk.skip(firstCard(desk), "conflict", "客户是我邻居，避嫌");
      },
    },
    tells: ["skip"],
  },
  4: {
    happens: { [SECOND]: (stage) => write(stage, "1003", "my scores") },
    tells: [],
  },
  5: {
    happens: {
      [FIRST]: async (stage) => {
        const desk = deskOf(stage, HE);
        const reason = "这位客户是我自己回访的，避嫌，请苏敏来评";
        await desk.handOver(firstCard(desk), memberOf(stage, SU), reason);
      },
    },
    tells: ["hand-over"],
  },
  6: {
    happens: {
      [SECOND]: (stage) => {
        write(stage, "1002", "我的成绩");
        write(stage, LIN, "大家看一下结果卡里的「可以改进的」，周五班会我们一起练开场和复述。", DAY_CHAT);
      },
    },
    tells: [],
  },
  7: {
    happens: {
      [SECOND]: async (stage) => {
        const desk = deskOf(stage, LIN);
        await desk.correct(lastScored(stage, desk).messageId, "strict");
      },
    },
    tells: ["correction"],
  },
  8: { happens: {}, leavesOne: HE, tells: ["left"] },
  9: {
    happens: { [FIRST]: (stage) => write(stage, HE, "今日任务") },
    tells: ["caught-up"],
  },
  10: {
    happens: {
      [SECOND]: (stage) => {
        write(stage, "1006", "我的成绩");
        write(stage, "1008", "昨晚两点有客户夸我们夜班回得快，开心。", NIGHT_CHAT);
        write(stage, HE, "辛苦了，注意轮休。我这边还有一条没评完，明早补上。", NIGHT_CHAT);
      },
    },
    leavesOne: HE,
    tells: ["left"],
  },
};

/** Nobody sits down at the same minute every day. */
const MINUTES_BY_DAY = [2, 9, 4, 13, 0, 7, 11, 5, 3, 8];

export function sceneOf(day: number): Scene {
  const scene = SCENES[day] ?? { happens: {}, tells: [] };
  const later = MINUTES_BY_DAY[(day - 1) % MINUTES_BY_DAY.length] ?? 0;
  const times = [FIRST, SECOND, "15:18", "16:04"];
  const shifted = new Map(times.map((time) => [time, shift(time, later)]));
  return {
    ...scene,
    rounds: [...shifted.values()],
    happens: Object.fromEntries(
      times.flatMap((time) => {
        const happenings = [scene.happens[time], RECOGNITION[day]?.[time]].filter((one) => one !== undefined);
        return happenings.length === 0 ? [] : [[shifted.get(time) ?? time, inTurn(happenings)]];
      }),
    ),
  };
}

const inTurn =
  (happenings: readonly Happening[]): Happening =>
  async (stage) => {
    for (const happens of happenings) await happens(stage);
  };

function shift(time: LocalTime, minutes: number): LocalTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const sum = hour * 60 + minute + minutes;
  return `${String(Math.floor(sum / 60)).padStart(2, "0")}:${String(sum % 60).padStart(2, "0")}`;
}

function write({ emulator, team }: Stage, employeeNo: string, text: string, chat?: string): void {
  emulator.lark.type(memberOf({ team }, employeeNo).larkOpenId, text, { chat });
}

function ask({ emulator, team }: Stage, employeeNo: string, text: string, chat: string): void {
  emulator.lark.type(memberOf({ team }, employeeNo).larkOpenId, text, { chat, mentions: ["bot"] });
}

function memberOf({ team }: Pick<Stage, "team">, employeeNo: string): TeamMember {
  const member = team.find((one) => one.employeeNo === employeeNo);
  if (member === undefined) throw new Error(`Nobody in the demo's team is ${employeeNo}.`);
  return member;
}

function deskOf({ desks }: Stage, employeeNo: string): Desk {
  const desk = desks.find(({ person }) => person.employeeNo === employeeNo);
  if (desk === undefined) throw new Error(`${employeeNo} scores nothing in the demo.`);
  return desk;
}

/** A card with such words on it, of this person's if there is one. */
function cardLike(
  stage: Stage,
  employeeNo: string,
  words: RegExp,
): { readonly desk: Desk; readonly card: SeenCard } | undefined {
  return [deskOf(stage, employeeNo), ...stage.desks].flatMap((desk) =>
    desk.openCards().flatMap((card) => (words.test(card.text) ? [{ desk, card }] : [])),
  )[0];
}

function firstCard(desk: Desk): SeenCard {
  const [card] = desk.openCards();
  if (card === undefined) throw new Error(`${desk.person.name} has no card left.`);
  return card;
}

function lastScored({ emulator }: Stage, { person }: Desk): SeenCard {
  const cards = emulator.lark.messages
    .list({ receiver: person.larkOpenId, sender: "bot", msgType: "interactive" })
    .map(readCard);
  const last = cards.findLast(({ title }) => title.endsWith("已评分"));
  if (last === undefined) throw new Error(`${person.name} has scored nothing yet.`);
  return last;
}
