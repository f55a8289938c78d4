import type { Language } from './languages.ts';
import type { SearchTexts } from './fr-search.ts';

const LOADERS: Readonly<Record<Language, () => Promise<SearchTexts>>> = {
  fr: async () => (await import('./fr-search.ts')).frSearch,
  en: async () => (await import('./en-search.ts')).enSearch,
  de: async () => (await import('./de-search.ts')).deSearch,
};

/** The texts of the search in one language, a file of their own that is fetched when they are first needed. */
export function loadSearchTexts(language: Language): Promise<SearchTexts> {
  return LOADERS[language]();
}
