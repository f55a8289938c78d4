import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { createFeedIntake } from '../../../services/position-producer/feed-intake.ts';
import { createFreshestFeeds } from '../../../services/position-producer/freshest-feed.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { observation } from '../../fixtures/observation.ts';

/** Feeds of one process whose records go into one list. */
function setUp() {
  const time = createManualTime();
  const feeds = createFreshestFeeds();
  const published: Position[] = [];
  const startMs = time.clock();
  function join(feed: string, kind: PositionKind = 'live') {
    const intake = createFeedIntake({
      feed,
      kind,
      timeScale: 1,
      intervalMs: 5000,
      privacyFilter: true,
      seat: feeds.join({ feed, kind, intervalMs: 5000 }),
      clock: time.clock,
      publish: (position) => published.push(position),
    });
    /** The airliner as this feed has it now, so many seconds old. */
    function hear(ageS = 0, changes: Partial<Observation> = {}): void {
      const observedAtMs = time.clock() - ageS * 1000;
      const place = destination({ lat: 50.03, lon: 8.55 }, 90, (230 * (observedAtMs - startMs)) / 1000);
      const observations = [observation({ ...place, observedAtMs, ...changes })];
      const rest = { unreadable: 0, clockOffsetMs: null, capturedAtMs: null, intervalMs: 5000, isRestart: false };
      intake.take({ type: 'delivery', readAtMs: time.clock(), observations, ...rest });
    }
    return { intake, hear };
  }
  return { time, published, join };
}

test('while one feed still hears an aircraft the other declares nothing, and at last one record says it is gone', async () => {
  const { time, published, join } = setUp();
  const [home, region] = [join('home'), join('region')];
  home.hear();
  for (let second = 0; second < 40; second += 5) {
    await time.advance(5000);
    region.hear();
    home.intake.declareSilence();
    region.intake.declareSilence();
  }
  expect(published.filter((p) => p.state !== 'seen')).toEqual([]);
  for (let second = 0; second < 70; second += 1) {
    await time.advance(1000);
    home.intake.declareSilence();
    region.intake.declareSilence();
  }
  expect(published.filter((p) => p.state !== 'seen').map((p) => [p.feed, p.state])).toEqual([
    ['region', 'stale'],
    ['region', 'removed'],
  ]);
  expect([home.intake.state().aircraft, region.intake.state().aircraft]).toEqual([0, 0]);
});

test('what another feed had first is rejected by that name, and the account of each feed is complete', async () => {
  const { time, join } = setUp();
  const [home, region] = [join('home'), join('region')];
  for (let n = 0; n < 6; n++) {
    home.hear();
    region.hear(2);
    await time.advance(5000);
  }
  expect(home.intake.state().counts).toMatchObject({ received: 6, accepted: 6, rejected: {}, held: 0 });
  const { counts, lastHeardAtMs } = region.intake.state();
  expect(counts).toMatchObject({ received: 6, accepted: 0, rejected: { other_feed: 6 }, held: 0 });
  // A feed that another is always ahead of is well all the same.
  expect(lastHeardAtMs).toBe(time.clock() - 5000);
});

test('an aircraft whose feed fails is shown by another, and neither loses it', async () => {
  const { time, published, join } = setUp();
  const [home, region] = [join('home'), join('region')];
  home.hear();
  for (let n = 0; n < 8; n++) {
    await time.advance(5000);
    home.intake.take({ type: 'failure', reason: 'HTTP 503', retryInMs: 5000 });
    region.hear(2);
    home.intake.declareSilence();
    region.intake.declareSilence();
  }
  expect(new Set(published.map((p) => p.state))).toEqual(new Set(['seen']));
  expect(region.intake.state().counts.accepted).toBe(8);
  expect(home.intake.state()).toMatchObject({ failure: 'HTTP 503', aircraft: 0 });
});

test('a simulation beside a live feed has its own aircraft: neither takes anything from the other', async () => {
  const { time, published, join } = setUp();
  const [live, simulated] = [join('home'), join('simulator', 'simulated')];
  for (let n = 0; n < 3; n++) {
    live.hear();
    simulated.hear(0, { icao24: 'ff0000' });
    simulated.hear();
    live.hear(0, { icao24: 'ff0000' });
    await time.advance(5000);
  }
  expect(live.intake.state().counts.rejected).toEqual({ simulated_block: 3 });
  expect(simulated.intake.state().counts.rejected).toEqual({ simulated_block: 3 });
  expect(new Set(published.map((p) => `${p.icao24} ${p.kind}`))).toEqual(new Set(['3c664e live', 'ff0000 simulated']));
});
