/** The order in which the table shows its rows, and whether it would be another one by now. */
export interface TableOrder {
  readonly ids: readonly string[];
  /** Rows have come, gone or changed places since the order was taken. */
  readonly outdated: boolean;
}

/**
 * The next order of the table. Under the reader's focus or pointer nothing moves: rows keep their places, those that have
 * gone keep theirs too, new ones wait; it is only noted that there is a newer order.
 * @param fresh the addresses in the order that they should have now
 */
export function nextOrder(current: TableOrder, fresh: readonly string[], held: boolean): TableOrder {
  if (!held || current.ids.length === 0) return { ids: fresh, outdated: false };
  return { ids: current.ids, outdated: !isSame(current.ids, fresh) };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** One page of the table, counted from 0, with the bounds to show. */
export interface TablePage {
  readonly ids: readonly string[];
  readonly page: number;
  readonly pages: number;
  readonly from: number;
  readonly to: number;
}

export const PAGE_ROWS = 100;

/** @param page wanted; the last one where there are fewer by now */
export function pageOf(ids: readonly string[], page: number): TablePage {
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_ROWS));
  const shown = Math.max(0, Math.min(page, pages - 1));
  const start = shown * PAGE_ROWS;
  const onPage = ids.slice(start, start + PAGE_ROWS);
  return { ids: onPage, page: shown, pages, from: ids.length === 0 ? 0 : start + 1, to: start + onPage.length };
}
