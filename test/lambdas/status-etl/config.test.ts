import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/status-etl/config.ts';

const env = {
  MONGODB_URI: 'mongodb://127.0.0.1',
  LUFTHANSA_CLIENT_ID: 'id',
  LUFTHANSA_CLIENT_SECRET: 'secret',
};

test('without settings Frankfurt and Munich are followed', () => {
  expect(readConfig(env).airports).toEqual(['FRA', 'MUC']);
});

test('airports are read in either case, with spaces and doubles', () => {
  expect(readConfig({ ...env, STATUS_AIRPORTS: 'zrh, VIE,ZRH' }).airports).toEqual(['ZRH', 'VIE']);
});

test.each([
  ['MONGODB_URI', '', 'MONGODB_URI must be set'],
  ['STATUS_AIRPORTS', 'Frankfurt', 'STATUS_AIRPORTS must be IATA codes'],
  ['STATUS_AIRPORTS', ' , ', 'STATUS_AIRPORTS must be IATA codes'],
])('%s = %j is refused: %s', (name, value, message) => {
  expect(() => readConfig({ ...env, [name]: value })).toThrow(message);
});

test('airports that don’t fit the status’ share of the calls are refused with the sum', () => {
  const nine = 'FRA,MUC,ZRH,VIE,BRU,CDG,LHR,AMS,JFK';
  expect(readConfig({ ...env, STATUS_AIRPORTS: nine }).airports).toHaveLength(9);
  expect(() => readConfig({ ...env, STATUS_AIRPORTS: `${nine},MAD` })).toThrow(
    '10 airports x 2 directions x 4 calls x 4 runs = 320 calls an hour, but of LUFTHANSA_CALLS_PER_HOUR = 900 the status’ share is 300',
  );
});
