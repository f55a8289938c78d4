import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../i18n/languages.ts';
import type { SearchTexts } from '../i18n/fr-search.ts';
import { loadSearchTexts } from '../i18n/search-dictionary.ts';
import { useLazyWords, type LazyWords } from '../schedules/use-lazy-words.ts';
import type { FlightSearch } from './flight-search.ts';
import { createScheduleFormats, type ScheduleFormats } from '../schedules/schedule-formats.ts';

/** Texts and formats of one language; both change together. */
export interface SearchWords {
  readonly texts: SearchTexts;
  readonly formats: ScheduleFormats;
}

interface SearchTools extends SearchWords {
  readonly search: FlightSearch;
}

const SearchContext = createContext<SearchTools | null>(null);

/** Hands the search and its words to all components below. */
export const SearchProvider = SearchContext.Provider;

export function useSearch(): SearchTools {
  const tools = useContext(SearchContext);
  if (tools === null) throw new Error('a component of the search is outside of SearchProvider');
  return tools;
}

/** The words of the language of the page. */
export const useSearchWords = (): LazyWords<SearchWords> => useLazyWords(loadWords);

async function loadWords(language: Language): Promise<SearchWords> {
  return { texts: await loadSearchTexts(language), formats: createScheduleFormats(language) };
}
