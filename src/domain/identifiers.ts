/** First two digits of a mainland ID card: the province, GB/T 2260. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(
    " ",
  ),
);
/** ISO 7064 MOD 11-2 as GB 11643-1999 uses it. */
const ID_CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CARD_CHECKS = "10X98765432";

/** Resident identity card number of 18 characters: province, birth date and check character fit. */
export function isIdCard(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text) || !PROVINCES.has(text.slice(0, 2))) return false;
  if (!isBirthDate(text.slice(6, 14))) return false;
  const sum = ID_CARD_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return ID_CARD_CHECKS[sum % 11] === text[17]?.toUpperCase();
}

/** The 15-digit number issued until 1999: it has no check digit, so province and birth date must do. */
export function isOldIdCard(text: string): boolean {
  return /^\d{15}$/.test(text) && PROVINCES.has(text.slice(0, 2)) && isBirthDate(`19${text.slice(6, 12)}`);
}

/** The check digit of payment cards, ISO/IEC 7812-1 annex B. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
    sum += place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return digits.length >= 2 && sum % 10 === 0;
}

function isBirthDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && year <= 2099 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
