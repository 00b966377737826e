import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "#data/package-root";
import { addWorkingDays, type Calendar, type LocalDate } from "#domain/working-day";

/** What somebody who listens fairly would find in a conversation. The program is not told. */
export type Heard = {
  /** By item id, what is not the usual: full marks, or not applicable where the card allows it. */
  readonly ratings: Readonly<Record<string, number | "na">>;
  /** By section id: the numbers of the turns that show it. */
  readonly turns: Readonly<Record<string, readonly number[]>>;
  /** What was good, as a clause. */
  readonly keep: string;
  /** What to do better, about the item that `ratings` names first; null: nothing. */
  readonly change: string | null;
};

/** A conversation of the demo; all but the first three fields is a contact as the program's API takes it. */
export type WrittenConversation = {
  readonly heard: Heard;
  /** Counted from the visitor's day. */
  readonly workingDaysAgo: number;
  readonly time: string;
  readonly id: string;
  readonly agent: string;
  readonly turns: readonly { readonly role: string; readonly text: string }[];
};

const FILES = ["conversations-week-1.jsonl", "conversations-week-2.jsonl"];

export async function readConversations(): Promise<readonly WrittenConversation[]> {
  const texts = await Promise.all(
    FILES.map((name) => readFile(join(packageRoot(), "prisma", "demo", name), "utf8")),
  );
  return texts.flatMap((text) =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as WrittenConversation),
  );
}

/** The conversation as its source sends it, laid onto the working days before the visitor's. */
export function contactRow(
  conversation: WrittenConversation,
  today: LocalDate,
  calendar: Calendar,
): Record<string, unknown> {
  const { heard: _heard, workingDaysAgo, time, ...contact } = conversation;
  const date = addWorkingDays(today, -workingDaysAgo, calendar);
  return { ...contact, source: "nebula-crm", startedAt: `${date} ${time}` };
}

/** The one whose words stand in this text; what may be masked in it does not count. */
export function conversationIn(
  text: string,
  conversations: readonly WrittenConversation[],
): WrittenConversation | undefined {
  const words = lettersOf(text);
  const isSaid = ({ text: said }: { readonly text: string }): boolean =>
    /[\d@]/.test(said) || words.includes(lettersOf(said));
  return conversations.find(({ turns }) => turns.every(isSaid));
}

const lettersOf = (text: string): string => text.replaceAll(/[^\p{Script=Han}a-z]/giu, "");
