import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { createFormats, type Formats } from '../i18n/formats.ts';
import { dictionaryOf, type Dictionary } from '../i18n/dictionary.ts';
import { useCell } from './use-cell.ts';
import type { ComponentChildren, JSX } from 'preact';
import type { Page } from '../state/page.ts';

interface Words {
  readonly texts: Dictionary;
  readonly formats: Formats;
}

const PageContext = createContext<Page | null>(null);
const WordsContext = createContext<Words | null>(null);

/** Hands the page and its words to all components below; a change of language or units renders them anew. */
export function PageProvider(props: { readonly page: Page; readonly children: ComponentChildren }): JSX.Element {
  const language = useCell(props.page.language);
  const { units } = useCell(props.page.preferences);
  const words = useMemo(
    () => ({ texts: dictionaryOf(language), formats: createFormats(language, units) }),
    [language, units],
  );
  return (
    <PageContext.Provider value={props.page}>
      <WordsContext.Provider value={words}>{props.children}</WordsContext.Provider>
    </PageContext.Provider>
  );
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('a component that needs the page is outside of PageProvider');
  return page;
}

export function useTexts(): Dictionary {
  return useWords().texts;
}

export function useFormats(): Formats {
  return useWords().formats;
}

function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('a component that needs texts is outside of PageProvider');
  return words;
}
