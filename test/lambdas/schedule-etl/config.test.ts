import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/schedule-etl/config.ts';

const env = {
  MONGODB_URI: 'mongodb://127.0.0.1',
  LUFTHANSA_CLIENT_ID: 'id',
  LUFTHANSA_CLIENT_SECRET: 'secret',
};

test('without settings it is five pairs of six cities and both directions of twelve hub routes, 14 days, 250 calls', () => {
  const { plan } = readConfig(env);
  expect(plan).toMatchObject({ pairs: 5, daysAhead: 14, callsPerRun: 250 });
  expect(plan.cities).toEqual(['BIO', 'PAR', 'JFK', 'LHR', 'FRA', 'AMS']);
  expect(plan.hubRoutes).toHaveLength(12);
});

test('settings are read in either case, with spaces and doubles', () => {
  const { plan } = readConfig({
    ...env,
    SCHEDULE_CITIES: 'fra, jfk,FRA',
    SCHEDULE_PAIRS: '1',
    SCHEDULE_HUB_ROUTES: 'fra-lax, FRA-LAX',
    SCHEDULE_DAYS_AHEAD: '3',
  });
  expect(plan).toMatchObject({ cities: ['FRA', 'JFK'], pairs: 1, daysAhead: 3 });
  expect(plan.hubRoutes).toEqual([{ origin: 'FRA', destination: 'LAX' }]);
});

test.each([
  ['MONGODB_URI', '', 'MONGODB_URI must be set'],
  ['SCHEDULE_CITIES', 'FRANKFURT', 'SCHEDULE_CITIES must be IATA codes'],
  ['SCHEDULE_CITIES', 'FRA,JFK', 'SCHEDULE_PAIRS is 5, but 2 cities make 2 pairs'],
  ['SCHEDULE_PAIRS', '1.5', 'SCHEDULE_PAIRS must be a whole number from 0 to 50'],
  ['SCHEDULE_HUB_ROUTES', 'FRA', 'SCHEDULE_HUB_ROUTES must be routes'],
  ['SCHEDULE_HUB_ROUTES', 'FRA-FRA', 'SCHEDULE_HUB_ROUTES must be routes'],
  ['SCHEDULE_DAYS_AHEAD', '0', 'SCHEDULE_DAYS_AHEAD must be a whole number from 1 to 90'],
])('%s = %j is refused: %s', (name, value, message) => {
  expect(() => readConfig({ ...env, [name]: value })).toThrow(message);
});

test('routes that don’t fit the schedules’ share of the calls are refused with the sum', () => {
  expect(() => readConfig({ ...env, LUFTHANSA_CALLS_PER_HOUR: '100' })).toThrow(
    'need 24 + 10 = 34 calls a night, but of LUFTHANSA_CALLS_PER_HOUR = 100 the schedules’ share is 27',
  );
});
