import type { Card, Toast } from "#cards/card";
import type { Secrets } from "#ports/secrets";
import type { QualityDeps } from "#usecases/quality/deps";

/** What conversation needs. `store` may be one inside a transaction. */
export type BotDeps = QualityDeps & { readonly secrets: Secrets };

/** What a press is answered with. Everything else goes through the outbox. */
export type Answer = {
  readonly toast?: Toast;
  readonly card?: Card;
  /** The card is opened to be filled in and nothing has changed yet. */
  readonly isForm?: boolean;
};
