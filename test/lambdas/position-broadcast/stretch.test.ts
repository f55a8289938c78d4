import { expect, test } from 'vitest';
import { createStretch } from '../../../lambdas/position-broadcast/stretch.ts';

const well = { reached: 100, lost: 0, late: 0 };

test('pauses double while viewers are reached too late, up to four times the usual', () => {
  const stretch = createStretch();
  const factors = [1, 2, 3].map(() => {
    stretch.observe({ ...well, late: 1 });
    return stretch.factor();
  });
  expect(factors).toEqual([2, 4, 4]);
});

test('pauses double where more than one viewer in ten is suddenly lost, and more than two', () => {
  const stretch = createStretch();
  stretch.observe({ reached: 0, lost: 2, late: 0 });
  stretch.observe({ reached: 90, lost: 10, late: 0 });
  expect(stretch.factor()).toBe(1);
  stretch.observe({ reached: 89, lost: 11, late: 0 });
  expect(stretch.factor()).toBe(2);
});

test('pauses shorten again after ten rounds in a row that went well', () => {
  const stretch = createStretch();
  stretch.observe({ ...well, late: 1 });
  for (let round = 0; round < 9; round += 1) stretch.observe(well);
  expect(stretch.factor()).toBe(2);
  stretch.observe({ ...well, reached: 0 });
  expect(stretch.factor()).toBe(2);
  stretch.observe(well);
  expect(stretch.factor()).toBe(1);
});
