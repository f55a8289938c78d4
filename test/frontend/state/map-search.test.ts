import { describe, expect, it } from 'vitest';
import { AIRPORTS } from '#domain/airports.ts';
import type { AircraftSearch } from '#contracts/http-aircraft-search.ts';
import { ApiError } from '../../../frontend/src/api/api-error.ts';
import type { FindClient } from '../../../frontend/src/api/find-client.ts';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createMapSearch } from '../../../frontend/src/state/map-search.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import { aircraft, HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';

const NOBODY: AircraftSearch = { total: 0, aircraft: [] };
const FAR: AircraftSearch['aircraft'][number] = {
  icao24: '7c6b2d',
  kind: 'live',
  callsign: 'QFA1',
  registration: 'VH-ZNA',
  typeCode: 'B789',
  flightNumber: null,
  lat: -33,
  lon: 151,
  observedAtMs: HEARD_AT_MS,
};

function setUp({ hasAirports = false } = {}) {
  const scheduler = createManualScheduler();
  const asked: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const answers = {
    aircraft: (): Promise<AircraftSearch> => Promise.resolve(NOBODY),
    airports: (): ReturnType<FindClient['airports']> => Promise.reject(new ApiError(503, 'refused', 'no schedules')),
  };
  const client: FindClient = {
    aircraft(text, signal) {
      asked.push(`aircraft ${text}`);
      signals.push(signal);
      return answers.aircraft();
    },
    address(icao24) {
      asked.push(`address ${icao24}`);
      return Promise.reject(new ApiError(404, 'not_found', 'Nothing is stored.'));
    },
    airports(text, language) {
      asked.push(`airports ${text} ${language}`);
      return answers.airports();
    },
  };
  const held = new Map(
    [aircraft('3944e1', { callsign: 'AFR1234' }), aircraft('3944e2', { callsign: 'AFR12' })].map((one) => [
      one.icao24,
      one,
    ]),
  );
  const search = createMapSearch({
    store: { all: () => held.values(), get: (icao24) => held.get(icao24) },
    client,
    hasAirports: () => hasAirports,
    loadAirports: () => Promise.resolve(AIRPORTS),
    language: createCell('fr' as const),
    scheduler,
  });
  const names = (): string[] =>
    search.reading.get().found.map((one) => (one.kind === 'aircraft' ? `${one.icao24} ${one.where}` : one.iata));
  return { scheduler, asked, signals, answers, search, names };
}

describe('the search of the map', () => {
  it('shows what the page holds at once, the exact one first', async () => {
    const { scheduler, search, names, asked } = setUp();
    search.type('af 0012');
    await scheduler.advance(60);
    expect(names()).toEqual(['3944e2 held', '3944e1 held']);
    expect(search.reading.get().remote).toBe('loading');
    expect(asked).toEqual([]);
  });

  it('gives what is typed to whoever presses Enter before the pause, not what was typed before', async () => {
    const { scheduler, search, asked } = setUp();
    search.type('AFR1234');
    await scheduler.advance(100);
    search.type('AFR12');
    expect(search.foundNow()).toMatchObject([{ icao24: '3944e2' }, { icao24: '3944e1' }]);
    await scheduler.advance(250);
    expect(asked).toEqual(['aircraft AFR12']);
  });

  it('asks the server once the typing rests, and adds what the page does not hold', async () => {
    const { scheduler, search, names, asked, answers } = setUp();
    answers.aircraft = () => Promise.resolve({ total: 1, aircraft: [FAR] });
    search.type('QF');
    await scheduler.advance(100);
    search.type('QFA1');
    await scheduler.advance(250);
    expect(asked).toEqual(['aircraft QFA1']);
    expect(names()).toEqual(['7c6b2d elsewhere']);
    expect(search.reading.get().remote).toBe('ready');
  });

  it('asks for a whole address that it does not hold, and takes "never heard" for an answer', async () => {
    const { scheduler, search, asked } = setUp();
    search.type('3C664E');
    await scheduler.advance(300);
    expect(asked).toContain('address 3c664e');
    expect(search.reading.get().remote).toBe('ready');
    search.type('3944E1');
    await scheduler.advance(300);
    expect(asked).not.toContain('address 3944e1');
  });

  it('finds airports without the server, and asks it only where it has some', async () => {
    const without = setUp();
    without.search.type('Nice');
    await without.scheduler.advance(300);
    expect(without.names()[0]).toBe('NCE');
    expect(without.asked).toEqual(['aircraft Nice']);
    const withAirports = setUp({ hasAirports: true });
    withAirports.answers.airports = () =>
      Promise.resolve({
        total: 1,
        sample: false,
        next: null,
        items: [
          {
            code: 'LHR',
            cityCode: 'LON',
            countryCode: 'GB',
            locationType: 'Airport',
            name: 'Londres',
            names: { fr: 'Londres' },
            lat: 51.5,
            lon: -0.5,
            timeZone: null,
            isGone: false,
          },
          {
            code: 'QQS',
            cityCode: 'LON',
            countryCode: 'GB',
            locationType: 'Rail Station',
            name: 'Londres',
            names: {},
            lat: 51.5,
            lon: -0.1,
            timeZone: null,
            isGone: false,
          },
        ],
      });
    withAirports.search.type('Londres');
    await withAirports.scheduler.advance(300);
    expect(withAirports.names()).toEqual(['LHR']);
  });

  it('keeps what it holds where the server fails, says so, and asks again when told to', async () => {
    const { scheduler, search, names, answers } = setUp();
    answers.aircraft = () => Promise.reject(new ApiError(null, 'unreachable', 'away'));
    search.type('AFR1234');
    await scheduler.advance(300);
    expect(names()).toEqual(['3944e1 held']);
    expect(search.reading.get().remote).toBe('failed');
    answers.aircraft = () => Promise.resolve(NOBODY);
    search.retry();
    await scheduler.advance(1);
    expect(search.reading.get().remote).toBe('ready');
  });

  it('lets go of a question once something else is typed, and of everything when nothing is', async () => {
    const { scheduler, search, signals } = setUp();
    search.type('AFR');
    await scheduler.advance(300);
    search.type('');
    expect(signals[0]?.aborted).toBe(true);
    expect(search.reading.get()).toEqual({ text: '', found: [], remote: 'idle' });
  });

  it('asks nothing for a single sign', async () => {
    const { scheduler, search, asked } = setUp();
    search.type('A');
    await scheduler.advance(1000);
    expect(asked).toEqual([]);
    expect(search.reading.get().remote).toBe('idle');
  });
});
