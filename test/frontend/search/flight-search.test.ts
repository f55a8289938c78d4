import { describe, expect, it } from 'vitest';
import type { Flights, FlightsQuery, Routes, RoutesQuery } from '#contracts/http-flights.ts';
import { ApiError } from '../../../frontend/src/api/api-error.ts';
import type { ScheduleClient } from '../../../frontend/src/api/schedule-client.ts';
import type { Language } from '../../../frontend/src/i18n/languages.ts';
import { createFlightSearch } from '../../../frontend/src/search/flight-search.ts';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createBrowserHistory } from '../../fakes/browser-history.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import {
  aDirection,
  FIRST_DAY,
  INBOUND_DAYS,
  OUTBOUND_DAYS,
  placeOf,
  TIMETABLE_PLACES,
} from '../../fixtures/search-timetable.ts';

const REACHABLE: Readonly<Record<string, readonly string[]>> = {
  FRA: ['NYC', 'JFK', 'MUC', 'KTM'],
  MUC: ['FRA', 'AMS'],
};

/** A client whose answers come when the test lets them. */
function createClient() {
  const asked: string[] = [];
  const state = { failure: null as ApiError | null, held: [] as (() => void)[], isHolding: false };
  const answer = async <T>(name: string, query: object, make: () => T): Promise<T> => {
    asked.push(`${name} ${JSON.stringify(query)}`);
    if (state.failure !== null) throw state.failure;
    if (state.isHolding) await new Promise<void>((resolve) => state.held.push(resolve));
    return make();
  };
  const client: ScheduleClient = {
    routes: (query: RoutesQuery) =>
      answer('routes', query, (): Routes => {
        const { from = null, to = null } = query;
        const codes = from === null ? null : (REACHABLE[from] ?? ['FRA']);
        const places = TIMETABLE_PLACES.filter(({ code }) => codes?.includes(code) ?? code !== 'KTM');
        const dates = to === null ? [] : from === 'FRA' ? OUTBOUND_DAYS : INBOUND_DAYS;
        return { from, to, sample: true, places: [...places], dates };
      }),
    flights: (query: FlightsQuery) =>
      answer('flights', query, (): Flights => {
        const { from, to, date, return: back } = query;
        return {
          sample: true,
          outbound: aDirection(from, to, date),
          inbound: back === undefined ? null : aDirection(to, from, back),
        };
      }),
  };
  return { client, asked, state };
}

async function setUp(
  start = '/flights',
  change: (state: ReturnType<typeof createClient>['state']) => void = () => undefined,
) {
  const { client, asked, state } = createClient();
  change(state);
  const scheduler = createManualScheduler();
  const history = createBrowserHistory(start);
  const language = createCell<Language>('fr');
  const search = createFlightSearch({ client, scheduler, address: history.bar, language, today: () => '2026-11-24' });
  await scheduler.advance(0);
  return { search, asked, state, scheduler, history, language, settled: () => scheduler.advance(0) };
}

const found = `/flights?from=FRA&to=NYC&date=${FIRST_DAY}`;

