import { PERSON_COLUMNS } from "./person-row.ts";

/**
 * The columns of every export, in their order. They are public: programs read them by name, so a new one goes to the
 * end and none is renamed. Times are ISO 8601 in UTC, local dates of the policy's zone; text of customers is masked;
 * people stand as employee numbers. `people` can be imported again as it is.
 */
export const EXPORT_COLUMNS = {
  people: PERSON_COLUMNS,
  contacts: [
    "id",
    "source",
    "externalId",
    "localDate",
    "startedAt",
    "endedAt",
    "channel",
    "direction",
    "scene",
    "agent",
    "turnCount",
    "rings",
    "answerSeconds",
    "firstResponseSeconds",
    "replyGapSeconds",
    "handleSeconds",
    "calledBackSeconds",
    "answered",
    "resolved",
    "firstContactResolved",
    "escalated",
    "complaint",
    "csat",
    "drawnAt",
    "conversation",
  ],
  draws: [
    "id",
    "localDate",
    "policyId",
    "generator",
    "generatorVersion",
    "seedHash",
    "seed",
    "committedAt",
    "drawnAt",
    "frameHash",
    "frameSize",
    "selectedCount",
    "unassignedCount",
  ],
  tasks: [
    "id",
    "drawId",
    "localDate",
    "contactId",
    "agent",
    "scorer",
    "scorecardId",
    "policyId",
    "mark",
    "position",
    "state",
    "revision",
    "createdAt",
    "dueAt",
    "closedAt",
    "closedReason",
    "handOvers",
  ],
  evaluations: [
    "id",
    "taskId",
    "revision",
    "isCurrent",
    "localDate",
    "contactId",
    "agent",
    "scorer",
    "mark",
    "scorecardId",
    "scorecardVersion",
    "policyId",
    "score",
    "ruledScore",
    "criticalFailures",
    "ratings",
    "evidence",
    "comment",
    "scoredAt",
  ],
  audit: ["id", "at", "who", "did", "what", "detail"],
  outbox: [
    "id",
    "key",
    "platform",
    "verb",
    "person",
    "destinationKind",
    "destinationId",
    "state",
    "attempts",
    "createdAt",
    "dueAt",
    "firstTriedAt",
    "lastTriedAt",
    "doneAt",
    "platformMessageId",
    "lastCode",
    "lastReason",
  ],
} as const;

export type ExportName = keyof typeof EXPORT_COLUMNS;
export const EXPORT_NAMES = Object.keys(EXPORT_COLUMNS) as readonly ExportName[];

export type ExportCell = string | number | boolean | null;
export type ExportRow<Name extends ExportName = ExportName> = Readonly<
  Record<(typeof EXPORT_COLUMNS)[Name][number], ExportCell>
>;

/**
 * Columns in which people or foreign programs wrote freely: what identifies a customer is hidden there too. Some call a
 * contact by the customer's telephone number.
 */
export const FREE_TEXT_COLUMNS: ReadonlySet<string> = new Set([
  "source",
  "externalId",
  "scene",
  "closedReason",
  "comment",
  "detail",
  "lastReason",
]);
