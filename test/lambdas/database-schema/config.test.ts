import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/database-schema/config.ts';

const env = { MONGODB_URI: 'mongodb://a' };

test('keeps live positions for 30 days and others for 24 hours unless told otherwise', () => {
  expect(readConfig(env)).toEqual({
    mongodb: { uri: 'mongodb://a', database: 'airlines', roleArn: null },
    retention: { retentionLiveDays: 30, retentionSimulatedHours: 24 },
  });
  expect(readConfig({ ...env, RETENTION_LIVE_DAYS: '7', RETENTION_SIMULATED_HOURS: '2' }).retention).toEqual({
    retentionLiveDays: 7,
    retentionSimulatedHours: 2,
  });
});

test.each([
  ['MONGODB_URI', ''],
  ['RETENTION_LIVE_DAYS', '0'],
  ['RETENTION_SIMULATED_HOURS', 'a day'],
])('fails with the name of the variable: %s=%s', (name, value) => {
  expect(() => readConfig({ ...env, [name]: value })).toThrow(name);
});
