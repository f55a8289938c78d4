import type { Language } from './languages.ts';
import type { AirportTexts } from './fr-airport.ts';

const LOADERS: Readonly<Record<Language, () => Promise<AirportTexts>>> = {
  fr: async () => (await import('./fr-airport.ts')).frAirport,
  en: async () => (await import('./en-airport.ts')).enAirport,
  de: async () => (await import('./de-airport.ts')).deAirport,
};

/** The texts of an airport's page in one language, a file of their own that is fetched when they are first needed. */
export function loadAirportTexts(language: Language): Promise<AirportTexts> {
  return LOADERS[language]();
}
