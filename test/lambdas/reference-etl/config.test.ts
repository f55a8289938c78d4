import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/reference-etl/config.ts';

const ENV = { MONGODB_URI: 'mongodb://db', LUFTHANSA_CLIENT_ID: 'id', LUFTHANSA_CLIENT_SECRET: 'secret' };

test('reads where the database and the API are', () => {
  expect(readConfig({ ...ENV, LUFTHANSA_CALLS_PER_HOUR: '490' })).toMatchObject({
    mongodb: { uri: 'mongodb://db', database: 'airlines', roleArn: null },
    lufthansa: { clientId: 'id', callsPerHour: 490, source: 'lufthansa' },
  });
});

test.each([
  [{ ...ENV, MONGODB_URI: '' }, 'MONGODB_URI must be set'],
  [{ ...ENV, LUFTHANSA_CLIENT_SECRET: '' }, 'LUFTHANSA_CLIENT_SECRET must be set'],
  [{ ...ENV, LUFTHANSA_CALLS_PER_HOUR: '2' }, 'LUFTHANSA_CALLS_PER_HOUR must be a whole number from 4'],
  [{ ...ENV, LUFTHANSA_CALLS_PER_SECOND: '1000' }, 'LUFTHANSA_CALLS_PER_SECOND must be a number above 0, at most 100'],
])('%j is refused: %s', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});
