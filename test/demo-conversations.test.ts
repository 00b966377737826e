import { beforeAll, describe, expect, it } from "vitest";
import { agentDirectory } from "#domain/agent-directory";
import { readContactRow, type ReadContact } from "#domain/contact-row";
import { groupBy } from "#domain/group-by";
import { maskText } from "#domain/masking";
import { itemsOf, visibleItems } from "#domain/scorecard";
import {
  contactRow,
  conversationIn,
  readConversations,
  type WrittenConversation,
} from "#main/demo-conversations";
import { readTeam, type TeamMember } from "#main/demo-team";
import { loadPolicy } from "#policy/load";
import { findScene, scorecardFor, type Policy } from "#policy/policy";
import { chineseCalendar } from "#time/chinese-calendar";

const TODAY = "2026-11-26";
const NOW = new Date("2026-11-26T01:12:00Z");

let team: readonly TeamMember[];
let conversations: readonly WrittenConversation[];
let policy: Policy;
let contacts: ReadContact[];

beforeAll(async () => {
  team = await readTeam();
  conversations = await readConversations();
  policy = await loadPolicy("standard");
  const calendar = chineseCalendar(policy.calendar);
  const people = team.map(({ employeeNo, name }) => ({ id: employeeNo, employeeNo, name, status: "active" }));
  const agents = agentDirectory(people as unknown as Parameters<typeof agentDirectory>[0]);
  const context = { agents, source: "demo", zone: policy.zone, now: NOW, mask: maskText };
  contacts = conversations.map((conversation) => {
    const reading = readContactRow(contactRow(conversation, TODAY, calendar), context);
    if (!("value" in reading)) throw new Error(`${conversation.id}: ${reading.faults.join("; ")}`);
    return reading.value;
  });
});

const wordsOf = ({ turns }: WrittenConversation): string => turns.map(({ text }) => text).join("\n");
const isEnglish = (conversation: WrittenConversation): boolean =>
  !/\p{Script=Han}/u.test(wordsOf(conversation));

describe("the demo's conversations", () => {
  it("are at least eighty, all taken by the program, in scenes that the policy knows", () => {
    expect(contacts.length).toBeGreaterThanOrEqual(80);
    expect(contacts.filter(({ scene }) => scene === null || findScene(policy, scene) === undefined)).toEqual(
      [],
    );
    expect(new Set(contacts.map(({ scene }) => scene)).size).toBeGreaterThanOrEqual(6);
  });

  it("are all different, and no turn of ten characters or more is said twice by customers", () => {
    const said = conversations.flatMap(({ turns }) =>
      turns.filter(({ role, text }) => role === "customer" && text.length >= 10).map(({ text }) => text),
    );

    expect(new Set(conversations.map(wordsOf)).size).toBe(conversations.length);
    expect(new Set(conversations.map(({ id }) => id)).size).toBe(conversations.length);
    expect(new Set(said).size).toBe(said.length);
  });

  it("have five to twelve turns, spoken and written, by day and after hours, Chinese and some English", () => {
    const lengths = conversations.map(({ turns }) => turns.length);
    const english = conversations.filter(isEnglish).length;
    const atNight = conversations.filter(({ time }) => time >= "19:00").length;

    expect([Math.min(...lengths) >= 5, Math.max(...lengths) <= 12]).toEqual([true, true]);
    expect(new Set(contacts.map(({ channel }) => channel))).toEqual(new Set(["voice", "chat"]));
    expect(new Set(contacts.map(({ direction }) => direction))).toEqual(new Set(["in", "out"]));
    expect(english).toBeGreaterThanOrEqual(8);
    expect(english).toBeLessThan(conversations.length / 4);
    expect(atNight).toBeGreaterThanOrEqual(30);
  });

  it("go well and badly: late answers and callbacks, complaints, escalations, a rude moment", () => {
    const metrics = contacts.map((contact) => contact.metrics);
    const count = (isOne: (one: ReadContact["metrics"]) => boolean): number => metrics.filter(isOne).length;

    expect(count(({ complaint }) => complaint === true)).toBeGreaterThanOrEqual(15);
    expect(count(({ escalated }) => escalated === true)).toBeGreaterThanOrEqual(12);
    expect(count(({ rings = 0 }) => rings > 3)).toBeGreaterThanOrEqual(8);
    expect(count(({ rings = 0 }) => rings > 10)).toBeGreaterThanOrEqual(1);
    expect(count(({ calledBackSeconds = 0 }) => calledBackSeconds > 86_400)).toBeGreaterThanOrEqual(2);
    expect(count(({ csat = 5 }) => csat <= 2)).toBeGreaterThanOrEqual(5);
    expect(count(({ csat }) => csat === 5)).toBeGreaterThanOrEqual(25);
    expect(
      conversations.filter(({ heard }) => heard.ratings["polite-words"] === 0).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it("say telephone numbers, an identity card and an e-mail address, none of which passes the masking", () => {
    const raw = conversations.map(wordsOf).join("\n");
    const masked = maskText(raw);

    expect(raw.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g)?.length).toBeGreaterThanOrEqual(4);
    expect(masked).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    expect(masked).not.toContain("139 8765 4321");
    expect(masked).not.toContain("11010519491231002X");
    expect(masked).not.toContain("user.li@example.com");
  });

  it("are each found again by the words of its masked text, and by no other's", () => {
    for (const conversation of conversations)
      expect(conversationIn(maskText(wordsOf(conversation)), conversations)?.id).toBe(conversation.id);
  });

  it("leave every agent something to be drawn on the visitor's day, and some for the next", () => {
    const agents = team.filter(({ roles }) => roles === "agent").map(({ employeeNo }) => employeeNo);
    const yesterday = groupBy(
      conversations.filter(({ workingDaysAgo }) => workingDaysAgo === 1),
      ({ agent }) => agent,
    );

    expect([...yesterday.keys()].sort()).toEqual(agents);
    for (const agent of agents) expect(yesterday.get(agent)!.length).toBeGreaterThanOrEqual(2);
  });
});

describe("what a fair listener finds in them", () => {
  it("names items that the card asks for, with steps that it has, and turns that there are", () => {
    for (const [place, { id, heard, turns }] of conversations.entries()) {
      const contact = contacts[place]!;
      const scorecard = scorecardFor(policy, contact);
      const asked = visibleItems(scorecard, contact).filter(({ state }) => state.startsWith("ask"));
      const byId = new Map(asked.map(({ item }) => [item.id, item]));
      for (const [itemId, rating] of Object.entries(heard.ratings)) {
        const item = byId.get(itemId);
        expect(item, `${id} ${itemId}`).toBeDefined();
        if (rating === "na") continue;
        expect(rating, `${id} ${itemId}`).toBeGreaterThanOrEqual(item!.min);
        expect(rating, `${id} ${itemId}`).toBeLessThanOrEqual(item!.max);
      }
      for (const shown of Object.values(heard.turns).flat()) expect(turns[shown - 1], id).toBeDefined();
    }
  });

  it("gives each a word of praise, and advice where the item that it is about lost points", () => {
    for (const { id, heard } of conversations) {
      expect(heard.keep.length, id).toBeGreaterThanOrEqual(6);
      const [first] = Object.entries(heard.ratings);
      const items = new Map(itemsOf(scorecardFor(policy, contacts[0]!)).map((item) => [item.id, item.max]));
      if (heard.change !== null) expect(first![1], id).toBeLessThan(items.get(first![0])!);
    }
  });
});
