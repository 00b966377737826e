import type { Language } from "#domain/local-text";

/** A thousand people press within a day; whoever falls out is answered in the policy's language until the next card. */
const MOST_PEOPLE = 1_000;

/** The languages of people as the cards that answered them were written: known without asking the database. */
export type KnownLanguages = {
  note(userId: string, language: Language): void;
  of(userId: string): Language;
};

export function createKnownLanguages(otherwise: Language): KnownLanguages {
  const languages = new Map<string, Language>();
  return {
    note(userId, language) {
      // Taken out first, so that the first one in the map is always who was answered longest ago.
      languages.delete(userId);
      languages.set(userId, language);
      const [oldest] = languages.keys();
      if (languages.size > MOST_PEOPLE && oldest !== undefined) languages.delete(oldest);
    },
    of: (userId) => languages.get(userId) ?? otherwise,
  };
}
