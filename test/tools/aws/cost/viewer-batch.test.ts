import { describe, expect, it } from 'vitest';
import { encodePositionFrames } from '#contracts/live-frame.ts';
import { framesOf, meteredMessages, viewerBatchOf } from '../../../../tools/aws/cost/viewer-batch.ts';
import { aPosition } from '../../../fixtures/positions.ts';

/** So many aircraft, each a little further on. */
const aircraft = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aPosition({ icao24: (0x3c0000 + n * 37).toString(16), lat: 40 + (n % 900) / 100, lon: 3 + (n % 1300) / 100 }),
  );

describe('metered messages', () => {
  it.each([
    [1, 1],
    [32 * 1024, 1],
    [32 * 1024 + 1, 2],
    [100_000, 4],
  ])('%i bytes are %i', (bytes, messages) => {
    expect(meteredMessages(bytes)).toBe(messages);
  });
});

describe('frames of a batch', () => {
  it.each([1, 699, 700, 701, 1400, 1401, 2007, 10_000])('of %i rows are as many as are encoded', (rows) => {
    expect(framesOf(rows)).toBe(encodePositionFrames(aircraft(rows), 1_732_400_000_000, 'world').length);
  });

  it('are most often none where hardly a row is in the box, and never more than the rows', () => {
    expect(framesOf(0)).toBe(0);
    expect(framesOf(0.1)).toBeGreaterThan(0.09);
    expect(framesOf(0.1)).toBeLessThan(0.1);
  });
});

describe('a batch for one viewer', () => {
  it('weighs what its frames weigh', () => {
    const texts = encodePositionFrames(aircraft(2000), 1_732_400_000_000, 'world');
    const encoded = texts.reduce((sum, text) => sum + text.length, 0);
    const { bytes } = viewerBatchOf('world', { records: 2000, aircraft: 10_000 });
    expect(bytes / encoded).toBeGreaterThan(0.8);
    expect(bytes / encoded).toBeLessThan(1.25);
  });

  it('holds each aircraft once, however many records of it came', () => {
    expect(viewerBatchOf('world', { records: 500, aircraft: 100 }).rows).toBe(100);
  });

  it('is nothing where nothing came', () => {
    expect(viewerBatchOf('continent', { records: 0, aircraft: 100 })).toEqual({
      ...{ rows: 0, messages: 0, meteredMessages: 0, bytes: 0 },
    });
  });
});
