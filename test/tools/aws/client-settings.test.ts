import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findRegion, requireRegion } from '../../../tools/aws/client-settings.ts';

beforeEach(() => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
  // No file of whoever runs the tests.
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
});
afterEach(() => vi.unstubAllEnvs());

test('the region is that of AWS_REGION, then AWS_DEFAULT_REGION, as the CDK takes them', async () => {
  expect(await findRegion({ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' })).toBe('eu-west-1');
  expect(await findRegion({ AWS_DEFAULT_REGION: 'us-east-1' })).toBe('us-east-1');
});

test('without one, nothing is guessed', async () => {
  expect(await findRegion({})).toBeNull();
  await expect(requireRegion({})).rejects.toThrow(/export AWS_REGION/);
});
