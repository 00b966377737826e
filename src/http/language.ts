import type { Language } from "#domain/local-text";

/** The language that a request asks for in `Accept-Language`; Chinese when it asks for neither of ours. */
export function requestLanguage(header: string | undefined): Language {
  const wishes = (header ?? "").split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split("-", 1)[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const ours = wishes.filter(
    ({ language, quality }) => (language === "zh" || language === "en") && quality > 0,
  );
  const best = ours.sort((left, right) => right.quality - left.quality)[0];
  return best?.language === "en" ? "en" : "zh";
}
