import { expect, test } from 'vitest';
import { invocationLimits } from '#adapters/etl/invocation-limits.ts';

test('of fifteen minutes the last twenty seconds begin no call', () => {
  const { untilMs, signal } = invocationLimits(900_000, () => 1_000_000);
  expect(untilMs).toBe(1_880_000);
  expect(signal.aborted).toBe(false);
});

test('of a short time a part is left', () => {
  expect(invocationLimits(10_000, () => 0).untilMs).toBe(8000);
});

test('the host’s signal ends the run', () => {
  const host = new AbortController();
  const { signal } = invocationLimits(Number.MAX_SAFE_INTEGER, () => 0, host.signal);
  expect(signal.aborted).toBe(false);
  host.abort();
  expect(signal.aborted).toBe(true);
});
