import { describe, expect, it } from 'vitest';
import { hourOf, mergeTrackRows, startOfHourMs } from '#domain/track.ts';
import { aPositionStream, seededRandom, shuffled } from '../../fixtures/position-stream.ts';
import { aPosition } from '../../fixtures/positions.ts';

describe('merging the rows of a track', () => {
  it.each([1, 2, 3])('gives the same rows whatever the order and the number of deliveries (seed %d)', (seed) => {
    const random = seededRandom(seed);
    const rows = aPositionStream({ seed, aircraft: 1, fixes: 50 });
    const again = rows.filter(() => random() < 0.5);
    expect(mergeTrackRows(shuffled([...rows, ...again], random))).toEqual(rows);
  });

  it('of one observation keeps the later state, in either order', () => {
    const seen = aPosition();
    const stale = aPosition({ state: 'stale', receivedAtMs: seen.receivedAtMs + 20_000 });
    const removed = aPosition({ state: 'removed', receivedAtMs: seen.receivedAtMs + 60_000 });
    expect(mergeTrackRows([seen, stale, removed])).toEqual([removed]);
    expect(mergeTrackRows([removed, seen, stale])).toEqual([removed]);
  });

  it('takes a declaration of a fix that was never published as the point that it is, in either order', () => {
    const published = aPosition();
    const stale = aPosition({
      observedAtMs: published.observedAtMs + 7000,
      receivedAtMs: published.receivedAtMs + 27_000,
      state: 'stale',
    });
    expect(mergeTrackRows([published, stale])).toEqual([published, stale]);
    expect(mergeTrackRows([stale, published])).toEqual([published, stale]);
  });

  it('of one observation and state keeps the one received first, in either order', () => {
    const first = aPosition({ receivedAtMs: 1_732_400_000_100 });
    const second = aPosition({ receivedAtMs: 1_732_400_000_200 });
    expect(mergeTrackRows([first, second])).toEqual([first]);
    expect(mergeTrackRows([second, first])).toEqual([first]);
  });

  it('keeps the very rows that come first where nothing is new', () => {
    const rows = aPositionStream({ seed: 5, aircraft: 1, fixes: 5 });
    const merged = mergeTrackRows([...rows, ...structuredClone(rows)]);
    merged.forEach((row, index) => expect(row).toBe(rows[index]));
  });
});

describe('an hour', () => {
  it('begins at its first millisecond and ends before the next', () => {
    expect(hourOf(startOfHourMs(481_222))).toBe(481_222);
    expect(hourOf(startOfHourMs(481_222) - 1)).toBe(481_221);
  });
});
