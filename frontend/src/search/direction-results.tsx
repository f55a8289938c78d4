import type { Direction } from '#contracts/http-flights.ts';
import { useCell } from '../ui/use-cell.ts';
import { isPlainClick } from '../ui/link.tsx';
import { arrangeResults } from './itinerary-order.ts';
import { ResultPager, ResultSortMenu } from './result-controls.tsx';
import { ResultTable } from './result-table.tsx';
import { useSearch } from './search-context.tsx';
import type { DirectionName } from './search-url.ts';
import type { JSX } from 'preact';

interface DirectionProps {
  readonly name: DirectionName;
  readonly direction: Direction;
}

/** The flights of one direction: ten a page, or the days nearest to one without any. */
export function DirectionResults({ name, direction }: DirectionProps): JSX.Element {
  const { texts, formats } = useSearch();
  const { from, to, itineraries } = direction;
  return (
    <section id={name} class="direction" aria-labelledby={`${name}-title`} data-testid={`results-${name}`}>
      <div class="direction-head">
        <h3 id={`${name}-title`} tabIndex={-1}>
          {texts.results[name]}
        </h3>
        <p>
          <span class="direction-route" aria-hidden="true">
            {texts.results.route(from.cityName, to.cityName)}
          </span>
          <span class="visually-hidden">{texts.results.routeSpoken(from.cityName, to.cityName)}</span>
          <span class="direction-date">{formats.longDate(direction.date)}</span>
        </p>
      </div>
      {itineraries.length === 0 ? (
        <NothingFound name={name} direction={direction} />
      ) : (
        <FoundFlights name={name} direction={direction} />
      )}
    </section>
  );
}

function FoundFlights({ name, direction }: DirectionProps): JSX.Element {
  const { search, texts, formats } = useSearch();
  const view = useCell(search.view);
  const { sort, page } = view[name];
  const arranged = arrangeResults(direction.itineraries, { sort, page, directOnly: view.directOnly });
  if (arranged.total === 0) {
    return (
      <div class="card results-empty" role="status">
        <p>{texts.results.noDirect}</p>
        <button type="button" class="button" onClick={() => search.showDirectOnly(false)}>
          {texts.results.showAll}
        </button>
      </div>
    );
  }
  const count = formats.count(direction.itineraries.length);
  return (
    <>
      <ResultSortMenu name={name} sort={sort} />
      <ResultTable name={name} direction={direction} rows={arranged.rows} sort={sort} />
      {direction.isTruncated && <p class="results-note">{texts.results.truncated(count)}</p>}
      <ResultPager name={name} arranged={arranged} />
    </>
  );
}

function NothingFound({ name, direction }: DirectionProps): JSX.Element {
  const { search, texts, formats } = useSearch();
  return (
    <div class="card results-empty" data-testid={`empty-${name}`}>
      <p>{texts.results.empty}</p>
      {direction.nearestDates.length > 0 && (
        <>
          <p id={`${name}-nearest`} class="results-nearest">
            {texts.results.nearest}
          </p>
          <ul class="nearest" aria-labelledby={`${name}-nearest`}>
            {direction.nearestDates.map((date) => {
              const query = search.onDay(name, date);
              return (
                query !== null && (
                  <li key={date}>
                    <a
                      href={search.addressOf(query)}
                      class="button"
                      onClick={(event) => {
                        if (!isPlainClick(event)) return;
                        event.preventDefault();
                        search.search(query);
                      }}
                    >
                      {formats.shortDate(date)}
                    </a>
                  </li>
                )
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