describe('form of the search', () => {
  it('offers only what can be reached, and the days of the route with the first one filled in', async () => {
    const { search, settled } = await setUp();
    search.fields.choosePlace('from', placeOf('FRA'));
    await settled();
    expect(search.choices.destinations.get().places.map(({ code }) => code)).toEqual(['KTM', 'MUC', 'NYC', 'JFK']);
    search.fields.choosePlace('to', placeOf('NYC'));
    await settled();
    expect(search.form.get().date.date).toBe(FIRST_DAY);
    expect(search.choices.inboundDates.get().dates).toEqual(INBOUND_DAYS);
  });

  it('clears a destination that can’t be reached any more, and says so', async () => {
    const { search, settled } = await setUp();
    search.fields.choosePlace('from', placeOf('FRA'));
    await settled();
    search.fields.choosePlace('to', placeOf('NYC'));
    search.fields.choosePlace('from', placeOf('MUC'));
    await settled();
    expect(search.form.get().to.place).toBeNull();
    expect(search.notice.get()).toEqual({ kind: 'to-cleared', from: placeOf('MUC'), to: placeOf('NYC') });
  });

  it('swaps what is possible and says what isn’t', async () => {
    const { search, settled } = await setUp();
    search.fields.choosePlace('from', placeOf('FRA'));
    search.fields.choosePlace('to', placeOf('MUC'));
    await settled();
    search.fields.swap();
    await settled();
    expect([search.form.get().from.place?.code, search.form.get().to.place?.code]).toEqual(['MUC', 'FRA']);
    expect(search.notice.get()?.kind).toBe('swapped');
    search.fields.swap();
    search.fields.choosePlace('to', placeOf('KTM'));
    await settled();
    search.fields.swap();
    expect(search.notice.get()).toEqual({ kind: 'swap-impossible', place: placeOf('KTM') });
    expect(search.form.get().from.place?.code).toBe('FRA');
  });

  it('takes the one place that was typed when it is left, and leaves what is several', async () => {
    const { search } = await setUp();
    search.fields.typePlace('from', 'dussel');
    search.fields.settlePlace('from');
    expect(search.form.get().from.place?.code).toBe('DUS');
    search.fields.typePlace('from', 'lon');
    search.fields.settlePlace('from');
    expect(search.form.get().from.place?.code).toBe('LON');
    search.fields.typePlace('from', 'london');
    search.fields.settlePlace('from');
    expect(search.form.get().from).toEqual({ place: null, typed: 'london' });
  });

  it('names every problem when it is sent, and each at its field', async () => {
    const { search, settled, asked } = await setUp();
    expect(search.submit()).toBe(false);
    expect(search.problems.get()).toEqual({ from: 'missing', to: 'missing', date: 'missing' });
    search.fields.typePlace('from', 'atlantis');
    expect(search.problems.get().from).toBeUndefined();
    search.fields.typeDate('date', 'demain');
    expect(search.submit()).toBe(false);
    expect(search.problems.get()).toEqual({ from: 'unknown', to: 'missing', date: 'unreadable' });
    search.fields.choosePlace('from', placeOf('FRA'));
    search.fields.choosePlace('to', placeOf('NYC'));
    await settled();
    search.fields.chooseDate('date', OUTBOUND_DAYS[3]!);
    search.fields.typeDate('return', '2030-12-04');
    search.fields.settleDate('return');
    expect(search.problems.get()).toEqual({ return: 'before-departure' });
    search.fields.chooseDate('return', '2030-12-06');
    expect(search.problems.get()).toEqual({ return: 'not-stored' });
    search.fields.chooseDate('return', null);
    expect(search.problems.get()).toEqual({});
    expect(asked.some((line) => line.startsWith('flights'))).toBe(false);
  });
});

