import { expect, test } from 'vitest';
import { createStretch } from '../../../lambdas/position-broadcast/stretch.ts';

const well = { sent: 100, throttled: 0, late: 0 };

test('pauses double while viewers are reached too late, up to four times the usual', () => {
  const stretch = createStretch();
  const factors = [1, 2, 3].map(() => {
    stretch.observe({ ...well, late: 1 });
    return stretch.factor();
  });
  expect(factors).toEqual([2, 4, 4]);
});

test('pauses double where more than one post in ten is throttled', () => {
  const stretch = createStretch();
  stretch.observe({ ...well, throttled: 11 });
  expect(stretch.factor()).toBe(1);
  stretch.observe({ ...well, throttled: 12 });
  expect(stretch.factor()).toBe(2);
});

test('pauses shorten again after ten rounds in a row that went well', () => {
  const stretch = createStretch();
  stretch.observe({ ...well, late: 1 });
  for (let round = 0; round < 9; round += 1) stretch.observe(well);
  expect(stretch.factor()).toBe(2);
  stretch.observe({ ...well, sent: 0 });
  expect(stretch.factor()).toBe(2);
  stretch.observe(well);
  expect(stretch.factor()).toBe(1);
});
