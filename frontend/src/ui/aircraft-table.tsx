import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { TableHead } from './table-head.tsx';
import { TableRows } from './table-rows.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import { clearFilters, showGround } from '../state/filter-commands.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { AircraftTable as Table, TableView } from '../state/aircraft-table.ts';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { Formats } from '../i18n/formats.ts';
import type { HTMLAttributes, JSX } from 'preact';

/** The aircraft in view as a table: the equal of the map for whoever can't see or use it. */
export function AircraftTable(): JSX.Element {
  const { table, state } = usePage();
  const texts = useTexts();
  const view = useCell(table.view);
  const holding = useHolding(table);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => table.start(), [table]);
  useEffect(() => frame.current?.scrollTo({ top: 0 }), [view.page.page, view.sort, view.filter, view.scope]);

  return (
    <section id="table" class="table-sheet" aria-labelledby="table-title" data-testid="aircraft-table">
      <div class="table-top">
        <h2 id="table-title">{view.scope === 'view' ? texts.table.title : texts.table.titleAll}</h2>
        <TableToolbar view={view} />
        <button
          type="button"
          class="tool"
          aria-label={texts.table.close}
          title={texts.table.close}
          onClick={() => state.tableOpen.set(false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div ref={frame} class="table-frame" tabIndex={0} role="region" aria-label={texts.table.scroll}>
        {view.rows.length === 0 ? (
          <EmptyTable view={view} />
        ) : (
          <table class="aircraft" {...holding}>
            <caption class="visually-hidden">
              {texts.table.sorted(texts.table.columns[view.sort.column], view.sort.ascending)}
            </caption>
            <TableHead sort={view.sort} />
            <TableRows rows={view.rows} />
          </table>
        )}
      </div>
    </section>
  );
}

/** Holds the order for as long as the focus or the pointer is in the table. */
function useHolding(table: Table): HTMLAttributes<HTMLTableElement> {
  const inside = useRef({ focus: false, pointer: false });
  useEffect(() => () => table.hold(false), [table]);
  const become = (changed: Partial<typeof inside.current>): void => {
    inside.current = { ...inside.current, ...changed };
    table.hold(inside.current.focus || inside.current.pointer);
  };
  return {
    onFocusIn: () => become({ focus: true }),
    onFocusOut: (event) => {
      become({ focus: event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget) });
    },
    onPointerEnter: () => become({ pointer: true }),
    onPointerLeave: () => become({ pointer: false }),
  };
}

function emptyText(
  { filter, filtered, groundHidden, scope }: TableView,
  { table, notice }: Dictionary,
  formats: Formats,
): string {
  if (filter !== '') return table.noMatch(filter);
  if (filtered > 0) return table.emptyFiltered;
  if (groundHidden > 0) return notice.hiddenOnGround(groundHidden, formats.count(groundHidden));
  return scope === 'view' ? table.empty : table.emptyAll;
}

function EmptyTable({ view }: { readonly view: TableView }): JSX.Element {
  const { table, state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const { scope } = view;
  const isFiltered = view.filtered > 0;
  return (
    <div class="table-empty" data-testid="table-empty">
      <p>{emptyText(view, texts, formats)}</p>
      {isFiltered && (
        <button type="button" class="button" onClick={() => clearFilters(state)}>
          {texts.notice.clearFilters}
        </button>
      )}
      {view.groundHidden > 0 && (
        <button type="button" class="button" onClick={() => showGround(state)}>
          {texts.notice.showGround}
        </button>
      )}
      {scope === 'view' && (
        <button type="button" class="button" onClick={() => table.setScope('all')}>
          {texts.table.searchAll}
        </button>
      )}
    </div>
  );
}
