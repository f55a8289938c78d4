import type { Aircraft as AircraftDetails } from '#contracts/http-aircraft.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { ServerStatus } from '../api/client.ts';
import { EUROPE } from './europe.ts';
import { createCell, type Cell } from './cell.ts';
import { NO_FILTER, type AircraftFilter } from './aircraft-filter.ts';
import { SHOW_AIRCRAFT, type ShownRule } from './shown-rule.ts';
import { EMPTY_SUMMARY, type ViewSummary } from './view-summary.ts';
import type { Banner } from './banner.ts';
import type { FoundAirport } from './found.ts';
import type { MapCamera } from './view-url.ts';
import type { MapNotice } from './map-notice.ts';
import type { Route } from './route.ts';
import { NOTHING_WATCHED, type Watched } from '../live/confirmation.ts';
import { AT_FULL_RATE, type PaceChoice } from '../live/pace.ts';
import type { SessionState } from '../live/live-session.ts';

export type DialogName = 'help' | 'settings';

/** The last reading of `GET /api/status`, kept while a newer one fails. */
export interface StatusReading {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly status: ServerStatus | null;
  /** On the server's clock. */
  readonly readAtMs: number | null;
}

/** What the API says of the selected aircraft. */
export type DetailsReading =
  | { readonly state: 'none' | 'loading' | 'missing' | 'failed' }
  | { readonly state: 'ready'; readonly details: AircraftDetails };

export type TrailReading =
  { readonly state: 'none' | 'loading' | 'failed' } | { readonly state: 'ready'; readonly points: number };

/** What the header and the notices show; renewed at most once a second. */
export interface Overview {
  readonly summary: ViewSummary;
  readonly notice: MapNotice | null;
  readonly banners: readonly Banner[];
  /** On the server's clock, when this was computed. */
  readonly nowMs: number;
}

/**
 * Everything that the page shows, outside of the view. Positions are not in it: they stay in the aircraft store, and
 * components read them when one of these cells changes or a second has passed.
 */
export interface PageState {
  readonly route: Cell<Route>;
  /** Of the airport's page; null on every other. */
  readonly airportCode: Cell<string | null>;
  readonly camera: Cell<MapCamera>;
  /** Visible part of the map as it reports it; null before it is there. */
  readonly box: Cell<BoundingBox | null>;
  readonly map: Cell<'loading' | 'ready' | 'failed'>;
  readonly selection: Cell<string | null>;
  readonly details: Cell<DetailsReading>;
  readonly trail: Cell<TrailReading>;
  readonly following: Cell<boolean>;
  /** Only the selected aircraft is shown. */
  readonly isolated: Cell<boolean>;
  readonly filter: Cell<AircraftFilter>;
  /** By which map, table and figures show aircraft; follows from the filter, the view and the selection. */
  readonly shown: Cell<ShownRule>;
  /** The earth as a ball rather than flat. */
  readonly globe: Cell<boolean>;
  readonly searchOpen: Cell<boolean>;
  /** The airport that the search led to, until it is put aside. */
  readonly place: Cell<FoundAirport | null>;
  readonly filterOpen: Cell<boolean>;
  readonly paused: Cell<boolean>;
  readonly tableOpen: Cell<boolean>;
  readonly dialog: Cell<DialogName | null>;
  readonly session: Cell<SessionState>;
  /** What the server sends: the level, and how often. */
  readonly watched: Cell<Watched>;
  /** How often the page asks for frames, and why no more often. */
  readonly pace: Cell<PaceChoice>;
  readonly status: Cell<StatusReading>;
  readonly overview: Cell<Overview>;
}

export function createPageState(): PageState {
  return {
    route: createCell<Route>('map'),
    airportCode: createCell<string | null>(null),
    camera: createCell<MapCamera>(EUROPE),
    box: createCell<BoundingBox | null>(null),
    map: createCell<'loading' | 'ready' | 'failed'>('loading'),
    selection: createCell<string | null>(null),
    details: createCell<DetailsReading>({ state: 'none' }),
    trail: createCell<TrailReading>({ state: 'none' }),
    following: createCell(false),
    isolated: createCell(false),
    filter: createCell<AircraftFilter>(NO_FILTER),
    shown: createCell<ShownRule>(SHOW_AIRCRAFT),
    globe: createCell(false),
    searchOpen: createCell(false),
    place: createCell<FoundAirport | null>(null),
    filterOpen: createCell(false),
    paused: createCell(false),
    tableOpen: createCell(false),
    dialog: createCell<DialogName | null>(null),
    session: createCell<SessionState>({ name: 'connecting' }),
    watched: createCell<Watched>(NOTHING_WATCHED),
    pace: createCell<PaceChoice>(AT_FULL_RATE),
    status: createCell<StatusReading>({ state: 'loading', status: null, readAtMs: null }),
    overview: createCell<Overview>({ summary: EMPTY_SUMMARY, notice: { kind: 'loading' }, banners: [], nowMs: 0 }),
  };
}
