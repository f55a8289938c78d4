import { describe, expect, it } from 'vitest';
import { parsePackedDocument } from '#adapters/mongo/positions/packed-rows.ts';
import { toSegments } from '#adapters/mongo/positions/segment-document.ts';
import { hourOf } from '#domain/track.ts';
import { aPositionStream, seededRandom, shuffled } from '../../../../fixtures/position-stream.ts';
import { aPosition } from '../../../../fixtures/positions.ts';

const ids = (positions: Parameters<typeof toSegments>[0]): string[] =>
  toSegments(positions)
    .map((segment) => segment._id.toString('hex'))
    .sort();

describe('segments of a batch', () => {
  it('hold every row once, whatever was doubled in the batch', () => {
    const stream = aPositionStream({ seed: 1, aircraft: 500, fixes: 4 });
    const rows = toSegments([...stream, ...stream.slice(0, 100)]).flatMap((segment) =>
      parsePackedDocument(segment).unpack(),
    );
    const key = (position: { icao24: string; observedAtMs: number }): string =>
      `${position.icao24}/${position.observedAtMs}`;
    expect(rows.map(key).sort()).toEqual(stream.map(key).sort());
  });

  it('of few aircraft are one document, of many some dozens', () => {
    expect(toSegments(aPositionStream({ seed: 2, aircraft: 20, fixes: 1, intervalMs: 1 }))).toHaveLength(1);
    const many = toSegments(aPositionStream({ seed: 2, aircraft: 2000, fixes: 5, intervalMs: 1 }));
    expect(many.length).toBeGreaterThan(12);
    expect(many.length).toBeLessThan(65);
  });

  it('never hold more than one hour of observation', () => {
    const startMs = 481_223 * 3_600_000 - 20_000;
    const segments = toSegments(aPositionStream({ seed: 3, aircraft: 30, fixes: 10, startMs }));
    expect(segments).toHaveLength(2);
    for (const segment of segments) {
      const rows = parsePackedDocument(segment).unpack();
      expect(new Set(rows.map((row) => hourOf(row.observedAtMs))).size).toBe(1);
      expect(segment.newestMs).toBe(Math.max(...rows.map((row) => row.observedAtMs)));
      expect(segment.receivedAt.getTime()).toBe(Math.max(...rows.map((row) => row.receivedAtMs)));
      expect(segment.rows).toBe(rows.length);
    }
  });

  it('have the same ids for the same records in any order, others for others', () => {
    const stream = aPositionStream({ seed: 4, aircraft: 200, fixes: 3 });
    expect(ids(shuffled(stream, seededRandom(4)))).toEqual(ids(stream));
    expect(ids(stream.slice(1))).not.toEqual(ids(stream));
    expect(ids([aPosition({ receivedAtMs: 1_732_400_000_351 })])).not.toEqual(ids([aPosition()]));
  });
});

describe('a packed document', () => {
  it('that is damaged or foreign is refused as such', () => {
    const segments = toSegments(aPositionStream({ seed: 5, aircraft: 60, fixes: 20 }));
    const compressed = segments.find((segment) => segment.codec === 'zstd');
    expect(compressed).toBeDefined();
    const damaged = { ...compressed, pack: toSegments([aPosition()])[0]!.pack };
    expect(() => parsePackedDocument(damaged).unpack()).toThrow(expect.objectContaining({ code: 'pack_damaged' }));
    expect(() => parsePackedDocument({ rows: 1 })).toThrow(expect.objectContaining({ code: 'pack_invalid' }));
    expect(() => parsePackedDocument(null)).toThrow(expect.objectContaining({ code: 'document_invalid' }));
  });
});
