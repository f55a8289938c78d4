import type { Page } from '../state/page.ts';

export const FILTER_ID = 'table-filter';

/** Opens the table and puts the cursor into its filter, which is there after the next picture. */
export function openTable(page: Pick<Page, 'state'>): void {
  page.state.tableOpen.set(true);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(FILTER_ID)?.focus()));
}
