import type { LocalTime } from "#domain/working-day";
import type { SeenCard } from "./demo-card.ts";
import { createSeat, type Seat } from "./demo-seat.ts";
import type { Stage } from "./demo-stage.ts";
import { DAY_CHAT, NIGHT_CHAT, type TeamMember } from "./demo-team.ts";

type Happening = (stage: Stage) => void | Promise<void>;

const MORNING: LocalTime = "10:06";
const AFTERNOON: LocalTime = "14:02";
const MANAGER = "3001";

/**
 * Ideas, nominations and consent, by the number of the day and the time of the round before which they happen: one idea
 * has a twin, and two people name each other.
 */
export const RECOGNITION: Readonly<Record<number, Readonly<Record<LocalTime, Happening>>>> = {
  1: {
    [MORNING]: (stage) => {
      ask(stage, MANAGER, "@星评 绑定群 日班组", DAY_CHAT);
      ask(stage, MANAGER, "@星评 绑定群 夜班组", NIGHT_CHAT);
    },
  },
  2: {
    [MORNING]: (stage) => {
      write(stage, "1002", "金点子 把退款进度做成可以查询的卡片，客户不用反复来电询问");
    },
  },
  3: {
    [MORNING]: (stage) => adopt(stage, 1),
    [AFTERNOON]: (stage) => {
      write(stage, "1006", "金点子 退款进度做成客户可以自己查询的卡片，就不用反复来电了");
      write(stage, "1001", "提名 赵敏 退货高峰那天主动接手了三位着急的客户，逐个回访到解决");
    },
  },
  5: {
    [MORNING]: (stage) => {
      write(stage, "1008", "金点子 夜班交接时把未回电的客户列成清单，早班到岗先回电");
      write(stage, "1002", "提名 陈晨 带我复盘了两通投诉电话，还把话术整理出来分享给全组");
    },
  },
  6: {
    [AFTERNOON]: (stage) => {
      write(stage, "1004", "nominate Grace Lin patiently walked an elderly customer through a return, twice");
      ask(stage, "1007", "@星评 提名 韩雪 凌晨两点一个人安抚了三位投诉客户，全部解决", NIGHT_CHAT);
    },
  },
  7: {
    [MORNING]: async (stage) => {
      for (const employeeNo of ["1001", "1003", "1004", "1008"]) await agree(stage, employeeNo);
    },
  },
  9: {
    [AFTERNOON]: async (stage) => {
      const seat = createSeat(stage.emulator, memberOf(stage, "2002"));
      const card = await answerTo(stage, seat, "重大投诉 NB-1007-06", "重大投诉");
      await seat.submit(card, { note: "当晚联系仓库截停发货，第二天回访，客户撤回投诉" });
    },
  },
};

function write(stage: Stage, employeeNo: string, text: string): void {
  stage.emulator.lark.type(memberOf(stage, employeeNo).larkOpenId, text);
}

function ask(stage: Stage, employeeNo: string, text: string, chat: string): void {
  stage.emulator.lark.type(memberOf(stage, employeeNo).larkOpenId, text, { chat, mentions: ["bot"] });
}

/** Whoever has the idea's card adopts it: for a number by which its effect is looked at, among everybody. */
async function adopt(stage: Stage, number: number): Promise<void> {
  for (const seat of seatsOf(stage, ["supervisor", "manager"])) {
    const card = seat.cards().find(({ title }) => title.split(" ")[1] === `#${number}`);
    if (card === undefined) continue;
    const form = await seat.press(card.messageId, "采纳");
    await seat.submit(form, { metric: "first-contact-resolution", scope: "everybody" });
    return;
  }
  throw new Error(`Nobody in the demo has the card of idea #${number}.`);
}

/** They ask for the card about being named, and agree. */
async function agree(stage: Stage, employeeNo: string): Promise<void> {
  const seat = createSeat(stage.emulator, memberOf(stage, employeeNo));
  const isEnglish = seat.person.language === "en";
  const title = isEnglish ? "May we name you?" : "公示授权";
  const card = await answerTo(stage, seat, isEnglish ? "consent" : "公示授权", title);
  await seat.press(card.messageId, isEnglish ? "Yes, name me" : "同意公开");
}

/** Types and waits for the card that answers. */
async function answerTo({ emulator }: Stage, seat: Seat, text: string, title: string): Promise<SeenCard> {
  const find = () => seat.cards().find((card) => card.title.includes(title));
  emulator.lark.type(seat.person.larkOpenId, text);
  await emulator.until(() => find() !== undefined, { timeoutMs: 60_000 });
  const card = find();
  if (card === undefined) throw new Error(`${seat.person.name} was not answered.`);
  return card;
}

function seatsOf({ emulator, team }: Stage, roles: readonly string[]): Seat[] {
  return team
    .filter((member) => member.roles.split("|").some((role) => roles.includes(role)))
    .map((member) => createSeat(emulator, member));
}

function memberOf({ team }: Pick<Stage, "team">, employeeNo: string): TeamMember {
  const member = team.find((one) => one.employeeNo === employeeNo);
  if (member === undefined) throw new Error(`Nobody in the demo's team is ${employeeNo}.`);
  return member;
}
