import { FilterButton } from './header-tools.tsx';
import { FILTER_ID } from './open-table.ts';
import { Icon } from './icons.tsx';
import { LazyPart } from './lazy-part.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { ComponentType, JSX } from 'preact';
import type { TableScope, TableView } from '../state/aircraft-table.ts';

const loadTableNote = async (): Promise<ComponentType<{ readonly view: TableView }>> =>
  (await import('./map-bar.tsx')).TableNote;

/** Filter, scope, pages, and the offer to renew an order that was held. */
export function TableToolbar({ view }: { readonly view: TableView }): JSX.Element {
  const { table, state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const paused = useCell(state.paused);
  return (
    <div class="table-tools">
      <label class="filter">
        <Icon name="search" size={18} />
        <span class="visually-hidden">{texts.table.filter}</span>
        <input
          id={FILTER_ID}
          type="search"
          value={view.filter}
          placeholder={texts.table.filterHint}
          autocomplete="off"
          spellcheck={false}
          maxLength={40}
          onInput={(event) => table.setFilter(event.currentTarget.value)}
        />
      </label>
      <fieldset class="segments table-scope">
        <legend class="visually-hidden">{texts.table.scope}</legend>
        <ScopeChoice scope="view" label={texts.table.scopeView} current={view.scope} />
        <ScopeChoice scope="all" label={texts.table.scopeAll} current={view.scope} />
      </fieldset>
      <LazyPart load={loadTableNote} given={{ view }} />
      <FilterButton />
      <p class="table-state" role="status">
        {paused ? texts.table.paused : view.outdated ? texts.table.held : ''}
        {!paused && view.filter !== '' && !view.outdated
          ? texts.table.results(view.matched, formats.count(view.matched))
          : ''}
      </p>
      <button
        type="button"
        class={`button button-small${view.outdated ? ' button-primary' : ''}`}
        data-testid="table-refresh"
        aria-label={texts.table.refresh}
        title={texts.table.refresh}
        onClick={table.refresh}
      >
        <Icon name="refresh" size={16} />
        <span class="refresh-label">{texts.table.refresh}</span>
      </button>
      <Pager view={view} />
    </div>
  );
}

function ScopeChoice(props: {
  readonly scope: TableScope;
  readonly label: string;
  readonly current: TableScope;
}): JSX.Element {
  const { table } = usePage();
  return (
    <label class="segment">
      <input
        type="radio"
        name="table-scope"
        value={props.scope}
        checked={props.current === props.scope}
        onChange={() => table.setScope(props.scope)}
      />
      <span>{props.label}</span>
    </label>
  );
}

function Pager({ view }: { readonly view: TableView }): JSX.Element {
  const { table } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const { page, pages, from, to } = view.page;
  return (
    <div class="pager">
      <button
        type="button"
        class="tool"
        aria-label={texts.table.previous}
        title={texts.table.previous}
        disabled={page === 0}
        onClick={() => table.goTo(page - 1)}
      >
        <Icon name="left" size={18} />
      </button>
      <span data-testid="table-page">
        {texts.table.page(formats.count(from), formats.count(to), formats.count(view.matched))}
      </span>
      <button
        type="button"
        class="tool"
        aria-label={texts.table.next}
        title={texts.table.next}
        disabled={page >= pages - 1}
        onClick={() => table.goTo(page + 1)}
      >
        <Icon name="right" size={18} />
      </button>
    </div>
  );
}
