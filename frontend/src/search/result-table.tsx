import type { Direction, HttpItinerary } from '#contracts/http-flights.ts';
import { Icon } from '../ui/icons.tsx';
import { RESULT_COLUMNS, type ResultSort } from './itinerary-order.ts';
import { ResultRow } from './result-row.tsx';
import { useSearch } from './search-context.tsx';
import type { DirectionName } from './search-url.ts';
import type { JSX } from 'preact';

/** One page of results. On narrow screens its rows are cards, so that each part says its role itself. */
export function ResultTable(props: {
  readonly name: DirectionName;
  readonly direction: Direction;
  readonly rows: readonly HttpItinerary[];
  readonly sort: ResultSort;
}): JSX.Element {
  const { texts, formats } = useSearch();
  const { name, direction, sort } = props;
  const column = `${texts.results.columns[sort.column]}, ${sort.ascending ? texts.results.ascending : texts.results.descending}`;
  const { from, to } = direction;
  return (
    <table class="trips" role="table" data-testid={`table-${name}`}>
      <caption class="visually-hidden">
        {texts.results.caption(
          texts.results[name],
          from.cityName,
          to.cityName,
          formats.longDate(direction.date),
          column,
        )}
      </caption>
      <ResultHead name={name} sort={sort} />
      {props.rows.map((itinerary) => (
        <ResultRow key={itinerary.id} itinerary={itinerary} />
      ))}
    </table>
  );
}

/** One heading per column, each a button that sorts by it. */
function ResultHead({ name, sort }: { readonly name: DirectionName; readonly sort: ResultSort }): JSX.Element {
  const { search, texts } = useSearch();
  return (
    <thead role="rowgroup">
      <tr role="row">
        {RESULT_COLUMNS.map((column) => {
          const isSorted = sort.column === column;
          return (
            <th
              key={column}
              scope="col"
              role="columnheader"
              class={`trip-${column}`}
              {...(isSorted ? { 'aria-sort': sort.ascending ? ('ascending' as const) : ('descending' as const) } : {})}
            >
              <button
                type="button"
                data-testid={`sort-${name}-${column}`}
                onClick={() => search.show(name, { sort: { column, ascending: isSorted ? !sort.ascending : true } })}
              >
                {texts.results.columns[column]}
                <Icon name={isSorted ? (sort.ascending ? 'up' : 'down') : 'sort'} size={14} />
              </button>
            </th>
          );
        })}
        <th scope="col" role="columnheader" class="trip-toggle">
          <span class="visually-hidden">{texts.results.details}</span>
        </th>
      </tr>
    </thead>
  );
}
