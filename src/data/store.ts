import type { Policy } from "#policy/policy";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";
import { appealStore } from "./appeals.ts";
import { auditStore } from "./audit.ts";
import { awardEvidenceSource } from "./award-evidence.ts";
import { awardStore } from "./awards.ts";
import { boardStore } from "./boards.ts";
import { chatStore } from "./chats.ts";
import { consentStore } from "./consents.ts";
import { contactStore } from "./contacts.ts";
import type { Database, PrismaHandle } from "./database.ts";
import { drawStore } from "./draws.ts";
import { effectSource } from "./effects.ts";
import { evaluationStore } from "./evaluations.ts";
import { exclusiveInProcess, exclusiveOnPostgres } from "./exclusive.ts";
import { ideaStore } from "./ideas.ts";
import { identityStore } from "./identities.ts";
import { inboxStore } from "./inbox.ts";
import { metricStore } from "./metrics.ts";
import { monthStore } from "./months.ts";
import { majorCaseStore } from "./major-cases.ts";
import { nominationStore } from "./nominations.ts";
import { outboxStore } from "./outbox.ts";
import { peopleStore } from "./people.ts";
import { pictureStore } from "./pictures.ts";
import { pointStore } from "./points.ts";
import { policyStore } from "./policies.ts";
import { redemptionStore } from "./redemptions.ts";
import { rhythmStore } from "./rhythms.ts";
import type { Sql } from "./sql.ts";
import { taskStore } from "./tasks.ts";

/** The store over an open, migrated database. */
export function createStore(database: Database, secrets: Secrets): Store {
  const exclusively = database.pool === null ? exclusiveInProcess() : exclusiveOnPostgres(database.pool);
  const policies = new Map<string, Policy>();
  const aggregates = (db: PrismaHandle, sql: Sql): Omit<Store, "transaction" | "exclusively"> => ({
    people: peopleStore(db, sql),
    identities: identityStore(db, sql),
    chats: chatStore(db, sql),
    consents: consentStore(sql),
    contacts: contactStore(db, sql, secrets),
    policies: policyStore(db, sql, policies),
    draws: drawStore(db, sql, secrets),
    tasks: taskStore(db, sql),
    evaluations: evaluationStore(db, sql),
    appeals: appealStore(db, sql),
    metrics: metricStore(sql),
    ideas: ideaStore(db, sql),
    effects: effectSource(sql),
    points: pointStore(db, sql),
    redemptions: redemptionStore(db, sql),
    pictures: pictureStore(db),
    months: monthStore(db, sql),
    nominations: nominationStore(db, sql),
    awards: awardStore(db, sql),
    majorCases: majorCaseStore(db),
    awardEvidence: awardEvidenceSource(sql),
    boards: boardStore(db),
    inbox: inboxStore(sql),
    outbox: outboxStore(sql),
    rhythms: rhythmStore(db, sql),
    audit: auditStore(sql),
  });
  const inside = (db: PrismaHandle, sql: Sql): Store => {
    const store: Store = { ...aggregates(db, sql), exclusively, transaction: (work) => work(store) };
    return store;
  };
  return {
    ...aggregates(database.prisma, database.sql),
    exclusively,
    transaction: (work) => database.transaction((db, sql) => work(inside(db, sql))),
  };
}
