import type { Language } from './languages.ts';
import type { StatusTexts } from './fr-status.ts';

const LOADERS: Readonly<Record<Language, () => Promise<StatusTexts>>> = {
  fr: async () => (await import('./fr-status.ts')).frStatus,
  en: async () => (await import('./en-status.ts')).enStatus,
  de: async () => (await import('./de-status.ts')).deStatus,
};

/** The texts of the status page in one language, a file of their own that is fetched when they are first needed. */
export function loadStatusTexts(language: Language): Promise<StatusTexts> {
  return LOADERS[language]();
}
