import { Icon } from './icons.tsx';
import { TABLE_COLUMNS, type TableColumn, type TableSort } from '../state/table-rows.ts';
import { usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** Columns of numbers, whose digits stand below each other. */
export const NUMBER_COLUMNS: ReadonlySet<TableColumn> = new Set(['altitude', 'speed', 'track', 'verticalRate', 'age']);

/** One heading per column, each a button that sorts by it. */
export function TableHead({ sort }: { readonly sort: TableSort }): JSX.Element {
  const { table } = usePage();
  const texts = useTexts();
  return (
    <thead>
      <tr>
        {TABLE_COLUMNS.map((column) => {
          const isSorted = sort.column === column;
          return (
            <th
              key={column}
              scope="col"
              class={NUMBER_COLUMNS.has(column) ? 'number' : ''}
              {...(isSorted ? { 'aria-sort': sort.ascending ? ('ascending' as const) : ('descending' as const) } : {})}
            >
              <button type="button" data-testid={`sort-${column}`} onClick={() => table.sortBy(column)}>
                {texts.table.columns[column]}
                <Icon name={isSorted ? (sort.ascending ? 'up' : 'down') : 'sort'} size={14} />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
