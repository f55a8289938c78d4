import { useEffect } from 'preact/hooks';
import { usePage, useTexts } from '../ui/page-context.tsx';
import { useSearch } from './search-context.tsx';
import type { JSX } from 'preact';

const ASK_STATUS_MS = 5000;

/** What is said while no schedule is stored: how far the first load is. The search opens by itself once there is one. */
export function WaitingForSchedules(): JSX.Element {
  const page = usePage();
  const { texts } = useSearch();
  useEffect(() => {
    let cancel = (): void => undefined;
    const ask = (): void => {
      page.readStatus();
      cancel = page.scheduler.after(ASK_STATUS_MS, ask);
    };
    ask();
    return () => cancel();
  }, [page]);
  return (
    <div class="card search-wait" role="status" data-testid="search-waiting">
      <span class="spinner" aria-hidden="true" />
      <div>
        <h2>{texts.waiting.title}</h2>
        <p>{texts.waiting.text}</p>
      </div>
    </div>
  );
}

/** The places could not be loaded: without them the form offers nothing. */
export function PlacesFailed(): JSX.Element {
  const { search, texts } = useSearch();
  const common = useTexts().common;
  return (
    <div class="card card-danger" role="alert" data-testid="places-failed">
      <h2>{texts.failed.placesTitle}</h2>
      <p>{texts.failed.placesText}</p>
      <button type="button" class="button" onClick={() => search.fields.reload()}>
        {common.retry}
      </button>
    </div>
  );
}
