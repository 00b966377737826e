import type { AgentDirectory } from "./agent-directory.ts";
import {
  CHANNELS,
  NUMBER_METRICS,
  YES_NO_METRICS,
  type ContactFacts,
  type ContactMetrics,
  type Turn,
} from "./contact.ts";
import { readTurns } from "./contact-turns.ts";
import { RowFields } from "./row-fields.ts";
import type { RowReading } from "./source-row.ts";

/** An id longer than this is a mistake in the map, and would not fit the database's index. */
const ID_CHARACTERS = 200;
const REFERENCE_CHARACTERS = 500;
const FUTURE_MILLISECONDS = 86_400_000;
const DIRECTIONS = ["in", "out"] as const;

/** A contact as a file told it, its agent found. */
export type ReadContact = ContactFacts & {
  readonly source: string;
  readonly externalId: string;
  readonly agentId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly customer: string | null;
  readonly turns: readonly Turn[];
};

export type ContactRowContext = {
  readonly agents: AgentDirectory;
  /** The source of rows that name none. */
  readonly source: string;
  /** IANA zone of times without an offset. */
  readonly zone: string;
  readonly now: Date;
  readonly mask: (text: string) => string;
};

/** Only `id`, `agent` and `startedAt` are required; fields that are not ours are ignored. */
export function readContactRow(
  row: Readonly<Record<string, unknown>>,
  context: ContactRowContext,
): RowReading<ReadContact> {
  const fields = new RowFields(row, context.mask);
  const externalId = fields.required("id", ID_CHARACTERS, "every contact needs an id of its own");
  const agentId = findAgent(fields, context.agents);
  const startedAt = readStart(fields, context);
  const contact = {
    source: fields.text("source", ID_CHARACTERS) ?? context.source,
    channel: fields.oneOf("channel", CHANNELS),
    direction: fields.oneOf("direction", DIRECTIONS),
    scene: fields.text("scene", ID_CHARACTERS),
    endedAt: readEnd(fields, startedAt, context.zone),
    customer: fields.text("customer", REFERENCE_CHARACTERS),
    metrics: readMetrics(fields),
    turns: readTurns(fields, context.zone),
  };
  const [first, ...others] = fields.faults;
  if (first !== undefined) return { faults: [first, ...others] };
  if (externalId === null || agentId === null || startedAt === null) throw new Error("a gap without a fault");
  return { value: { ...contact, externalId, agentId, startedAt } };
}

function findAgent(fields: RowFields, agents: AgentDirectory): string | null {
  const reference = fields.required("agent", ID_CHARACTERS, "write an employee number or a unique name");
  if (reference === null) return null;
  const found = agents.find(reference);
  return "id" in found ? found.id : fields.refuse("agent", reference, found.fault);
}

function readStart(fields: RowFields, { zone, now }: ContactRowContext): Date | null {
  const text = fields.required("startedAt", Infinity, "write when the contact began");
  const startedAt = text === null ? null : fields.time("startedAt", zone);
  if (startedAt === null || startedAt.getTime() <= now.getTime() + FUTURE_MILLISECONDS) return startedAt;
  return fields.refuse("startedAt", text, "lies in the future: correct the date");
}

function readEnd(fields: RowFields, startedAt: Date | null, zone: string): Date | null {
  const endedAt = fields.time("endedAt", zone);
  if (endedAt === null || startedAt === null || endedAt >= startedAt) return endedAt;
  return fields.refuse("endedAt", fields.value("endedAt"), "is before startedAt: correct one of them");
}

function readMetrics(fields: RowFields): ContactMetrics {
  const whole = fields.value("metrics");
  if (
    whole !== undefined &&
    whole !== null &&
    whole !== "" &&
    (typeof whole !== "object" || Array.isArray(whole))
  )
    fields.refuse("metrics", whole, 'is no object: write {"csat": 5}');
  const measured: Record<string, number | boolean> = {};
  for (const name of NUMBER_METRICS) {
    const value = readNumber(fields, name);
    if (value !== null) measured[name] = value;
  }
  for (const name of YES_NO_METRICS) {
    const value = fields.yesNo(`metrics.${name}`);
    if (value !== null) measured[name] = value;
  }
  return measured;
}

function readNumber(fields: RowFields, name: (typeof NUMBER_METRICS)[number]): number | null {
  switch (name) {
    case "csat":
      return fields.number("metrics.csat", 1, 5);
    case "rings":
      return fields.number("metrics.rings", 0, Infinity);
    default:
      return fields.seconds(`metrics.${name}`);
  }
}
