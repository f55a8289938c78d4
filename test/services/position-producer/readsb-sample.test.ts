import { describe, expect, test } from 'vitest';
import type { Position } from '#domain/position.ts';
import { createFeedIntake } from '../../../services/position-producer/feed-intake.ts';
import { createReadsb } from '../../../services/position-producer/sources/readsb.ts';
import { listenTo } from '../../fakes/feed-events.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { expectedOutcome, readReadsbSample } from '../../fixtures/readsb-sample.ts';
import { hasSharedData } from '../../shared-data.ts';

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
  test.each([true, false])(
    'with the privacy filter %s is accepted by the rules, row by row, and every other row has its reason',
    async (privacyFilter) => {
      const sample = readReadsbSample();
      const { accepted, rejected } = expectedOutcome(sample.aircraft, privacyFilter);
      const { published, counts } = await produce(sample.path, privacyFilter);
      expect(published.map((p) => p.icao24).toSorted()).toEqual(accepted);
      expect(counts).toEqual({
        received: sample.aircraft.length,
        accepted: accepted.length,
        rejected,
        held: 0,
        thinned: 0,
      });
    },
  );

  test('keeps the age of each row, and its kind is replay', async () => {
    const sample = readReadsbSample();
    const { published, readAtMs } = await produce(sample.path, true);
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
