import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { usePage, useTexts } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { createScheduleClient } from '../api/schedule-client.ts';
import { utcDate } from './calendar-dates.ts';
import { createFlightSearch } from './flight-search.ts';
import { SearchForm } from './search-form-view.tsx';
import { SearchProvider, useSearch, useSearchWords } from './search-context.tsx';
import { SearchResults } from './search-results.tsx';
import { PlacesFailed, WaitingForSchedules } from './waiting-card.tsx';
import './search.css';
import type { JSX } from 'preact';

/** Flights of the stored schedules: a form, and what it finds. */
export function SearchPage(): JSX.Element {
  const page = usePage();
  const texts = useTexts();
  const { words, failed, retry } = useSearchWords();
  const [search] = useState(() =>
    createFlightSearch({
      client: createScheduleClient(page.fetch),
      scheduler: page.scheduler,
      address: page.addressBar,
      language: page.language,
      today: () => utcDate(page.serverTime.nowMs()),
    }),
  );
  useEffect(() => search.close, [search]);

  return (
    <main id="main" class="page search-page" tabIndex={-1} data-testid="search-page">
      {words !== null ? (
        <SearchProvider value={{ ...words, search }}>
          <SampleBanner />
          <div class="search-body">
            <div class="search-head">
              <h1>{words.texts.slogan}</h1>
              <p class="page-lead">{words.texts.lead}</p>
            </div>
            <SearchContent />
          </div>
        </SearchProvider>
      ) : (
        <div class="search-body" role="status">
          {failed ? (
            <div class="card card-danger">
              <p>{texts.common.loadFailed}</p>
              <button type="button" class="button" onClick={retry}>
                {texts.common.retry}
              </button>
            </div>
          ) : (
            <p class="page-busy">
              <span class="spinner" aria-hidden="true" />
              {texts.common.loading}
            </p>
          )}
        </div>
      )}
    </main>
  );
}

/** Says for as long as it is so that the schedules are made up. */
function SampleBanner(): JSX.Element | null {
  const { search, texts } = useSearch();
  const isSample = useCell(search.choices.sample);
  const reading = useCell(search.results.reading);
  if (isSample !== true && !(reading.state === 'ready' && reading.flights.sample)) return null;
  return (
    <p class="banner banner-simulated" role="note" data-testid="banner-sample">
      <Icon name="warning" size={16} />
      <strong>{texts.sampleTitle}</strong>
      <span>{texts.sampleText}</span>
    </p>
  );
}

function SearchContent(): JSX.Element {
  const { search } = useSearch();
  const { state } = useCell(search.choices.origins);
  if (state === 'waiting') return <WaitingForSchedules />;
  return (
    <>
      {state === 'failed' && <PlacesFailed />}
      <SearchForm />
      <SearchResults />
    </>
  );
}
