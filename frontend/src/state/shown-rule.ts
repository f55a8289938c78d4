import { isVehicle, NO_FILTER, passesFilter, type AircraftFilter, type Filtered } from './aircraft-filter.ts';
import type { PageState } from './page-state.ts';

/**
 * Whether an aircraft is shown, and if not, why: the reader's filter leaves it out, or it is one of those that are hidden
 * unless asked for.
 */
export type Verdict = 'shown' | 'filtered' | 'ground' | 'vehicle';

/** The one rule by which the map, the table and the figures show aircraft. */
export interface ShownRule {
  readonly judge: (aircraft: Filtered) => Verdict;
  readonly shows: (aircraft: Filtered) => boolean;
}

export interface RuleInput {
  readonly filter: AircraftFilter;
  /** Of the map. */
  readonly zoom: number;
  readonly selected: string | null;
  /** Nothing but the selected aircraft is wanted. */
  readonly isolated: boolean;
}

/** From this zoom on a map shows airports rather than countries, and with them who stands there. */
export const GROUND_FROM_ZOOM = 8;

/**
 * Makes the rule. The selected aircraft is always shown; one in an emergency isn't hidden by default, whatever it is.
 */
export function createShownRule({ filter, zoom, selected, isolated }: RuleInput): ShownRule {
  const isAlone = isolated && selected !== null;
  const hidesGround = filter.ground === 'auto' && zoom < GROUND_FROM_ZOOM;

  function judge(aircraft: Filtered): Verdict {
    if (aircraft.icao24 === selected) return 'shown';
    if (isAlone || !passesFilter(filter, aircraft)) return 'filtered';
    if (aircraft.emergency) return 'shown';
    if (!filter.vehicles && isVehicle(aircraft)) return 'vehicle';
    return hidesGround && aircraft.fix.onGround ? 'ground' : 'shown';
  }

  return { judge, shows: (aircraft) => judge(aircraft) === 'shown' };
}

/** The rule before anything was chosen, close up. */
export const SHOW_AIRCRAFT = createShownRule({
  filter: NO_FILTER,
  zoom: GROUND_FROM_ZOOM,
  selected: null,
  isolated: false,
});

/** Renews the rule whenever what it follows from is another one. */
export function startShownRule(
  state: Pick<PageState, 'shown' | 'filter' | 'camera' | 'selection' | 'isolated'>,
): () => void {
  let wasNear: boolean | null = null;
  function renew(): void {
    const { zoom } = state.camera.get();
    wasNear = zoom >= GROUND_FROM_ZOOM;
    const selected = state.selection.get();
    state.shown.set(createShownRule({ filter: state.filter.get(), zoom, selected, isolated: state.isolated.get() }));
  }
  renew();
  const stops = [
    state.filter.subscribe(renew),
    state.isolated.subscribe(renew),
    state.selection.subscribe((selected) => {
      if (selected === null) state.isolated.set(false);
      renew();
    }),
    state.camera.subscribe(({ zoom }) => {
      if (zoom >= GROUND_FROM_ZOOM !== wasNear) renew();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
