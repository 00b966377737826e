import { AppError } from "#domain/error";
import type { MonthClose } from "#domain/month-result";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { addWorkingDays, localDate, type LocalDate, type LocalMonth } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { boardPosts } from "./board-posts.ts";
import type { MonthDeps } from "./deps.ts";
import { notClosed, versionOf } from "./find-month.ts";
import { managerPatches, resultMessages, reviewPatches } from "./month-messages.ts";
import { heldIn, type MonthView, nameIn, viewMonth } from "./month-view.ts";

export type PublishMonthInput = {
  readonly of: { readonly month: LocalMonth } | { readonly closeId: string };
  readonly by: Person;
  /** Although reviews are open or results are held; those who are held get none now. */
  readonly anyway?: boolean;
};

/**
 * The draft becomes what people are told: each their own result, in private, and from then on they may appeal. Of a
 * later version only those hear whose result changed.
 * @throws AppError `not-allowed`; `not-found` when the month is not closed; `already-done` when it is published; `closed`
 * while reviews are open or results are held
 */
export async function publishMonth(deps: MonthDeps, input: PublishMonthInput): Promise<MonthView> {
  const { by, anyway = false } = input;
  requireAllowed(by, "publish-month");
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const month = "month" in input.of ? input.of.month : (await versionOf(tx, input.of.closeId)).month;
    await tx.months.lock(month);
    const before = await viewMonth(tx, await draftOf(tx, month, input.of));
    const held = heldIn(before);
    const open = before.reviews.filter(({ state }) => state === "open");
    if (!anyway) requireReviewed(before, open, held.length);
    const { close } = before;
    await tx.months.hold(
      close.id,
      held.flatMap(({ personId, held: why, reason }) =>
        why === "supervisor" ? [{ personId, reason: reason ?? "" }] : [],
      ),
    );
    const standing = await tx.months.standing(month);
    if (standing !== null) await tx.months.change(standing.id, { state: "replaced" });
    await tx.months.change(close.id, {
      state: "published",
      publishedById: by.id,
      publishedAt: now,
      appealUntil: appealUntil(deps, before.policy, now),
      revision: close.revision + 1,
    });
    const after = await viewMonth(tx, await versionOf(tx, close.id));
    const detail = { month, version: close.version, held: held.length, openReviews: open.length };
    await tx.audit.add([{ who: by.id, did: "publish-month", what: close.id, detail }], now);
    await tx.outbox.add(await messages(tx, after, standing, now), now);
    return after;
  });
}

/** What was pressed, or the newest of the month that was named. */
async function draftOf(tx: Store, month: LocalMonth, of: PublishMonthInput["of"]): Promise<MonthClose> {
  const close = "closeId" in of ? await versionOf(tx, of.closeId) : await tx.months.latest(month);
  if (close === null) throw notClosed(month);
  if (close.state === "draft") return close;
  if (close.state === "replaced")
    throw new AppError("closed", "There is a newer version.", { what: "month-replaced", month });
  throw new AppError("already-done", `${month} is published.`, {
    what: "month-published",
    month,
    version: close.version,
  });
}

function requireReviewed(view: MonthView, open: MonthView["reviews"], held: number): void {
  const { month } = view.close;
  if (open.length > 0)
    throw new AppError(
      "closed",
      `${open.length} reviews of ${month} are open: wait for them, or publish anyway.`,
      {
        what: "month-in-review",
        month,
        count: open.length,
        names: open
          .slice(0, 5)
          .map(({ supervisorId }) => nameIn(view, supervisorId))
          .join("、"),
      },
    );
  if (held > 0)
    throw new AppError(
      "closed",
      `${held} results of ${month} are held: complete them and close again, or publish anyway.`,
      {
        what: "month-held",
        month,
        count: held,
      },
    );
}

/** Working days after the day of publishing, by the policy of the version; without appeals that day itself. */
export function appealUntil(
  { calendar }: Pick<MonthDeps, "calendar">,
  { appeal, zone }: Pick<Policy, "appeal" | "zone">,
  publishedAt: Date,
): LocalDate {
  return addWorkingDays(localDate(publishedAt, zone), appeal?.windowWorkingDays ?? 0, calendar);
}

async function messages(tx: Store, view: MonthView, standing: MonthClose | null, now: Date) {
  const replaced =
    standing === null ? [] : managerPatches(await viewMonth(tx, await versionOf(tx, standing.id)), now);
  return [
    ...(await resultMessages(tx, view)),
    ...managerPatches(view, now),
    ...(await reviewPatches(tx, view, now)),
    ...replaced,
    ...(await boardPosts(tx, view, now)),
  ];
}
