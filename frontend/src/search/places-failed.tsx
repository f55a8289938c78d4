import { useTexts } from '../ui/page-context.tsx';
import { useSearch } from './search-context.tsx';
import type { JSX } from 'preact';

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
