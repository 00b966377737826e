import { randomUUID } from "node:crypto";

/**
 * A UUID of version 7: ordered by time, so that an index grows at its end (RFC 9562, section 5.7). Twelve bits of the
 * millisecond's fraction (section 6.2, method 3) keep ids made one after the other in that order, too.
 */
export function newId(): string {
  const milliseconds = performance.timeOrigin + performance.now();
  const whole = Math.floor(milliseconds);
  const time = whole.toString(16).padStart(12, "0");
  const fraction = Math.floor((milliseconds - whole) * 4096)
    .toString(16)
    .padStart(3, "0");
  // The end of a random UUID: Node draws its random bytes for many of them at once.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${fraction}-${randomUUID().slice(19)}`;
}
