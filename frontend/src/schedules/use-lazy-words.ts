import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import type { Language } from '../i18n/languages.ts';

/** Words of one language; those of the one before while it is being fetched, null before the first. */
export interface LazyWords<T> {
  readonly words: T | null;
  readonly failed: boolean;
  readonly retry: () => void;
}

/**
 * Texts and formats that are fetched for the language of the page.
 * @param load must be the same function at every rendering
 */
export function useLazyWords<T>(load: (language: Language) => Promise<T>): LazyWords<T> {
  const language = useCell(usePage().language);
  const [state, setState] = useState<{ words: T | null; failed: boolean }>({ words: null, failed: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    load(language).then(
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
  }, [language, attempt, load]);
  return { ...state, retry: () => setAttempt((before) => before + 1) };
}
