import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AirportTexts } from '../i18n/fr-airport.ts';
import { loadAirportTexts } from '../i18n/airport-dictionary.ts';
import type { Language } from '../i18n/languages.ts';
import { useLazyWords, type LazyWords } from '../schedules/use-lazy-words.ts';
import { createScheduleFormats, type ScheduleFormats } from '../schedules/schedule-formats.ts';
import type { AirportBoard } from './airport-board.ts';

/** Texts and formats of one language; both change together. */
export interface AirportWords {
  readonly texts: AirportTexts;
  readonly formats: ScheduleFormats;
}

interface AirportTools extends AirportWords {
  readonly board: AirportBoard;
}

const AirportContext = createContext<AirportTools | null>(null);

/** Hands the board and its words to all components below. */
export const AirportProvider = AirportContext.Provider;

export function useAirportBoard(): AirportTools {
  const tools = useContext(AirportContext);
  if (tools === null) throw new Error('a component of the board is outside of AirportProvider');
  return tools;
}

/** The words of the language of the page. */
export const useAirportWords = (): LazyWords<AirportWords> => useLazyWords(loadWords);

async function loadWords(language: Language): Promise<AirportWords> {
  return { texts: await loadAirportTexts(language), formats: createScheduleFormats(language) };
}