describe('search', () => {
  it('makes a step in the history and asks with both days', async () => {
    const { search, history, asked, settled } = await setUp();
    search.fields.choosePlace('from', placeOf('FRA'));
    search.fields.choosePlace('to', placeOf('NYC'));
    await settled();
    search.fields.chooseDate('return', INBOUND_DAYS[0]!);
    expect(search.submit()).toBe(true);
    await settled();
    expect(history.entries).toEqual(['/flights', `${found}&return=${INBOUND_DAYS[0]!}`]);
    expect(asked.at(-1)).toContain(`"return":"${INBOUND_DAYS[0]!}","lang":"fr"`);
    expect(search.results.reading.get()).toMatchObject({
      state: 'ready',
      flights: { inbound: { from: placeOf('NYC') } },
    });
    expect(search.focusWanted.get()).toBe(true);
  });

  it('shows at once what an address asks for, fills the form, and takes no focus', async () => {
    const { search } = await setUp(`${found}&sort=-duration&page=2`);
    expect(search.results.reading.get().state).toBe('ready');
    expect(search.form.get().from.place?.code).toBe('FRA');
    expect(search.form.get().to.place?.code).toBe('NYC');
    expect(search.view.get().outbound).toEqual({ sort: { column: 'duration', ascending: false }, page: 2 });
    expect(search.focusWanted.get()).toBe(false);
  });

  it('writes sort and page in place; another sort begins at the first page', async () => {
    const { search, history } = await setUp(found);
    search.show('outbound', { page: 2 });
    expect(history.entries).toEqual([`${found}&page=2`]);
    search.show('outbound', { sort: { column: 'stops', ascending: true } });
    expect(history.entries).toEqual([`${found}&sort=stops`]);
  });

  it('goes back and forward through searches', async () => {
    const { search, history, settled } = await setUp(found);
    search.search(search.onDay('outbound', OUTBOUND_DAYS[2]!)!);
    await settled();
    expect(search.form.get().date.date).toBe(OUTBOUND_DAYS[2]);
    history.go(-1);
    await settled();
    expect(search.form.get().date.date).toBe(FIRST_DAY);
    expect(search.results.reading.get()).toMatchObject({ query: { date: FIRST_DAY }, state: 'ready' });
  });

  it('keeps the newest answer where an older one comes later', async () => {
    const { search, state, settled } = await setUp(found);
    state.isHolding = true;
    search.search(search.onDay('outbound', OUTBOUND_DAYS[1]!)!);
    search.search(search.onDay('outbound', OUTBOUND_DAYS[2]!)!);
    await settled();
    for (const release of state.held.toReversed()) {
      release();
      await settled();
    }
    expect(search.results.reading.get()).toMatchObject({ flights: { outbound: { date: OUTBOUND_DAYS[2] } } });
  });

  it('drops a return that would be before another departure', async () => {
    const { search } = await setUp(`${found}&return=${INBOUND_DAYS[0]!}`);
    expect(search.onDay('outbound', OUTBOUND_DAYS[5]!)?.return).toBeNull();
    expect(search.onDay('outbound', OUTBOUND_DAYS[1]!)?.return).toBe(INBOUND_DAYS[0]);
    expect(search.onDay('inbound', INBOUND_DAYS[3]!)).toMatchObject({ date: FIRST_DAY, return: INBOUND_DAYS[3] });
  });

  it('asks again in another language', async () => {
    const { language, asked, settled } = await setUp(found);
    language.set('de');
    await settled();
    expect(asked.filter((line) => line.startsWith('flights')).map((line) => line.slice(-12))).toEqual([
      '"lang":"fr"}',
      '"lang":"de"}',
    ]);
  });
});

describe('failures', () => {
  it('waits while nothing is stored, and goes on by itself', async () => {
    const { search, state, scheduler } = await setUp(found, (made) => {
      made.failure = new ApiError(503, 'refused', 'nothing stored');
    });
    expect(search.choices.origins.get().state).toBe('waiting');
    expect(search.results.reading.get()).toMatchObject({ state: 'failed', reason: 'unavailable' });
    state.failure = null;
    await scheduler.advance(5000);
    expect(search.choices.origins.get().state).toBe('ready');
    await scheduler.advance(0);
    expect(search.results.reading.get().state).toBe('ready');
  });

  it.each([
    [new ApiError(null, 'unreachable', ''), 'unreachable'],
    [new ApiError(404, 'not_found', ''), 'unknown-place'],
    [new ApiError(400, 'refused', ''), 'refused'],
    [new ApiError(503, 'refused', ''), 'unavailable'],
  ])('tells %o apart', async (failure, reason) => {
    const { search, state, settled } = await setUp(found);
    state.failure = failure;
    search.search(search.onDay('outbound', OUTBOUND_DAYS[1]!)!);
    await settled();
    expect(search.results.reading.get()).toMatchObject({ state: 'failed', reason });
    state.failure = null;
    search.results.again();
    await settled();
    expect(search.results.reading.get().state).toBe('ready');
  });

  it('lets any day through where the days could not be read', async () => {
    const { search, state, settled } = await setUp();
    search.fields.choosePlace('from', placeOf('FRA'));
    await settled();
    state.failure = new ApiError(500, 'refused', '');
    search.fields.choosePlace('to', placeOf('NYC'));
    await settled();
    search.fields.chooseDate('date', '2031-01-01');
    expect(search.problems.get()).toEqual({});
    expect(search.submit()).toBe(true);
  });
});
