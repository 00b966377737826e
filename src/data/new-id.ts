import { randomBytes } from "node:crypto";

/**
 * A UUID of version 7: ordered by time, so that an index grows at its end (RFC 9562, section 5.7). Twelve bits of the
 * millisecond's fraction (section 6.2, method 3) keep ids made one after the other in that order, too.
 */
export function newId(): string {
  const milliseconds = performance.timeOrigin + performance.now();
  const whole = Math.floor(milliseconds);
  const bytes = randomBytes(16);
  bytes.writeUIntBE(whole, 0, 6);
  bytes.writeUInt16BE(0x7000 | Math.floor((milliseconds - whole) * 4096), 6);
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
