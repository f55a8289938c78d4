import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/http-api/config.ts';

test('readConfig() takes the database of the first Airlines unless told otherwise', () => {
  expect(readConfig({ MONGODB_URI: 'mongodb://127.0.0.1' })).toEqual({
    mongodb: { uri: 'mongodb://127.0.0.1', database: 'airlines', roleArn: null },
    callsPerHour: 900,
  });
  expect(readConfig({ MONGODB_URI: 'mongodb://127.0.0.1', MONGODB_DATABASE: 'other' }).mongodb.database).toBe('other');
});

test.each([{}, { MONGODB_URI: '' }])('readConfig() names the variable that is missing', (env) => {
  expect(() => readConfig(env)).toThrow('MONGODB_URI must be set');
});

test('readConfig() takes the limit of calls that is shown, a whole number', () => {
  const env = { MONGODB_URI: 'mongodb://127.0.0.1' };
  expect(readConfig({ ...env, LUFTHANSA_CALLS_PER_HOUR: '450' }).callsPerHour).toBe(450);
  for (const text of ['', '0', '1.5', 'many']) {
    expect(() => readConfig({ ...env, LUFTHANSA_CALLS_PER_HOUR: text })).toThrow('LUFTHANSA_CALLS_PER_HOUR must be');
  }
});
