import { expect, test } from 'vitest';
import { levelForZoom } from '#domain/level.ts';

test.each([
  [0, 'world'],
  [5.99, 'world'],
  [6, 'regional'],
  [8.99, 'regional'],
  [9, 'fine'],
  [22, 'fine'],
])('levelForZoom(%d) is %s', (zoom, level) => {
  expect(levelForZoom(zoom)).toBe(level);
});
