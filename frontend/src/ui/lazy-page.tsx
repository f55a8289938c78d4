import { useCallback, useEffect, useState } from 'preact/hooks';
import { useTexts } from './page-context.tsx';
import type { ComponentType, JSX } from 'preact';

/**
 * A page whose code is loaded when it is first opened.
 * @param load must be the same function at every rendering
 */
export function LazyPage({ load }: { readonly load: () => Promise<ComponentType> }): JSX.Element {
  const texts = useTexts();
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType } | 'loading' | 'failed'>('loading');
  const begin = useCallback(() => {
    let wanted = true;
    setLoaded('loading');
    load().then(
      (Page) => {
        if (wanted) setLoaded({ Page });
      },
      () => {
        if (wanted) setLoaded('failed');
      },
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  useEffect(begin, [begin]);
  if (typeof loaded === 'object') return <loaded.Page />;
  return (
    <main id="main" class="page" tabIndex={-1}>
      <div role="status">
        {loaded === 'loading' && (
          <p class="page-busy">
            <span class="spinner" aria-hidden="true" />
            {texts.common.loading}
          </p>
        )}
        {loaded === 'failed' && (
          <div class="card card-danger" data-testid="page-failed">
            <h1>{texts.common.loadFailed}</h1>
            <button type="button" class="button" onClick={begin}>
              {texts.common.retry}
            </button>
          </div>
        )}
      </div>
    </main>
  );
}
