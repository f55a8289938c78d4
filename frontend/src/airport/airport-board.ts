import type { Board, BoardDirection } from '#contracts/http-board.ts';
import type { Place } from '#contracts/http-flights.ts';
import { ApiError } from '../api/api-error.ts';
import type { BoardClient, BoardWindow } from '../api/board-client.ts';
import type { Language } from '../i18n/languages.ts';
import type { PagePresence } from '../live/presence.ts';
import type { Scheduler } from '../live/scheduler.ts';
import { createLatestOnly } from '../schedules/latest-only.ts';
import type { AddressBar } from '../state/address-sync.ts';
import { createCell, type ReadonlyCell } from '../state/cell.ts';
import { airportCodeOfPath, airportPath } from '../state/route.ts';
import { createAirportClock } from './airport-clock.ts';
import { formatAirportUrl, parseAirportUrl, type BoardView } from './airport-url.ts';

export type BoardFailure = 'unreachable' | 'refused';

/**
 * The newest answer. `waiting`: nothing is stored yet, or the database is away; it is asked again until there is something.
 * `unknown`: no such airport. A board whose renewal failed is kept and `isOutdated`.
 */
export type BoardReading =
  | { readonly state: 'loading' | 'waiting' | 'unknown' }
  | { readonly state: 'ready'; readonly board: Board; readonly isOutdated: boolean }
  | { readonly state: 'failed'; readonly reason: BoardFailure };

/** The board of one airport apart from how it looks. */
export interface AirportBoard {
  readonly code: string;
  readonly view: ReadonlyCell<BoardView>;
  readonly reading: ReadonlyCell<BoardReading>;
  /** The airport, from the first answer on. */
  readonly place: ReadonlyCell<Place | null>;
  readonly showDirection: (direction: BoardDirection) => void;
  /** @param date a day there, null for now */
  readonly showDate: (date: string | null) => void;
  readonly filter: (text: string) => void;
  readonly again: () => void;
  readonly close: () => void;
}

export interface AirportBoardOptions {
  readonly code: string;
  readonly client: BoardClient;
  readonly scheduler: Scheduler;
  readonly address: AddressBar;
  readonly language: ReadonlyCell<Language>;
  readonly presence: Pick<PagePresence, 'isHidden' | 'subscribe'>;
  /** The server's time. */
  readonly nowMs: () => number;
}

const RENEW_MS = 60_000;
const ASK_AGAIN_MS = 5000;
/** Browsers refuse more than 100 changes of the address in 30 s. */
const REPLACE_AFTER_MS = 400;
const IATA_CODE = /^[A-Z0-9]{3}$/;

/** Keeps board and address saying the same, and renews the board every minute for as long as somebody looks at it. */
export function createAirportBoard(options: AirportBoardOptions): AirportBoard {
  const { code, client, scheduler, address, presence } = options;
  const view = createCell(parseAirportUrl(address.search()));
  const reading = createCell<BoardReading>({ state: 'loading' });
  const place = createCell<Place | null>(null);
  const work = createLatestOnly();
  let cancelNext: () => void = () => undefined;
  let cancelReplace: () => void = () => undefined;
  let isDue = false;

  async function read(signal: AbortSignal): Promise<BoardReading> {
    const { direction, date } = view.get();
    const language = options.language.get();
    try {
      const window = date === null ? null : await windowOf(date, signal);
      const board = await client.board(code, { direction, window, language }, signal);
      if (!signal.aborted) place.set(board.place);
      return { state: 'ready', board, isOutdated: false };
    } catch (error) {
      return failureOf(error);
    }
  }

  /** The instants of a day there; which those are, an empty board says while the zone isn't known. */
  async function windowOf(date: string, signal: AbortSignal): Promise<BoardWindow> {
    let known = place.get();
    if (known === null) {
      const nowMs = Math.round(options.nowMs());
      const asked = { direction: 'departures', language: options.language.get() } as const;
      ({ place: known } = await client.board(code, { ...asked, window: { fromMs: nowMs, toMs: nowMs } }, signal));
    }
    return createAirportClock(known.timeZone).dayWindow(date);
  }

  function load(): void {
    cancelNext();
    isDue = false;
    if (!IATA_CODE.test(code)) {
      reading.set({ state: 'unknown' });
      return;
    }
    work.begin(async (signal) => {
      const next = await read(signal);
      if (signal.aborted) return;
      const before = reading.get();
      if (before.state === 'ready' && next.state !== 'ready') reading.set({ ...before, isOutdated: true });
      else reading.set(next);
      cancelNext = scheduler.after(next.state === 'waiting' ? ASK_AGAIN_MS : RENEW_MS, loadIfSeen);
    });
  }

  function loadIfSeen(): void {
    if (presence.isHidden()) isDue = true;
    else load();
  }

  function loadAnew(): void {
    reading.set({ state: 'loading' });
    load();
  }

  function show(change: Partial<BoardView>): void {
    const next = { ...view.get(), ...change };
    cancelReplace();
    view.set(next);
    address.push(airportPath(code) + formatAirportUrl(next, address.search()));
    loadAnew();
  }

  function replaceNow(): void {
    if (airportCodeOfPath(address.pathname()) !== code) return;
    address.replace(airportPath(code) + formatAirportUrl(view.get(), address.search()));
  }

  function restore(): void {
    if (airportCodeOfPath(address.pathname()) !== code) return;
    const before = view.get();
    const next = parseAirportUrl(address.search());
    view.set(next);
    if (next.direction !== before.direction || next.date !== before.date) loadAnew();
  }

  const stops = [
    address.onPop(restore),
    options.language.subscribe(load),
    presence.subscribe(() => {
      if (isDue && !presence.isHidden()) load();
    }),
  ];
  load();

  return {
    code,
    view,
    reading,
    place,
    showDirection(direction) {
      if (direction !== view.get().direction) show({ direction });
    },
    showDate(date) {
      if (date !== view.get().date) show({ date });
    },
    filter(text) {
      const next = { ...view.get(), filter: text };
      view.set(next);
      cancelReplace();
      cancelReplace = scheduler.after(REPLACE_AFTER_MS, replaceNow);
    },
    again: loadAnew,
    close() {
      for (const stop of stops) stop();
      cancelNext();
      cancelReplace();
      work.abort();
    },
  };
}

function failureOf(error: unknown): BoardReading {
  if (!(error instanceof ApiError) || error.code === 'unreachable') return { state: 'failed', reason: 'unreachable' };
  if (error.status === 404) return { state: 'unknown' };
  return error.status === 503 ? { state: 'waiting' } : { state: 'failed', reason: 'refused' };
}
