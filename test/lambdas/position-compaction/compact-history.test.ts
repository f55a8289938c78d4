import { describe, expect, it } from 'vitest';
import type { Position } from '#domain/position.ts';
import { mergeTrackRows } from '#domain/track.ts';
import { compactHistory } from '../../../lambdas/position-compaction/compact-history.ts';
import { createFakeHistory, type FakeHistory } from '../../fakes/history.ts';
import { aPositionStream, cutAtRandom, seededRandom } from '../../fixtures/position-stream.ts';

const limits = { beforeMs: Number.MAX_SAFE_INTEGER, maxRows: 200, hasTime: () => true };
const stream = aPositionStream({ seed: 1, aircraft: 12, fixes: 60, intervalMs: 90_000 });

const sorted = (rows: readonly Position[]): Position[] =>
  [...Map.groupBy(rows, (row) => row.icao24)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => mergeTrackRows(own));

function historyOf(rows: readonly Position[]): FakeHistory {
  const history = createFakeHistory();
  for (const piece of cutAtRandom(rows, 40, seededRandom(2))) history.append(piece);
  return history;
}

describe('compaction', () => {
  it('moves every row into the track of its aircraft and hour, and leaves no segment', async () => {
    const history = historyOf(stream);
    const segments = history.segmentCount();
    const stats = await compactHistory(history.ports, limits);
    expect(stats).toMatchObject({ segments, rows: stream.length, end: 'done' });
    expect(history.segmentCount()).toBe(0);
    expect(sorted(history.read())).toEqual(sorted(stream));
    expect([...history.tracks.keys()].filter((id) => id.startsWith('3c0000/'))).toHaveLength(2);
  });

  it('drops doubles of another cut, and writes nothing for rows that are there', async () => {
    const history = historyOf(stream);
    await compactHistory(history.ports, limits);
    for (const piece of cutAtRandom(stream, 25, seededRandom(3))) history.append(structuredClone(piece));
    const stats = await compactHistory(history.ports, limits);
    expect(stats).toMatchObject({ rows: stream.length, tracksWritten: 0, end: 'done' });
    expect([...history.tracks.values()].flatMap((track) => track.rows)).toHaveLength(stream.length);
  });

  it('killed at any step leaves every row readable once, and the next run completes it', async () => {
    let killed = true;
    for (let call = 0; killed; call++) {
      const history = historyOf(stream);
      history.failAt(call);
      killed = await compactHistory(history.ports, limits).then(
        () => false,
        () => true,
      );
      expect(sorted(history.read()), `killed at call ${call}`).toEqual(sorted(stream));
      history.failAt(-1);
      await compactHistory(history.ports, limits);
      expect(history.segmentCount()).toBe(0);
      expect(sorted(history.read())).toEqual(sorted(stream));
    }
  });

  it('merges again where another writer changed a track in between', async () => {
    const history = historyOf(stream);
    const other = aPositionStream({ seed: 8, aircraft: 1, fixes: 1, startMs: 1_732_400_000_017 })[0]!;
    let interfered = false;
    history.beforeWrite((tracks) => {
      const [id] = [...tracks.keys()];
      if (interfered || id === undefined) return;
      interfered = true;
      const track = tracks.get(id)!;
      tracks.set(id, { ...track, revision: track.revision + 1, rows: mergeTrackRows([...track.rows, other]) });
    });
    await compactHistory(history.ports, limits);
    expect(interfered).toBe(true);
    expect(sorted(history.read())).toEqual(sorted([...stream, other]));
  });

  it('leaves the segments for the next run where others write the same tracks all the time', async () => {
    const history = historyOf(stream);
    await compactHistory(history.ports, limits);
    history.append([{ ...stream[0]!, observedAtMs: stream[0]!.observedAtMs + 1 }]);
    history.beforeWrite((tracks) => {
      for (const [id, track] of tracks) tracks.set(id, { ...track, revision: track.revision + 1 });
    });
    expect(await compactHistory(history.ports, limits)).toMatchObject({ end: 'contended' });
    expect(history.segmentCount()).toBe(1);
    expect(history.read()).toHaveLength(stream.length + 1);
  });

  it('ends when its time is up and goes on the next time', async () => {
    const history = historyOf(stream);
    let chunks = 0;
    const first = await compactHistory(history.ports, { ...limits, hasTime: () => chunks++ < 1 });
    expect(first).toMatchObject({ end: 'time' });
    expect(history.segmentCount()).toBeGreaterThan(0);
    expect(sorted(history.read())).toEqual(sorted(stream));
    expect(await compactHistory(history.ports, limits)).toMatchObject({ end: 'done' });
    expect(history.segmentCount()).toBe(0);
  });

  it('leaves a track that it can not read, and the segments with rows of it, and merges all others', async () => {
    const history = historyOf(stream);
    await compactHistory(history.ports, limits);
    const [damaged = ''] = history.tracks.keys();
    const before = history.tracks.get(damaged);
    history.damaged.add(damaged);
    const later = stream.map((row) => ({ ...row, observedAtMs: row.observedAtMs + 1 }));
    for (const piece of cutAtRandom(later, 40, seededRandom(4))) history.append(piece);
    const segments = history.segmentCount();
    const stats = await compactHistory(history.ports, { ...limits, maxRows: 50 });
    expect(stats).toMatchObject({ end: 'done', unreadableTracks: 1, unreadableTrackIds: [`live/${damaged}`] });
    expect(history.tracks.get(damaged)).toBe(before);
    expect(history.segmentCount()).toBeGreaterThan(0);
    expect(stats.segments).toBe(segments - history.segmentCount());
    expect(stats.segments).toBeGreaterThan(0);
    expect(sorted(history.read())).toEqual(sorted([...stream, ...later]));
    const others = [...history.tracks].filter(([id]) => id !== damaged).flatMap(([, track]) => track.rows);
    expect(others).toHaveLength(2 * (stream.length - (before?.rows.length ?? 0)));
  });

  it('stops and keeps the segments when the database is full', async () => {
    const history = historyOf(stream);
    const ports = { ...history.ports, writeTracks: () => Promise.resolve('out-of-space' as const) };
    expect(await compactHistory(ports, limits)).toMatchObject({ end: 'out-of-space', segments: 0 });
    expect(sorted(history.read())).toEqual(sorted(stream));
  });
});
