import { expect, test } from 'vitest';
import { createFaultPlan } from '../../../local/lufthansa-stub/faults.ts';
import { NO_FAULTS } from '../../../local/lufthansa-stub/options.ts';

const KEYS = Array.from({ length: 2000 }, (_, index) => `K${index}`);
const share = (count: number, of: number): number => count / of;

test('calls fail as often as asked, the same ones for the same seed', () => {
  const faults = { ...NO_FAULTS, gatewayTimeoutShare: 0.05, throttleShare: 0.03, htmlShare: 0.02 };
  const draw = (): (number | undefined)[] => {
    const plan = createFaultPlan(faults);
    return KEYS.map(() => plan.nextCall()?.status);
  };
  const statuses = draw();
  expect(draw()).toEqual(statuses);
  expect(share(statuses.filter((status) => status === 504).length, KEYS.length)).toBeCloseTo(0.05, 1);
  expect(statuses).toContain(403);
  expect(statuses).toContain(502);
  expect(statuses.filter((status) => status === undefined).length).toBeGreaterThan(KEYS.length * 0.85);
});

test('a bad record fails in a list with 500 or 404, and mostly answers by its code', () => {
  const plan = createFaultPlan({ ...NO_FAULTS, badRecordShare: 0.1 });
  const bad = KEYS.filter((key) => plan.ofRecord('airports', key, 'list') !== null);
  expect(share(bad.length, KEYS.length)).toBeCloseTo(0.1, 1);
  expect(new Set(bad.map((key) => plan.ofRecord('airports', key, 'list')?.status))).toEqual(new Set([404, 500]));
  const hopeless = bad.filter((key) => plan.ofRecord('airports', key, 'code') !== null);
  expect(hopeless.length).toBeGreaterThan(0);
  expect(hopeless.length).toBeLessThan(bad.length / 3);
});

test('without faults nothing fails', () => {
  const plan = createFaultPlan(NO_FAULTS);
  expect(KEYS.some((key) => plan.nextCall() !== null || plan.ofRecord('cities', key, 'list') !== null)).toBe(false);
});
