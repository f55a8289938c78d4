import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { createScheduleClient } from '../api/schedule-client.ts';
import { SampleBanner } from '../schedules/sample-banner.tsx';
import { WaitingForSchedules } from '../schedules/waiting-card.tsx';
import { WordsPending } from '../schedules/words-pending.tsx';
import { utcDate } from '../schedules/calendar-dates.ts';
import { createFlightSearch } from './flight-search.ts';
import { PlacesFailed } from './places-failed.tsx';
import { SearchForm } from './search-form-view.tsx';
import { SearchProvider, useSearch, useSearchWords } from './search-context.tsx';
import { StartChoices } from './start-choices.tsx';
import { SearchResults } from './search-results.tsx';
import '../schedules/schedules.css';
import './search.css';
import type { JSX } from 'preact';

/** Flights of the stored schedules: a form, and what it finds. */
export function SearchPage(): JSX.Element {
  const page = usePage();
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
          <SampleNotice />
          <div class="search-body">
            <div class="search-head">
              <h1>{words.texts.slogan}</h1>
              <p class="page-lead">{words.texts.lead}</p>
            </div>
            <SearchContent />
          </div>
        </SearchProvider>
      ) : (
        <div class="search-body">
          <WordsPending failed={failed} retry={retry} />
        </div>
      )}
    </main>
  );
}

/** Says for as long as it is so that the schedules are made up. */
function SampleNotice(): JSX.Element | null {
  const { search, texts } = useSearch();
  const isSample = useCell(search.choices.sample);
  const reading = useCell(search.results.reading);
  if (isSample !== true && !(reading.state === 'ready' && reading.flights.sample)) return null;
  return <SampleBanner title={texts.sampleTitle} text={texts.sampleText} />;
}

function SearchContent(): JSX.Element {
  const { search, texts } = useSearch();
  const { state } = useCell(search.choices.origins);
  if (state === 'waiting') return <WaitingForSchedules title={texts.waiting.title} text={texts.waiting.text} />;
  return (
    <>
      {state === 'failed' && <PlacesFailed />}
      <SearchForm />
      <StartChoices />
      <SearchResults />
    </>
  );
}
