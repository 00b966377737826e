const MOST_STARS = 2;

/**
 * A name of which only who knows the person recognises it: 李雷 becomes 李*, 韩梅梅 韩**, Grace Wang G** W**. So many
 * stars at most, since the length of a name can tell whose it is.
 */
export function maskedName(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .replaceAll(/[^\s·•・-]+/gu, (part) => {
      const [first = "", ...rest] = Array.from(part);
      return first + "*".repeat(Math.min(MOST_STARS, Math.max(1, rest.length)));
    });
}
