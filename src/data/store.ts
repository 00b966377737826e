import type { Policy } from "#policy/policy";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";
import { auditStore } from "./audit.ts";
import { chatStore } from "./chats.ts";
import { contactStore } from "./contacts.ts";
import type { Ask, Database, PrismaHandle } from "./database.ts";
import { drawStore } from "./draws.ts";
import { evaluationStore } from "./evaluations.ts";
import { exclusiveInProcess, exclusiveOnPostgres, type Exclusively } from "./exclusive.ts";
import { identityStore } from "./identities.ts";
import { inboxStore } from "./inbox.ts";
import { outboxStore } from "./outbox.ts";
import { peopleStore } from "./people.ts";
import { policyStore } from "./policies.ts";
import { rhythmStore } from "./rhythms.ts";
import { query } from "./sql.ts";
import { taskStore } from "./tasks.ts";

/** The store over an open, migrated database. */
export function createStore(database: Database, secrets: Secrets): Store {
  const exclusively = database.pool === null ? exclusiveInProcess() : exclusiveOnPostgres(database.pool);
  const policies = new Map<string, Policy>();
  const aggregates = (
    db: PrismaHandle,
    pool: Database["pool"],
    ask: Ask,
  ): Omit<Store, "transaction" | "exclusively"> => ({
    people: peopleStore(db),
    identities: identityStore(db),
    chats: chatStore(db),
    contacts: contactStore(db, secrets),
    policies: policyStore(db, policies, ask),
    draws: drawStore(db, secrets),
    tasks: taskStore(db),
    evaluations: evaluationStore(db),
    inbox: inboxStore(db, pool),
    outbox: outboxStore(db),
    rhythms: rhythmStore(db, ask),
    audit: auditStore(db),
  });
  const inside = (db: PrismaHandle, section: Exclusively): Store => {
    const store: Store = {
      ...aggregates(db, null, (sql, values = []) => query(db, sql, ...values)),
      exclusively: section,
      transaction: (work) => work(store),
    };
    return store;
  };
  return {
    ...aggregates(database.prisma, database.pool, database.ask),
    exclusively,
    transaction: (work) => database.prisma.$transaction((tx) => work(inside(tx, exclusively))),
  };
}
