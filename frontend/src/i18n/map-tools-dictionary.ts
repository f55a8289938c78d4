import type { Language } from './languages.ts';
import type { MapToolsTexts } from './fr-map-tools.ts';

const LOADERS: Readonly<Record<Language, () => Promise<MapToolsTexts>>> = {
  fr: async () => (await import('./fr-map-tools.ts')).frMapTools,
  en: async () => (await import('./en-map-tools.ts')).enMapTools,
  de: async () => (await import('./de-map-tools.ts')).deMapTools,
};

/** The texts of the map's tools in one language, a file of their own that is fetched after the first paint. */
export function loadMapToolsTexts(language: Language): Promise<MapToolsTexts> {
  return LOADERS[language]();
}
