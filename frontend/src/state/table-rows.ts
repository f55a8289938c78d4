import { emergencyCode } from './emergency-code.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** One row of the table of aircraft, in SI units: what is compared, searched and formatted. */
export interface TableRow {
  readonly icao24: string;
  readonly callsign: string | null;
  readonly flight: string | null;
  readonly registration: string | null;
  readonly type: string | null;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly onGround: boolean;
  readonly altitudeM: number | null;
  readonly speedMps: number | null;
  readonly trackDeg: number | null;
  readonly verticalRateMps: number | null;
  readonly squawk: string | null;
  /** A code of the dictionary's `panel.emergency`, null without an emergency. */
  readonly emergency: string | null;
  readonly observedAtMs: number;
  readonly state: Aircraft['fix']['state'];
  readonly feed: string | null;
}

export const TABLE_COLUMNS = [
  'callsign',
  'flight',
  'registration',
  'type',
  'route',
  'altitude',
  'speed',
  'track',
  'verticalRate',
  'squawk',
  'age',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export interface TableSort {
  readonly column: TableColumn;
  readonly ascending: boolean;
}

export function tableRowOf({ icao24, fix, identity, emergency }: Aircraft): TableRow {
  return {
    icao24,
    callsign: identity?.callsign ?? null,
    flight: identity?.flightNumber ?? null,
    registration: identity?.registration ?? null,
    type: identity?.typeCode ?? null,
    origin: identity?.origin ?? null,
    destination: identity?.destination ?? null,
    onGround: fix.onGround,
    altitudeM: fix.altitudeM,
    speedMps: fix.groundSpeedMps,
    trackDeg: fix.trackDeg,
    verticalRateMps: fix.verticalRateMps,
    squawk: identity?.squawk ?? null,
    emergency: emergency ? emergencyCode(identity?.squawk ?? null) : null,
    observedAtMs: fix.observedAtMs,
    state: fix.state,
    feed: identity?.feed ?? null,
  };
}

/** Text without case, accents, spaces and hyphens: `d airx` finds `D-AIRX`. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{Diacritic}\s-]/gu, '')
    .toLowerCase();
}

/** Whether the row's callsign, flight, registration, address, type or route contains the text. */
export function matchesFilter(row: TableRow, filter: string): boolean {
  const wanted = searchable(filter);
  if (wanted === '') return true;
  const route = row.origin === null || row.destination === null ? null : row.origin + row.destination;
  const texts = [row.callsign, row.flight, row.registration, row.icao24, row.type, route];
  return texts.some((text) => text !== null && searchable(text).includes(wanted));
}

/**
 * Sorted by one column; rows without a value come last in either direction, equal ones in the order of addresses. Whoever
 * declares an emergency is above all others.
 */
export function sortRows(rows: readonly TableRow[], sort: TableSort): TableRow[] {
  const key = KEYS[sort.column];
  const direction = sort.ascending ? 1 : -1;
  return [...rows].sort((a, b) => {
    if ((a.emergency === null) !== (b.emergency === null)) return a.emergency === null ? 1 : -1;
    const compared = compareKeys(key(a), key(b), direction);
    return compared !== 0 ? compared : a.icao24 < b.icao24 ? -1 : 1;
  });
}

type SortKey = string | number | null;

const KEYS: Readonly<Record<TableColumn, (row: TableRow) => SortKey>> = {
  callsign: (row) => row.callsign,
  flight: (row) => row.flight,
  registration: (row) => row.registration,
  type: (row) => row.type,
  route: (row) =>
    row.origin === null && row.destination === null ? null : `${row.origin ?? ''}${row.destination ?? ''}`,
  // Whoever stands on the ground is below everyone who flies.
  altitude: (row) => (row.onGround ? -10_000 : row.altitudeM),
  speed: (row) => row.speedMps,
  track: (row) => row.trackDeg,
  verticalRate: (row) => row.verticalRateMps,
  squawk: (row) => row.squawk,
  age: (row) => -row.observedAtMs,
};

function compareKeys(a: SortKey, b: SortKey, direction: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (a === b) return 0;
  return (a < b ? -1 : 1) * direction;
}
