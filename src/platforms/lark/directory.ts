import { AppError } from "#domain/error";
import { storableText } from "#domain/storable-text";
import type { DirectoryEntry } from "#ports/chat";
import { toDeliveryProblem } from "./errors.ts";
import type { CallLark, Outcome } from "./sdk.ts";

const BATCH_SIZE = 50;
const PAGE_SIZE = 100;

/**
 * The open_id of each entry by e-mail, else by mobile; null when Lark knows neither. Throws `unavailable` when Lark
 * does not answer the question.
 */
export async function findUsers(
  call: CallLark,
  entries: readonly DirectoryEntry[],
): Promise<readonly (string | null)[]> {
  const found: (string | null)[] = [];
  for (let start = 0; start < entries.length; start += BATCH_SIZE) {
    found.push(...(await findBatch(call, entries.slice(start, start + BATCH_SIZE))));
  }
  return found;
}

async function findBatch(call: CallLark, entries: readonly DirectoryEntry[]): Promise<(string | null)[]> {
  const emails = unique(entries.map((entry) => entry.email));
  const mobiles = unique(entries.map((entry) => entry.mobile));
  if (emails.length + mobiles.length === 0) {
    return entries.map(() => null);
  }
  const outcome = await call((client, options) =>
    client.contact.v3.user.batchGetId(
      { params: { user_id_type: "open_id" }, data: { emails, mobiles } },
      options,
    ),
  );
  const ids = new Map<string, string>();
  for (const user of orThrow(outcome)?.user_list ?? []) {
    const key = user.email ?? user.mobile;
    if (key && user.user_id) {
      ids.set(key.toLowerCase(), user.user_id);
    }
  }
  const idOf = (key: string | undefined) => (key ? ids.get(key.trim().toLowerCase()) : undefined);
  return entries.map((entry) => idOf(entry.email) ?? idOf(entry.mobile) ?? null);
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (value?.trim() ? [value.trim()] : [])))];
}

/** The groups that the bot is in, page by page. Throws `unavailable` as above. */
export async function listChats(
  call: CallLark,
): Promise<readonly { readonly chatId: string; readonly name: string }[]> {
  const chats: { chatId: string; name: string }[] = [];
  let pageToken: string | undefined;
  do {
    const params = { page_size: PAGE_SIZE, ...(pageToken && { page_token: pageToken }) };
    const page = orThrow(await call((client, options) => client.im.v1.chat.list({ params }, options)));
    for (const chat of page?.items ?? []) {
      if (chat.chat_id) {
        chats.push({ chatId: chat.chat_id, name: storableText(chat.name ?? "") });
      }
    }
    pageToken = page?.has_more ? page.page_token : undefined;
  } while (pageToken);
  return chats;
}

function orThrow<Data>(outcome: Outcome<Data>): Data {
  if (outcome.isOk) {
    return outcome.data;
  }
  const { code, reason } = toDeliveryProblem(outcome.failure);
  throw new AppError("unavailable", `Lark did not answer: ${code} ${reason}`, { code });
}
