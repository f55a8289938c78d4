import type { Page } from '../state/page.ts';

export const FILTER_ID = 'table-filter';

/** Opens the table and puts the cursor into its filter, which is there two pictures after the table's code has come. */
export function openTable(page: Pick<Page, 'state'>): void {
  page.state.tableOpen.set(true);
  const focus = (): void => document.getElementById(FILTER_ID)?.focus();
  // Where the code can't be had the table closes again by itself.
  const missed = (): void => undefined;
  void import('./aircraft-table.tsx').then(() => requestAnimationFrame(() => requestAnimationFrame(focus)), missed);
}
