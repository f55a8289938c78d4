import { describe, expect, it } from 'vitest';
import { identityText } from '#contracts/live-messages.ts';
import { joinFrame, packTile } from '#contracts/tile-frame.ts';
import { viewerBatchOf, viewerFrameOf } from '../../../../tools/aws/cost/viewer-batch.ts';
import { aPosition } from '../../../fixtures/positions.ts';

const AT_MS = 1_732_400_000_000;
/** So many aircraft, each a little further on, all in one tile of the world. */
const aircraft = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aPosition({ icao24: (0x3c0000 + n * 37).toString(16), lat: 40 + (n % 400) / 100, lon: 3 + (n % 1300) / 100 }),
  );

describe('a frame for one viewer', () => {
  it('weighs what the rows and texts weigh that are sent', () => {
    const { rows, bytes } = viewerFrameOf('world', { recordsPerSecond: 670, batchesPerSecond: 1, aircraft: 10_000 });
    const tiles = packTile(aircraft(Math.round(rows)), { level: 'world', tile: 20, atMs: AT_MS });
    const identity = identityText(aircraft(Math.round(rows * 0.0075)));
    const sent = joinFrame({ level: 'world', atMs: AT_MS, everyMs: 5000 }, { tiles, identity, removed: [] });
    expect(bytes / sent.join('').length).toBeGreaterThan(0.8);
    expect(bytes / sent.join('').length).toBeLessThan(1.25);
  });

  it('comes as often as its level has frames, and no more often than batches come', () => {
    const every = (kind: 'world' | 'region', batchesPerSecond: number): number =>
      viewerFrameOf(kind, { recordsPerSecond: 100, batchesPerSecond, aircraft: 100 }).everySeconds;
    expect([every('world', 1), every('region', 1), every('region', 0.1)]).toEqual([5, 2, 10]);
  });

  it('holds each aircraft once, however many records of it came', () => {
    const { rows } = viewerFrameOf('world', { recordsPerSecond: 500, batchesPerSecond: 1, aircraft: 100 });
    expect(rows).toBeCloseTo(28.6);
  });

  it('is one message, but for one of more than 32,000 bytes', () => {
    const messages = (recordsPerSecond: number): number =>
      viewerFrameOf('world', { recordsPerSecond, batchesPerSecond: 1, aircraft: 100_000 }).messages;
    expect([messages(10), messages(1000), messages(1100)]).toEqual([1, 1, 2]);
  });

  it('is most often none where hardly a row is in the tiles', () => {
    const { rows, messages } = viewerFrameOf('region', { recordsPerSecond: 0.4, batchesPerSecond: 1, aircraft: 100 });
    expect(messages).toBeGreaterThan(0.9 * rows);
    expect(messages).toBeLessThan(rows);
  });
});

describe('a batch for one viewer', () => {
  it('is its share of a frame', () => {
    const stream = { recordsPerSecond: 670, batchesPerSecond: 1, aircraft: 10_000 };
    const { messages, bytes } = viewerFrameOf('region', stream);
    expect(viewerBatchOf('region', stream)).toEqual({ messages: messages / 2, bytes: bytes / 2 });
  });

  it('is nothing where nothing came', () => {
    const stream = { recordsPerSecond: 0, batchesPerSecond: 0, aircraft: 100 };
    expect(viewerBatchOf('continent', stream)).toEqual({ messages: 0, bytes: 0 });
  });
});
