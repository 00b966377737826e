import { maskText } from "#domain/masking";
import {
  isSamePerson,
  mergePerson,
  settlePeople,
  type PersonRow,
  type RefusedPerson,
} from "#domain/people-merge";
import type { Person } from "#domain/person";
import { readPersonRow, type ReadPerson } from "#domain/person-row";
import { DIRECTORY_RHYTHM } from "#domain/rhythm";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { ImportCounts } from "#ports/contacts";
import type { App } from "#ports/delivery";
import type { Store } from "#ports/store";

const PLATFORM_OF_COLUMN = { larkOpenId: "lark", wecomUserId: "wecom" } as const;
const BATCH_IDENTITIES = 200;

export type ImportPeopleDeps = { readonly store: Store; readonly clock: Pick<Clock, "now"> };

export type ImportPeopleInput = {
  readonly rows: AsyncIterable<SourceRow> | Iterable<SourceRow>;
  /** Name of the file or entrance, for the audit. */
  readonly source: string;
  /** The chat apps that are on; a platform id means nothing without its app. */
  readonly apps: readonly App[];
  readonly onRejected?: (rejected: RejectedRow, row: SourceRow) => Promise<void>;
};

export type PeopleImport = ImportCounts & {
  readonly read: number;
  readonly rejectedCount: number;
  readonly rejected: readonly RejectedRow[];
  /** Platform ids that were bound now. */
  readonly identities: number;
  /** Platform ids that were left out because their platform is not switched on. */
  readonly identitiesSkipped: number;
};

/**
 * Adds and changes people by employee number, all in one transaction, because a manager may stand below their people.
 * Platform ids follow in smaller ones; an import that breaks off between them can be run again.
 */
export async function importPeople(deps: ImportPeopleDeps, input: ImportPeopleInput): Promise<PeopleImport> {
  const { readable, unreadable } = await readAll(input.rows);
  const saved = await deps.store.transaction((tx) => savePeople(tx, readable, unreadable, deps.clock.now()));
  const bound = await bindIdentities(deps, saved.people, input.apps);

  const touched = new Set([...saved.added, ...saved.changed, ...bound.personIds]);
  const counts = {
    read: readable.length + unreadable.length,
    imported: saved.added.length,
    updated: touched.size - saved.added.length,
    duplicates: saved.people.length - touched.size + saved.repeated,
  };
  if (touched.size > 0) await keepRecord(deps, input.source, counts);
  const refused = [...unreadable, ...saved.refused].sort((left, right) => left.row.line - right.row.line);
  for (const { refusal, row } of refused) await input.onRejected?.(refusal, row);
  const rejected = refused.map(({ refusal }) => refusal);
  const { count: identities, skipped: identitiesSkipped } = bound;
  return { ...counts, rejectedCount: rejected.length, rejected, identities, identitiesSkipped };
}

type Listed = { readonly person: Person; readonly read: ReadPerson };

async function readAll(rows: ImportPeopleInput["rows"]) {
  const readable: PersonRow[] = [];
  const unreadable: RefusedPerson[] = [];
  for await (const row of rows) {
    const reading = row.fault === undefined ? readPersonRow(row.row, maskText) : { faults: [row.fault] };
    if ("value" in reading) readable.push({ row, read: reading.value });
    else unreadable.push({ row, refusal: { line: row.line, reason: reading.faults.join("; ") } });
  }
  return { readable, unreadable };
}

async function savePeople(
  tx: Store,
  rows: readonly PersonRow[],
  unreadable: readonly RefusedPerson[],
  at: Date,
) {
  const known = new Map((await tx.people.all()).map((person) => [person.employeeNo, person]));
  // A manager whose own row is wrong must not take the whole team out of the import.
  const announced = new Set(unreadable.map(({ row }) => String(row.row["employeeNo"] ?? "").trim()));
  const { people, refused, repeated } = settlePeople(
    rows,
    (employeeNo) => known.has(employeeNo) || announced.has(employeeNo),
  );
  const changed = people
    .map(({ read }) => mergePerson(read, known.get(read.employeeNo)))
    .filter((person) => !isSamePerson(person, known.get(person.employeeNo)));
  const saved = changed.length === 0 ? [] : await tx.people.save(changed, at);
  // Their accounts are looked up at the next tick, not the next day.
  if (saved.length > 0) await tx.rhythms.forget(DIRECTORY_RHYTHM);
  const standing = new Map([...known, ...saved.map((person) => [person.employeeNo, person] as const)]);
  return {
    people: people.flatMap(({ read }): Listed[] => {
      const person = standing.get(read.employeeNo);
      return person === undefined ? [] : [{ person, read }];
    }),
    added: saved.filter((person) => !known.has(person.employeeNo)).map((person) => person.id),
    changed: saved.map((person) => person.id),
    refused,
    repeated,
  };
}

/** Binds platform ids that are new or stand elsewhere; an absent or blank id leaves a person's identity alone. */
async function bindIdentities(deps: ImportPeopleDeps, people: readonly Listed[], apps: readonly App[]) {
  const personIds: string[] = [];
  let skipped = 0;
  for (const column of ["larkOpenId", "wecomUserId"] as const) {
    const platform = PLATFORM_OF_COLUMN[column];
    const appId = apps.find((app) => app.platform === platform)?.appId;
    const told = people.filter(({ read }) => typeof read[column] === "string");
    if (appId === undefined) skipped += told.length;
    for (let start = 0; appId !== undefined && start < told.length; start += BATCH_IDENTITIES) {
      const users = told.slice(start, start + BATCH_IDENTITIES).map(({ person, read }) => ({
        personId: person.id,
        user: { platform, appId, userId: read[column] ?? "" },
      }));
      personIds.push(...(await bindBatch(deps, users)));
    }
  }
  return { personIds, count: personIds.length, skipped };
}

/** Answers the people whose identity was bound anew. */
async function bindBatch(
  { store, clock }: ImportPeopleDeps,
  told: readonly { readonly personId: string; readonly user: ChatUser }[],
): Promise<readonly string[]> {
  return store.transaction(async (tx) => {
    const [first] = told;
    if (first === undefined) return [];
    const ids = told.map(({ personId }) => personId);
    const standing = await tx.identities.of(ids, first.user.platform, first.user.appId);
    const userIdOf = new Map(standing.map((identity) => [identity.personId, identity.userId]));
    const anew = told.filter(({ personId, user }) => userIdOf.get(personId) !== user.userId);
    for (const { personId, user } of anew) await tx.identities.bind(user, personId, clock.now());
    return anew.map(({ personId }) => personId);
  });
}

async function keepRecord(
  deps: ImportPeopleDeps,
  source: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const entry = { who: null, did: "import-people", what: maskText(source), detail: counts };
  await deps.store.audit.add([entry], deps.clock.now());
}
