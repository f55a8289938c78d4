import { expect, test } from 'vitest';
import { confirmedMs, isFineOnly, keepaliveMs, levelForZoom } from '#domain/level.ts';

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

test.each([
  ['a level is kept just above its boundary', 6.2, 'world', 'world'],
  ['and left clearly above', 6.3, 'world', 'regional'],
  ['kept just below', 8.8, 'fine', 'fine'],
  ['and left clearly below', 8.69, 'fine', 'regional'],
  ['a jump over two levels is followed', 12, 'world', 'fine'],
  ['to the level of the zoom, however near its boundary', 6.1, 'fine', 'regional'],
] as const)('levelForZoom(): %s', (_criterion, zoom, held, level) => {
  expect(levelForZoom(zoom, held)).toBe(level);
});

test.each([
  ['world', 10_000, 0, 60_000],
  ['world', 2999, 0, 30_000],
  ['world', null, 0, 60_000],
  ['regional', 2999, 0, 30_000],
  ['fine', 500, 0, 15_000],
  ['fine', 10_000, 86_000, 86_000],
] as const)(
  'keepaliveMs() at %s level, %s m, of a feed with an interval of %d ms is %d',
  (level, altitudeM, interval, ms) => {
    expect(keepaliveMs(level, { altitudeM }, interval)).toBe(ms);
    expect(confirmedMs(level, { altitudeM }, interval)).toBe(1.5 * ms);
  },
);

test.each([
  ['C0', true],
  ['C2', true],
  ['A3', false],
  ['B6', false],
  [null, false],
])('isFineOnly() of category %s is %s', (category, isSo) => {
  expect(isFineOnly({ category })).toBe(isSo);
});
