import { afterQuietHours } from "#domain/quiet-hours";
import type { Policy } from "./policy.ts";

/**
 * When a post that is made now may reach a group: at once, or at the end of the quiet hours. A post that a manager
 * presses keeps to them as well: the press is a person's act, but everybody in the group would hear it at night. What
 * was pressed stands all the same, private messages go at once, and the card says when the group gets the post.
 */
export const groupPostAt = ({ posting, zone }: Pick<Policy, "posting" | "zone">, at: Date): Date =>
  posting === undefined ? at : afterQuietHours(at, posting, zone);

/** The time for a post that waits; null for one that goes at once. */
export function laterPostAt(policy: Pick<Policy, "posting" | "zone">, at: Date | null): Date | null {
  const goesAt = at && groupPostAt(policy, at);
  return goesAt !== null && at !== null && goesAt > at ? goesAt : null;
}
