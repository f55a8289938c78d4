import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Position } from '#domain/position.ts';
import { createFeedIntake } from '../../../services/position-producer/feed-intake.ts';
import { createReadsb } from '../../../services/position-producer/sources/readsb.ts';
import { listenTo } from '../../fakes/feed-events.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { hasSharedData, sharedData } from '../../shared-data.ts';

interface SampleRow {
  readonly hex: string;
  readonly type?: string;
  readonly dbFlags?: number;
  readonly lat?: number;
  readonly lon?: number;
  readonly seen_pos?: number;
}

/** The rules of the feed, written down once more and apart from the code under test. */
function expectedOf(row: SampleRow, privacyFilter: boolean): string {
  const flags = row.dbFlags ?? 0;
  if (row.hex.startsWith('ff')) return 'simulated_block';
  if (privacyFilter && (Math.floor(flags / 4) % 2 === 1 || Math.floor(flags / 8) % 2 === 1)) return 'privacy';
  if (row.lat === undefined || row.lon === undefined) return 'no_position';
  if (row.lat < -90 || row.lat > 90 || row.lon < -180 || row.lon > 180) return 'position_range';
  if (row.seen_pos === undefined) return 'no_time';
  const limitS = row.type === 'adsc' ? 33 * 60 : 60;
  return row.seen_pos <= limitS ? 'accepted' : 'too_old';
}

async function produce(location: string, privacyFilter: boolean) {
  const time = createManualTime();
  const tools = { clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() };
  const source = createReadsb({ location, intervalMs: 5000 }, tools);
  const published: Position[] = [];
  const intake = createFeedIntake({
    ...source,
    privacyFilter,
    clock: time.clock,
    publish: (position) => published.push(position),
  });
  const listener = listenTo(source);
  while (listener.events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [event] = listener.events;
  intake.take(event!);
  await listener.stop();
  return { published, counts: intake.state().counts, readAtMs: time.clock() };
}

describe.skipIf(!hasSharedData)('the captured picture of the whole sky', () => {
  const file = sharedData('feeds/aircraft.json.gz');
  const sample = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { now: number; aircraft: SampleRow[] };

  test.each([true, false])(
    'with the privacy filter %s is accepted by the rules, row by row, and every other row has its reason',
    async (privacyFilter) => {
      const verdicts = Map.groupBy(sample.aircraft, (row) => expectedOf(row, privacyFilter));
      const { published, counts } = await produce(fileURLToPath(file), privacyFilter);
      expect(new Set(published.map((p) => p.icao24))).toEqual(new Set(verdicts.get('accepted')!.map((r) => r.hex)));
      const rejected = [...verdicts].filter(([verdict]) => verdict !== 'accepted').map(([v, rows]) => [v, rows.length]);
      expect(counts).toEqual({
        received: sample.aircraft.length,
        accepted: verdicts.get('accepted')!.length,
        rejected: Object.fromEntries(rejected) as Record<string, number>,
      });
    },
  );

  test('keeps the age of each row, and its kind is replay', async () => {
    const { published, readAtMs } = await produce(fileURLToPath(file), true);
    const ages = new Map(sample.aircraft.map((row) => [row.hex, row.seen_pos]));
    for (const { icao24, observedAtMs, kind } of published) {
      expect(kind).toBe('replay');
      expect((readAtMs - observedAtMs) / 1000).toBeCloseTo(ages.get(icao24)!, 3);
    }
    expect(published.filter((p) => p.icao24.startsWith('~')).length).toBeGreaterThan(10);
    expect(published.filter((p) => p.source === 'adsc').length).toBeGreaterThan(30);
    expect(published.filter((p) => p.onGround).length).toBeGreaterThan(10);
  });
});
