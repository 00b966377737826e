import type { Contact, ContactFacts, Turn } from "#domain/contact";
import type { FrameEntry } from "#domain/sampling";
import type { LocalDate } from "#domain/working-day";

/** A contact on its way in: readable text and, beside it, the masked text. */
export type IncomingContact = ContactFacts & {
  readonly source: string;
  readonly externalId: string;
  readonly agentId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly localDate: LocalDate;
  readonly customer: string | null;
  readonly turns: readonly Turn[];
  readonly maskedTurns: readonly Turn[];
};
export type ImportCounts = {
  readonly imported: number;
  readonly updated: number;
  readonly duplicates: number;
};
/** Contacts ready for the store, nothing readable in them but the masked text; made by `seal` alone. */
export type SealedContacts = { readonly count: number; readonly rounds: readonly SealedRound[] };
/** `rows`: JSON in UTF-8, as the store takes them. No (`source`, `externalId`) stands in a round twice. */
export type SealedRound = { readonly ids: ReadonlySet<string>; readonly rows: Uint8Array };
export type ContactStore = {
  get(id: string): Promise<Contact | null>;
  many(ids: readonly string[]): Promise<readonly Contact[]>;
  /**
   * Adds what is new; of known (`source`, `externalId`) fills metrics and fields that were empty, and turns unless
   * the contact has been drawn. Set-wise and idempotent.
   */
  import(contacts: readonly IncomingContact[] | SealedContacts, at: Date): Promise<ImportCounts>;
  /** What this process has to compute before it imports them: the database may be busy with others meanwhile. */
  seal(contacts: readonly IncomingContact[]): SealedContacts;
  /** Never drawn contacts of active agents with at least `minTurns` turns, by agent. */
  frame(from: LocalDate, to: LocalDate, minTurns: number): Promise<readonly FrameEntry[]>;
  markDrawn(ids: readonly string[], at: Date): Promise<void>;
};
