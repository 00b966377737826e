import type { IdeaNews } from "#cards/idea-words";
import { AppError } from "#domain/error";
import type { IdeaMove } from "#domain/idea";
import { admitIdeaMove } from "#domain/idea-rules";
import type { LocalText } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { IdeaChange } from "#ports/recognition";
import type { Store } from "#ports/store";
import type { RecognitionDeps } from "./deps.ts";
import { newsMessages, reviewMessages, reviewPatches } from "./idea-messages.ts";
import { type IdeaView, viewIdea } from "./idea-view.ts";

export type IdeaPressInput = {
  readonly ideaId: string;
  /** Of the card that was pressed. */
  readonly revision: number;
  readonly by: Person;
};

type Press = {
  readonly ideaId: string;
  /** Null: the program by itself. */
  readonly by: Person | null;
  readonly move: IdeaMove;
  /** Of the card that was pressed; absent for what was typed. */
  readonly revision?: number;
  /** Another idea that must stand still meanwhile. */
  readonly alsoLocked?: string;
};

/** What a move brings beside the new state. */
type Moved = {
  readonly change?: IdeaChange;
  readonly note?: string | null;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** What authors and supporters are told; null: nothing. */
  readonly news: IdeaNews | null;
  readonly lines?: (person: Person) => readonly LocalText[];
  /** The reviewers get a card anew instead of a change of the one they have. */
  readonly freshCard?: (reader: Person) => string;
};

/**
 * Moves an idea on, once for each revision of it, and tells everybody whom it concerns. `work` runs inside the
 * transaction, with the idea as it stood before.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`, and what `work` throws
 */
export async function changeIdea(
  deps: RecognitionDeps,
  press: Press,
  work: (view: IdeaView, tx: Store) => Promise<Moved> | Moved,
): Promise<IdeaView> {
  const now = deps.clock.now();
  const { ideaId, by, move, revision } = press;
  return deps.store.transaction(async (tx) => {
    await tx.ideas.lock([ideaId, ...(press.alsoLocked === undefined ? [] : [press.alsoLocked])]);
    const before = await viewIdea(tx, await tx.ideas.inFull(ideaId));
    const { idea } = before;
    const toState = admitIdeaMove(idea, {
      move,
      byId: by?.id ?? null,
      ...(revision !== undefined && { revision }),
    });
    requireNoOwnDecision(before, by);
    const moved = await work(before, tx);
    const note = moved.note ?? null;
    const issue = moved.freshCard === undefined ? {} : { cardIssue: idea.cardIssue + 1, cardIssuedAt: now };
    await tx.ideas.change(
      idea,
      { state: toState, ...issue, ...moved.change },
      {
        at: now,
        byId: by?.id ?? null,
        did: move,
        fromState: idea.state,
        toState,
        note,
        detail: moved.detail ?? {},
      },
    );
    const after = await viewIdea(tx, await tx.ideas.inFull(ideaId));
    const { freshCard, news, lines = () => [] } = moved;
    await tx.outbox.add(
      [
        ...(freshCard === undefined
          ? reviewPatches(deps, { before, view: after }, now)
          : reviewMessages(deps, after, (reader) => ({ notice: freshCard(reader) }))),
        ...(news === null ? [] : newsMessages(after, { news, by, note, lines })),
      ],
      now,
    );
    await tx.audit.add(
      [{ who: by?.id ?? null, did: `${move}-idea`, what: idea.id, detail: { number: idea.number } }],
      now,
    );
    return after;
  });
}

/** An idea that was merged in may be the reviewer's own. */
function requireNoOwnDecision({ idea, authors }: IdeaView, by: Person | null): void {
  if (by === null || by.id === idea.authorId || !authors.some(({ id }) => id === by.id)) return;
  throw new AppError("wrong-person", "Nobody decides about their own idea.", { what: "idea" });
}
