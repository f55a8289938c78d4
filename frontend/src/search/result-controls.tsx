import { Icon } from '../ui/icons.tsx';
import { RESULT_COLUMNS, ROWS_PER_PAGE, type ArrangedResults, type ResultSort } from './itinerary-order.ts';
import { useSearch } from './search-context.tsx';
import type { DirectionName } from './search-url.ts';
import type { JSX } from 'preact';

/** Sorting where the rows are cards and there is no head of a table to press. */
export function ResultSortMenu({
  name,
  sort,
}: {
  readonly name: DirectionName;
  readonly sort: ResultSort;
}): JSX.Element {
  const { search, texts } = useSearch();
  const id = `${name}-sort`;
  return (
    <div class="sort-menu">
      <label for={id}>{texts.results.sortBy}</label>
      <span class="select">
        <select
          id={id}
          value={sort.column}
          data-testid={id}
          onChange={(event) => {
            const column = RESULT_COLUMNS.find((one) => one === event.currentTarget.value);
            if (column !== undefined) search.show(name, { sort: { column, ascending: true } });
          }}
        >
          {RESULT_COLUMNS.map((column) => (
            <option key={column} value={column} selected={column === sort.column}>
              {texts.results.columns[column]}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </span>
      <button
        type="button"
        class="tool"
        aria-label={texts.results.reverse}
        title={texts.results.reverse}
        onClick={() => search.show(name, { sort: { ...sort, ascending: !sort.ascending } })}
      >
        <Icon name={sort.ascending ? 'arrowDown' : 'arrowUp'} size={18} />
      </button>
    </div>
  );
}

export function ResultPager({
  name,
  arranged,
}: {
  readonly name: DirectionName;
  readonly arranged: ArrangedResults;
}): JSX.Element {
  const { texts, formats } = useSearch();
  const { page, pages, total } = arranged;
  const first = (page - 1) * ROWS_PER_PAGE + 1;
  const last = first + arranged.rows.length - 1;
  return (
    <div class="results-pager">
      <p role="status" data-testid={`range-${name}`}>
        {texts.results.range(formats.count(first), formats.count(last), formats.count(total))}
      </p>
      {pages > 1 && (
        <nav class="pager" aria-label={texts.results.pages(texts.results[name])}>
          <PageButton icon="left" label={texts.results.previous} name={name} to={page - 1} enabled={page > 1} />
          <span>{texts.results.pageOf(formats.count(page), formats.count(pages))}</span>
          <PageButton icon="right" label={texts.results.next} name={name} to={page + 1} enabled={page < pages} />
        </nav>
      )}
    </div>
  );
}

function PageButton(props: {
  readonly icon: 'left' | 'right';
  readonly label: string;
  readonly name: DirectionName;
  readonly to: number;
  readonly enabled: boolean;
}): JSX.Element {
  const { search } = useSearch();
  return (
    <button
      type="button"
      class="tool"
      aria-label={props.label}
      title={props.label}
      aria-disabled={!props.enabled}
      data-testid={`${props.icon === 'left' ? 'previous' : 'next'}-${props.name}`}
      onClick={() => {
        if (props.enabled) search.show(props.name, { page: props.to });
      }}
    >
      <Icon name={props.icon} />
    </button>
  );
}
