import { NO_FILTER, type AircraftFilter } from './aircraft-filter.ts';
import type { PageState } from './page-state.ts';

type FilterState = Pick<PageState, 'filter' | 'isolated'>;

/** Shows again whatever the reader had left out. */
export function clearFilters(state: FilterState): void {
  state.isolated.set(false);
  state.filter.set(NO_FILTER);
}

export function changeFilter(state: Pick<PageState, 'filter'>, changed: Partial<AircraftFilter>): void {
  state.filter.set({ ...state.filter.get(), ...changed });
}

/** Shows aircraft on the ground at every zoom. */
export function showGround(state: Pick<PageState, 'filter'>): void {
  changeFilter(state, { ground: 'show' });
}
