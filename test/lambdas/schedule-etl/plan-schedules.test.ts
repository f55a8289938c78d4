import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#domain/calendar-date.ts';
import { routeDayText } from '#domain/schedules/route-day.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { leastCalls, planSchedules, type PlanSettings } from '../../../lambdas/schedule-etl/plan-schedules.ts';
import { readConfig } from '../../../lambdas/schedule-etl/config.ts';

const TODAY = '2026-10-20';
const settings: PlanSettings = readConfig({
  MONGODB_URI: 'mongodb://127.0.0.1',
  LUFTHANSA_CLIENT_ID: 'id',
  LUFTHANSA_CLIENT_SECRET: 'secret',
}).plan;

function plan(changes: Partial<Parameters<typeof planSchedules>[1]> = {}, of: PlanSettings = settings): string[] {
  const request = { today: TODAY, includesToday: false, random: seededRandom(1), fetched: new Map<string, number>() };
  return planSchedules(of, { ...request, ...changes }).map(routeDayText);
}

const hubDays = ({ hubRoutes, daysAhead }: PlanSettings, today: string): string[] =>
  hubRoutes.flatMap(({ origin, destination }) =>
    Array.from({ length: daysAhead }, (_, index) => addDays(today, index + 1)).flatMap((date) => [
      `${origin}-${destination}/${date}`,
      `${destination}-${origin}/${date}`,
    ]),
  );

test('five pairs of the first project’s cities come first, tomorrow, then their ways back', () => {
  const first = plan().slice(0, 10);
  const cities = new Set(['BIO', 'PAR', 'JFK', 'LHR', 'FRA', 'AMS']);
  const pairs = first.map((text) => text.slice(0, 7));
  expect(first.every((text) => text.endsWith('/2026-10-21'))).toBe(true);
  expect(pairs.every((pair) => pair.split('-').every((code) => cities.has(code)))).toBe(true);
  expect(new Set(pairs).size).toBe(10);
  const back = pairs.slice(0, 5).map((pair) => pair.split('-').reverse().join('-'));
  expect(pairs.slice(5)).toEqual(back);
});

test('another night draws other pairs', () => {
  expect(plan({ random: seededRandom(2) }).slice(0, 5)).not.toEqual(plan().slice(0, 5));
});

test('a pair and its way back that are both drawn are fetched once', () => {
  const both = { ...settings, cities: ['FRA', 'JFK'], pairs: 2 };
  const tomorrow = plan({}, both).filter((text) => text.endsWith('/2026-10-21') && /FRA-JFK|JFK-FRA/.test(text));
  expect(tomorrow.sort()).toEqual(['FRA-JFK/2026-10-21', 'JFK-FRA/2026-10-21']);
});

test('what was never fetched comes before what was, nearest day first', () => {
  const never = plan().slice(10);
  const dates = never.map((text) => text.slice(-10));
  expect(dates).toEqual([...dates].sort());
  const [first = '', second = ''] = never;
  expect(plan({ fetched: new Map([[first, 1]]) })[10]).toBe(second);
});

test('when all was fetched, what was fetched longest ago comes first', () => {
  const ages = new Map(hubDays(settings, TODAY).map((text, index) => [text, 1000 + index]));
  ages.set('FRA-JFK/2026-10-30', 1);
  const refetched = plan({ fetched: ages }, { ...settings, pairs: 0 });
  expect(refetched[0]).toBe('FRA-JFK/2026-10-30');
  const order = refetched.map((text) => ages.get(text) ?? 0);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('an empty database gets the hub routes of today too, the pairs from tomorrow', () => {
  const days = plan({ includesToday: true });
  expect(days).toContain('FRA-CDG/2026-10-20');
  expect(days.slice(0, 10).every((text) => text.endsWith('/2026-10-21'))).toBe(true);
  expect(plan()).not.toContain('FRA-CDG/2026-10-20');
});

test('by default every day of every hub route is fetched within two nights of the first', () => {
  const fetched = new Map<string, number>();
  for (let night = 0; night < 3; night++) {
    const random = seededRandom(night);
    for (const text of plan({ today: addDays(TODAY, night), fetched, random })) fetched.set(text, night);
  }
  expect(hubDays(settings, addDays(TODAY, 2)).filter((text) => !fetched.has(text))).toEqual([]);
});

const CODES = ['BIO', 'PAR', 'JFK', 'LHR', 'FRA', 'AMS', 'MUC', 'ZRH', 'VIE', 'BRU'];
const routes = fc.uniqueArray(fc.tuple(fc.constantFrom(...CODES), fc.constantFrom(...CODES)), {
  maxLength: 12,
  selector: (route) => route.join('-'),
});
const anySettings = fc
  .record({
    routes,
    cities: fc.subarray(CODES),
    pairs: fc.nat(8),
    daysAhead: fc.integer({ min: 1, max: 20 }),
    spare: fc.nat(30),
  })
  .map(({ routes: drawn, spare, ...rest }): PlanSettings => {
    const hubRoutes = drawn
      .filter(([from, to]) => from !== to)
      .map(([origin, destination]) => ({ origin, destination }));
    const most = {
      ...rest,
      pairs: Math.min(rest.pairs, rest.cities.length * Math.max(0, rest.cities.length - 1)),
      hubRoutes,
    };
    return { ...most, callsPerRun: leastCalls({ ...most, callsPerRun: 0 }) + spare };
  });

test('no plan asks for more than its calls, nor for anything twice', () => {
  fc.assert(
    fc.property(anySettings, fc.nat(), fc.nat(40), (of, seed, calls) => {
      const days = plan({ random: seededRandom(seed) }, { ...of, callsPerRun: calls });
      expect(days.length).toBeLessThanOrEqual(calls);
      expect(new Set(days).size).toBe(days.length);
    }),
  );
});

test('with the least calls that the configuration admits every day of a hub route is fetched before it begins', () => {
  fc.assert(
    fc.property(anySettings, fc.nat(), (of, seed) => {
      const fetched = new Map<string, number>();
      for (let night = 0; night < 25; night++) {
        const today = addDays(TODAY, night);
        for (const text of plan({ today, fetched, random: seededRandom(seed, night) }, of)) fetched.set(text, night);
        const tomorrow = hubDays({ ...of, daysAhead: 1 }, today);
        expect(tomorrow.filter((text) => !fetched.has(text))).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});
