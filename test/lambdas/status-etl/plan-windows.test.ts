import { expect, test } from 'vitest';
import { createLocalClocks } from '#domain/local-time.ts';
import { planWindows } from '../../../lambdas/status-etl/plan-windows.ts';
import { instantAt } from '../../fixtures/itineraries.ts';

const clocks = createLocalClocks();
const ZONES: Readonly<Record<string, string>> = {
  FRA: 'Europe/Berlin',
  JFK: 'America/New_York',
  KTM: 'Asia/Kathmandu',
  CXI: 'Pacific/Kiritimati',
};
const zoneOf = (code: string): string | null => ZONES[code] ?? null;

function plan(airports: readonly string[], nowMs: number, windows: 1 | 2 = 1) {
  return planWindows({ airports, windows, nowMs, zoneOf, clocks });
}

test('departures and arrivals begin two hours ago by the clocks of each airport', () => {
  const nowMs = Date.parse('2026-12-01T00:10Z');
  const { windows } = plan(['FRA', 'JFK', 'KTM', 'CXI'], nowMs);
  expect(windows.map(({ airport, direction, fromLocal }) => `${airport} ${direction} ${fromLocal}`)).toEqual([
    'FRA departures 2026-11-30T23:10',
    'FRA arrivals 2026-11-30T23:10',
    'JFK departures 2026-11-30T17:10',
    'JFK arrivals 2026-11-30T17:10',
    'KTM departures 2026-12-01T03:55',
    'KTM arrivals 2026-12-01T03:55',
    'CXI departures 2026-12-01T12:10',
    'CXI arrivals 2026-12-01T12:10',
  ]);
});

test('a second window overlaps the first', () => {
  const { windows } = plan(['FRA'], Date.parse('2026-12-01T12:00Z'), 2);
  expect(windows.map(({ name, fromLocal }) => `${name} ${fromLocal}`)).toEqual([
    'FRA/departures/1 2026-12-01T11:00',
    'FRA/arrivals/1 2026-12-01T11:00',
    'FRA/departures/2 2026-12-01T14:45',
    'FRA/arrivals/2 2026-12-01T14:45',
  ]);
});

test('an airport whose clocks nobody knows is named', () => {
  expect(plan(['XXX', 'FRA'], 0)).toMatchObject({ withoutZone: ['XXX'], windows: [{ airport: 'FRA' }, {}] });
});

const QUARTER_MS = 900_000;
const FOUR_HOURS_MS = 4 * 3_600_000;

test.each([
  ['FRA', '2026-03-29T00:00Z'],
  ['FRA', '2026-10-25T00:00Z'],
  ['JFK', '2026-03-08T06:00Z'],
  ['JFK', '2026-11-01T05:00Z'],
])(
  'around %s’s change of clocks at %s no time passes unseen, however a doubled hour is read',
  (airport, aroundText) => {
    const aroundMs = Date.parse(aroundText);
    const clock = clocks.of(ZONES[airport]!)!;
    for (let nowMs = aroundMs - 6 * 3_600_000; nowMs < aroundMs + 6 * 3_600_000; nowMs += QUARTER_MS) {
      const [window] = plan([airport], nowMs).windows;
      const begins = clock.instantsOf(window!.fromLocal);
      expect(begins.length).toBeGreaterThan(0);
      for (const beginMs of begins) {
        // A flight is seen in the hour before it happens and in the hour after, which the run before saw as well.
        expect(beginMs).toBeLessThanOrEqual(nowMs - 3_600_000);
        expect(beginMs + FOUR_HOURS_MS).toBeGreaterThanOrEqual(nowMs + 3_600_000);
      }
    }
  },
);

test('the clocks of the test are those of the tested zones', () => {
  expect(clocks.of('Europe/Berlin')!.instantsOf('2026-10-25T02:30')).toHaveLength(2);
  expect(instantAt('2026-12-01T13:00', 'Europe/Berlin')).toBe(Date.parse('2026-12-01T12:00Z'));
});
