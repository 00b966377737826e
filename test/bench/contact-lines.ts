import { createWriteStream } from "node:fs";
import { once } from "node:events";

const DAY_MILLISECONDS = 24 * 3_600_000;
const CHINA = "+08:00";

type Line = { readonly role: "agent" | "customer"; readonly text: (n: number) => string };

const customer = (text: Line["text"]): Line => ({ role: "customer", text });
const agent = (text: Line["text"]): Line => ({ role: "agent", text });
const mobile = (n: number): string => `13${String(800_000_000 + ((n * 7_919) % 199_999_999))}`;
const order = (n: number): string => `E2026${String(10_000_000 + n)}`;

/** As people write: of four conversations three name a number, and one of those is a telephone. */
const TALKS: readonly (readonly Line[])[] = [
  [
    customer(() => "你好，我上周买的空气炸锅用了两次就不加热了，想退货。"),
    agent(() => "您好，给您添麻烦了。请您提供一下订单号，我马上为您查询。"),
    customer((n) => `订单号 ${order(n)}，收货电话是 ${mobile(n)}。`),
    agent(() => "已经查到了，退货申请提交成功，快递员明天上午联系您上门取件，请保持电话畅通。"),
  ],
  [
    customer(() => "请问会员积分什么时候到账？我昨天中午就确认收货了。"),
    agent((n) => `您好，积分在确认收货后 24 小时内到账，您这一笔是 ${100 + (n % 900)} 分。`),
    customer(() => "好的，那我再等等，谢谢。"),
    agent(() => "不客气，到账后会有短信提醒，请问还有其他可以帮您的吗？"),
  ],
  [
    customer(() => "快递显示已签收，可是我根本没有收到，你们是怎么送的？"),
    agent(() => "非常抱歉让您着急了，我现在联系配送站核实签收情况，两小时内给您回电。"),
    customer(() => "快一点，这是给孩子的生日礼物，耽误了我要投诉。"),
    agent(() => "理解您的心情，我已经加急登记，如果今晚找不到就为您重新发货。"),
  ],
  [
    customer((n) => `Hi, order ${order(n)} arrived with a cracked lid. Can I get a new one?`),
    agent(() => "I am sorry about that. Could you send me a photo of the lid, please?"),
    customer(() => "Done, please have a look. I need it before the weekend."),
    agent(() => "Thank you, the new lid leaves our warehouse today and reaches you on Friday."),
  ],
];

export type ContactLine = { readonly id: string; readonly agent: string; readonly startedAt: string };

/** The n-th of many contacts, always the same one: four turns, seven metrics, one of `agents` employee numbers. */
export function contactLine(n: number, agents: number): ContactLine {
  const startedAt = Date.UTC(2026, 10, 2, 1) + ((n * 7_207) % (10 * DAY_MILLISECONDS));
  const turns = (TALKS[n % TALKS.length] ?? []).map(({ role, text }, place) => ({
    role,
    at: local(startedAt + place * 20_000),
    text: text(n),
  }));
  const contact = {
    id: `C-${n}`,
    channel: "chat",
    direction: "in",
    scene: "咨询",
    startedAt: local(startedAt),
    endedAt: local(startedAt + 143_000),
    agent: employeeNo(n % agents),
    customer: `member-${n % 50_021}`,
    turns,
    metrics: {
      firstResponseSeconds: 5 + (n % 60),
      replyGapSeconds: 40,
      handleSeconds: 143,
      answered: true,
      resolved: n % 5 !== 0,
      csat: 1 + (n % 5),
      complaint: false,
    },
  };
  return contact;
}

export const employeeNo = (place: number): string => `A${place}`;

const local = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19) + CHINA;

/** Writes contacts 0 to `count` - 1 as JSONL. */
export async function writeContactLines(path: string, count: number, agents: number): Promise<void> {
  const file = createWriteStream(path);
  for (let n = 0; n < count; n += 1) {
    if (!file.write(`${JSON.stringify(contactLine(n, agents))}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}
