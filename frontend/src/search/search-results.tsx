import { useEffect, useRef } from 'preact/hooks';
import type { Flights } from '#contracts/http-flights.ts';
import { useTexts } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { DirectionResults } from './direction-results.tsx';
import { useSearch } from './search-context.tsx';
import { DIRECTIONS, type DirectionName } from './search-url.ts';
import type { ResultReading } from './flight-results.ts';
import type { JSX } from 'preact';

/** What the newest search found, from a waiting sign to a table for each direction. */
export function SearchResults(): JSX.Element | null {
  const { search, texts } = useSearch();
  const reading = useCell(search.results.reading);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isDone = reading.state === 'ready' || reading.state === 'failed';
    if (!isDone || !search.focusWanted.get()) return;
    search.focusWanted.set(false);
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [reading, search]);
  if (reading.state === 'none') return null;
  return (
    <section
      class="results"
      aria-labelledby="results-title"
      aria-busy={reading.state === 'loading'}
      data-testid="results"
    >
      <div class="results-head">
        <h2 id="results-title" ref={heading} tabIndex={-1}>
          {texts.results.title}
        </h2>
        <ResultStatus reading={reading} />
        {reading.state === 'ready' && <ResultTools flights={reading.flights} />}
      </div>
      {reading.state === 'loading' && <Skeleton />}
      {reading.state === 'ready' &&
        DIRECTIONS.map((name) => {
          const direction = reading.flights[name];
          return direction === null ? null : <DirectionResults key={name} name={name} direction={direction} />;
        })}
    </section>
  );
}

function ResultStatus({ reading }: { readonly reading: ResultReading }): JSX.Element {
  const { search, texts, formats } = useSearch();
  const common = useTexts().common;
  return (
    <div role="status" class="results-status" data-testid="results-status">
      {reading.state === 'loading' && (
        <p class="page-busy">
          <span class="spinner" aria-hidden="true" />
          {texts.results.loading}
        </p>
      )}
      {reading.state === 'ready' && (
        <p>
          {directionsOf(reading.flights)
            .map(([name, count]) =>
              texts.results.counted(texts.results[name], texts.results.count(count, formats.count(count))),
            )
            .join(' · ')}
        </p>
      )}
      {reading.state === 'failed' && (
        <div class="card card-danger" data-testid="results-failed">
          <h3>{texts.failed.title}</h3>
          <p>{texts.failed[reading.reason]}</p>
          <button type="button" class="button" onClick={() => search.results.again()}>
            {common.retry}
          </button>
        </div>
      )}
    </div>
  );
}

function ResultTools({ flights }: { readonly flights: Flights }): JSX.Element {
  const { search, texts } = useSearch();
  const { directOnly } = useCell(search.view);
  const directions = directionsOf(flights);
  return (
    <div class="results-tools">
      {directions.length > 1 && (
        <nav class="results-jump" aria-label={texts.results.jump}>
          {directions.map(([name]) => (
            <a
              key={name}
              href={`#${name}`}
              class="button button-small"
              onClick={(event) => {
                event.preventDefault();
                const target = document.getElementById(`${name}-title`);
                target?.focus({ preventScroll: true });
                target?.scrollIntoView({ block: 'start' });
              }}
            >
              {texts.results[name]}
            </a>
          ))}
        </nav>
      )}
      {directions.some(([, count]) => count > 0) && (
        <label class="choice results-direct">
          <input
            type="checkbox"
            checked={directOnly}
            data-testid="direct-only"
            onChange={(event) => search.showDirectOnly(event.currentTarget.checked)}
          />
          <span>{texts.results.directOnly}</span>
        </label>
      )}
    </div>
  );
}

function directionsOf(flights: Flights): readonly (readonly [name: DirectionName, count: number])[] {
  return DIRECTIONS.flatMap((name) => {
    const direction = flights[name];
    return direction === null ? [] : [[name, direction.itineraries.length] as const];
  });
}

/** Rows of a table that isn't there yet. */
function Skeleton(): JSX.Element {
  return (
    <div class="card skeleton" aria-hidden="true">
      {Array.from({ length: 5 }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}
