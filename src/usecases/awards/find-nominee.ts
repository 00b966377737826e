import type { Card } from "#cards/card";
import { NOMINATION_PHRASES } from "#cards/nomination-words";
import { HONORIFIC, readAwardName, readNominee } from "#domain/nomination-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import { nominableAwards } from "./award-settings.ts";
import type { AwardDeps } from "./deps.ts";
import { type Asked, nominationForm } from "./nomination-form.ts";

export type FindNomineeInput = {
  readonly from: Person;
  /** Whom and why: `李雷 昨晚…`, `1024 …`, `@李雷 投诉处理能手 …`. */
  readonly text: string;
  /** People whose names stand in the text because they were mentioned, in that order. */
  readonly mentions: readonly (ChatUser & { readonly name: string })[];
  /** What stood in other fields of a form. */
  readonly given?: Asked["given"];
};
export type FoundNominee =
  | { readonly nominee: Person; readonly award: string | null; readonly reason: string }
  /** It is not clear who: a card to choose, which keeps award and reason. */
  | { readonly card: Card };

/** Who is meant by what was typed. Changes nothing. @throws AppError `setting-missing` */
export async function findNominee(
  deps: Pick<AwardDeps, "store" | "clock" | "policy">,
  input: FindNomineeInput,
): Promise<FoundNominee> {
  requireAllowed(input.from, "nominate");
  const { people, name, rest, isMention } = await meant(deps, input);
  const named = readAwardName(rest, nominableAwards(deps.policy));
  const reason = named?.rest ?? rest;
  const [one, another] = people;
  if (one !== undefined && another === undefined)
    return { nominee: one, award: named?.award.id ?? null, reason };
  const notice =
    one === undefined
      ? NOMINATION_PHRASES.nobodyCalled(name)
      : isMention
        ? NOMINATION_PHRASES.severalNamed()
        : NOMINATION_PHRASES.severalCalled(name);
  const given = { reason, ...(named !== null && { award: named.award.id }), ...input.given, name };
  return { card: await nominationForm(deps, input.from, { given, notice, choices: people }) };
}

type Meant = ReturnType<typeof readNominee> & { readonly isMention: boolean };

async function meant(
  { store }: Pick<AwardDeps, "store">,
  { text, mentions }: FindNomineeInput,
): Promise<Meant> {
  const [first] = mentions;
  if (first === undefined) return { ...readNominee(text, await store.people.all()), isMention: false };
  const found = await Promise.all(mentions.map((mention) => store.identities.personOf(mention)));
  const people = [
    ...new Map(found.flatMap((person) => (person === null ? [] : [[person.id, person]]))).values(),
  ];
  const rest = mentions.reduce((left, { name }) => withoutMention(left, name), text);
  const said = rest
    .replace(/\s+/g, " ")
    .replace(/^[\s:,.：，、。;；]+/u, "")
    .trim();
  return { people, name: first.name, rest: said, isMention: true };
}

function withoutMention(text: string, name: string): string {
  const at = text.indexOf(`@${name}`);
  if (at < 0) return text;
  return `${text.slice(0, at)} ${text.slice(at + name.length + 1).replace(HONORIFIC, "")}`;
}
