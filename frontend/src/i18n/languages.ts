/** Languages of the page, each with its own name; the order is that of the menu. */
export const LANGUAGES = ['fr', 'en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  de: 'Deutsch',
};

/** Shown to browsers that ask for none of {@link LANGUAGES}. */
export const FALLBACK_LANGUAGE: Language = 'en';

/** The language that a tag such as `fr-CA` stands for; null where the page has no such language. */
export function languageOfTag(tag: string | null): Language | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/**
 * Chooses the language of the page: what the address asks for, else what was chosen before, else the first language of
 * the browser that there is a dictionary for.
 */
export function chooseLanguage(asked: string | null, remembered: string | null, browser: readonly string[]): Language {
  for (const tag of [asked, remembered, ...browser]) {
    const language = languageOfTag(tag);
    if (language !== null) return language;
  }
  return FALLBACK_LANGUAGE;
}
