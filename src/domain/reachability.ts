/** For a day nothing is tried with somebody who could not be reached; then it is tried again. */
export const UNREACHABLE_FOR_MILLISECONDS = 24 * 3_600_000;

export function isUnreachable(mark: { readonly unreachableAt: Date | null }, now: Date): boolean {
  return (
    mark.unreachableAt !== null && mark.unreachableAt.getTime() > now.getTime() - UNREACHABLE_FOR_MILLISECONDS
  );
}

const REVIVED_FOR_MILLISECONDS = 3 * 24 * 3_600_000;

/** What was written before this would only puzzle somebody who can be reached again. */
export function revivedSince(now: Date): Date {
  return new Date(now.getTime() - REVIVED_FOR_MILLISECONDS);
}
