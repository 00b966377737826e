import type { Card, Toast } from "#cards/card";
import type { ErrorCode, ErrorFacts } from "#domain/error";
import type { Secrets } from "#ports/secrets";
import type { AwardDeps } from "#usecases/awards/deps";
import type { QualityDeps } from "#usecases/quality/deps";
import type { IdeaDeps } from "#usecases/recognition/deps";

/** What conversation needs. `store` may be one inside a transaction. */
export type BotDeps = QualityDeps & IdeaDeps & AwardDeps & { readonly secrets: Secrets };

/** What a press, or a typed word, is answered with. Everything else goes through the outbox. */
export type Answer = {
  readonly toast?: Toast;
  readonly card?: Card;
  /** Why a rule said no although a card answers; its words are the toast's. */
  readonly refused?: { readonly code: ErrorCode; readonly facts: ErrorFacts };
  /** The card is opened to be filled in and nothing has changed yet. */
  readonly isForm?: boolean;
};
