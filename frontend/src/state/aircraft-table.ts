import { containsPoint, normaliseBox } from '#domain/geo.ts';
import { createCell, type ReadonlyCell } from './cell.ts';
import { matchesFilter, sortRows, tableRowOf, type TableColumn, type TableRow, type TableSort } from './table-rows.ts';
import { nextOrder, pageOf, type TableOrder, type TablePage } from './table-order.ts';
import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';
import type { PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';

/** Which aircraft are listed: those on the map, or all that the page holds. */
export type TableScope = 'view' | 'all';

/** One row as shown; `gone` rows keep their place under the reader's focus until the order is renewed. */
export interface ShownRow {
  readonly row: TableRow;
  readonly gone: boolean;
}

/** What the table shows. */
export interface TableView {
  readonly rows: readonly ShownRow[];
  readonly page: TablePage;
  readonly sort: TableSort;
  readonly filter: string;
  readonly scope: TableScope;
  /** Rows that match, on all pages. */
  readonly matched: number;
  /** Aircraft of the scope that are shown, whether or not they match the text. */
  readonly listed: number;
  /** Aircraft of the scope that the filter leaves out, and those that are hidden by default. */
  readonly filtered: number;
  readonly groundHidden: number;
  /** There is a newer order, which waits until the reader has left the table. */
  readonly outdated: boolean;
}

/** The table of aircraft apart from how it looks. */
export interface AircraftTable {
  readonly view: ReadonlyCell<TableView>;
  readonly sortBy: (column: TableColumn) => void;
  readonly setFilter: (filter: string) => void;
  readonly setScope: (scope: TableScope) => void;
  readonly goTo: (page: number) => void;
  /** Focus or pointer came into the table, or left it. */
  readonly hold: (held: boolean) => void;
  /** Renews order and values at once, because the reader asked for it. */
  readonly refresh: () => void;
  /** Begins to renew every 5 s. @returns ends it */
  readonly start: () => () => void;
}

const REFRESH_MS = 5000;
const VIEW_RESTS_MS = 400;
const LONGEST_FILTER = 40;

interface Collected {
  readonly row: TableRow;
  readonly aircraft: Aircraft;
}

export function createAircraftTable(options: {
  readonly store: Pick<AircraftStore, 'all'>;
  readonly state: Pick<PageState, 'box' | 'paused' | 'overview' | 'shown'>;
  readonly scheduler: Scheduler;
}): AircraftTable {
  const { store, state, scheduler } = options;
  let collected = new Map<string, Collected>();
  /** Values of rows that have gone but are still shown. */
  let shownRows = new Map<string, TableRow>();
  let order: TableOrder = { ids: [], outdated: false };
  let sort: TableSort = { column: 'callsign', ascending: true };
  let filter = '';
  let scope: TableScope = 'view';
  let page = 0;
  let held = false;
  let counts = { listed: 0, filtered: 0, ground: 0 };
  const view = createCell<TableView>(shown());

  function collect(): void {
    collected = new Map();
    for (const aircraft of store.all()) {
      collected.set(aircraft.icao24, { row: tableRowOf(aircraft), aircraft });
    }
  }

  function wanted(): TableRow[] {
    const box = state.box.get();
    const visible = scope === 'view' && box !== null ? normaliseBox(box) : null;
    const { judge } = state.shown.get();
    const rows: TableRow[] = [];
    counts = { listed: 0, filtered: 0, ground: 0 };
    for (const { row, aircraft } of collected.values()) {
      if (visible !== null && !containsPoint(visible, aircraft.fix)) continue;
      const verdict = judge(aircraft);
      if (verdict === 'filtered') counts.filtered += 1;
      else if (verdict === 'ground') counts.ground += 1;
      if (verdict !== 'shown') continue;
      counts.listed += 1;
      if (matchesFilter(row, filter)) rows.push(row);
    }
    return rows;
  }

  function arrange(keepOrder: boolean): void {
    const fresh = sortRows(wanted(), sort).map((row) => row.icao24);
    order = nextOrder(order, fresh, keepOrder);
    view.set(shown());
  }

  function shown(): TableView {
    const current = pageOf(order.ids, page);
    const rows = current.ids.flatMap((icao24) => {
      const row = collected.get(icao24)?.row;
      const last = row ?? shownRows.get(icao24);
      return last === undefined ? [] : [{ row: last, gone: row === undefined }];
    });
    shownRows = new Map(rows.map(({ row }) => [row.icao24, row]));
    return {
      rows,
      page: current,
      sort,
      filter,
      scope,
      matched: order.ids.length,
      listed: counts.listed,
      filtered: counts.filtered,
      groundHidden: counts.ground,
      outdated: order.outdated,
    };
  }

  function refresh(): void {
    if (!state.paused.get() || collected.size === 0) collect();
    arrange(false);
  }

  function start(): () => void {
    let cancelTick: () => void = () => undefined;
    let cancelRest: () => void = () => undefined;
    const tick = (): void => {
      cancelTick = scheduler.after(REFRESH_MS, tick);
      if (state.paused.get()) return;
      collect();
      arrange(held);
    };
    collect();
    arrange(false);
    cancelTick = scheduler.after(REFRESH_MS, tick);
    const stopBox = state.box.subscribe(() => {
      cancelRest();
      cancelRest = scheduler.after(VIEW_RESTS_MS, () => arrange(held));
    });
    // Whoever asks for other aircraft wants them now.
    const stopShown = state.shown.subscribe(() => arrange(false));
    // An empty table has no order to disturb: the first aircraft come into it at once.
    const stopFirst = state.overview.subscribe(({ summary }) => {
      const present = scope === 'view' ? summary.inView : summary.held;
      if (order.ids.length > 0 || filter !== '' || present === 0 || state.paused.get()) return;
      cancelTick();
      tick();
    });
    return () => {
      stopFirst();
      stopShown();
      cancelTick();
      cancelRest();
      stopBox();
    };
  }

  return {
    view,
    sortBy(column) {
      sort = { column, ascending: sort.column === column ? !sort.ascending : true };
      page = 0;
      arrange(false);
    },
    setFilter(text) {
      filter = text.slice(0, LONGEST_FILTER);
      page = 0;
      arrange(false);
    },
    setScope(next) {
      scope = next;
      page = 0;
      arrange(false);
    },
    goTo(next) {
      page = pageOf(order.ids, next).page;
      view.set(shown());
    },
    hold(next) {
      held = next;
    },
    refresh,
    start,
  };
}
