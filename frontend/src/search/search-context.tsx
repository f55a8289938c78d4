import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Language } from '../i18n/languages.ts';
import type { SearchTexts } from '../i18n/fr-search.ts';
import { loadSearchTexts } from '../i18n/search-dictionary.ts';
import { usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import type { FlightSearch } from './flight-search.ts';
import { createSearchFormats, type SearchFormats } from './search-formats.ts';

/** Texts and formats of one language; both change together. */
export interface SearchWords {
  readonly texts: SearchTexts;
  readonly formats: SearchFormats;
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

/** The words of the language of the page; those of the one before while it is being fetched, null before the first. */
export function useSearchWords(): { readonly words: SearchWords | null; readonly failed: boolean; retry: () => void } {
  const language = useCell(usePage().language);
  const [state, setState] = useState<{ words: SearchWords | null; failed: boolean }>({ words: null, failed: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    loadWords(language).then(
      (words) => {
        if (wanted) setState({ words, failed: false });
      },
      () => {
        if (wanted) setState(({ words }) => ({ words, failed: true }));
      },
    );
    return () => {
      wanted = false;
    };
  }, [language, attempt]);
  return { ...state, retry: () => setAttempt((before) => before + 1) };
}

async function loadWords(language: Language): Promise<SearchWords> {
  return { texts: await loadSearchTexts(language), formats: createSearchFormats(language) };
}
