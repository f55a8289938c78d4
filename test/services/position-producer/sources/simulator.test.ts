import { expect, test } from 'vitest';
import type { Observation } from '#domain/observation.ts';
import { createSimulator, simulator } from '../../../../services/position-producer/sources/simulator.ts';
import { listenTo } from '../../../fakes/feed-events.ts';
import { createManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const options = { seed: 1, aircraft: 20, countries: [], intervalMs: 5000, steps: 0 };

/** What a simulator that is started at `startMs` says in so many ms. */
async function simulate(startMs: number, forMs: number, changes: Partial<typeof options> = {}) {
  const time = createManualTime(startMs);
  const source = createSimulator({ ...options, ...changes }, time);
  const listener = listenTo(source);
  await time.advance(forMs);
  const deliveries = listener.deliveries();
  await listener.stop();
  return { source, deliveries, observations: deliveries.flatMap((d) => d.observations) };
}

const START = 1_795_500_001_234;
const byAircraft = (observations: readonly Observation[]) => Map.groupBy(observations, (o) => o.icao24);

test('everyone is seen at once, and then every five seconds exactly', async () => {
  const { source, deliveries, observations } = await simulate(START, 30_000);
  expect(source).toMatchObject({ kind: 'simulated', feed: 'simulator', intervalMs: 5000 });
  expect(new Set(deliveries[0]!.observations.map((o) => o.icao24)).size).toBe(20);
  for (const track of byAircraft(observations).values()) {
    expect(track).toHaveLength(7);
    for (let n = 1; n < track.length; n++) expect(track[n]!.observedAtMs! - track[n - 1]!.observedAtMs!).toBe(5000);
  }
});

test('the load is even: aircraft are due at different moments of the interval', async () => {
  const { deliveries } = await simulate(START, 10_000, { aircraft: 500 });
  const sizes = deliveries.slice(1).map((d) => d.observations.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(11);
  expect(sizes.length).toBeGreaterThan(90);
});

test('no observation is of the future, and none is older than the interval', async () => {
  const { deliveries } = await simulate(START, 12_000);
  for (const { observations, readAtMs } of deliveries) {
    for (const { observedAtMs } of observations) {
      expect(observedAtMs!).toBeLessThanOrEqual(readAtMs);
      expect(readAtMs - observedAtMs!).toBeLessThanOrEqual(5000);
    }
  }
});

test('a restart goes on with the same flights: what two simulators both say is the same', async () => {
  const first = await simulate(START, 30_000);
  const second = await simulate(START + 17_777, 30_000);
  const said = new Map(first.observations.map((o) => [`${o.icao24} ${o.observedAtMs}`, o]));
  const both = second.observations.filter((o) => said.has(`${o.icao24} ${o.observedAtMs}`));
  expect(both.length).toBeGreaterThan(40);
  for (const observation of both) {
    expect(said.get(`${observation.icao24} ${observation.observedAtMs}`)).toEqual(observation);
  }
});

test('with steps it ends after so many positions of each aircraft', async () => {
  const time = createManualTime(START);
  const listener = listenTo(createSimulator({ ...options, aircraft: 7, steps: 3 }, time));
  await time.advance(20_000);
  await listener.done;
  const tracks = [...byAircraft(listener.deliveries().flatMap((d) => d.observations)).values()];
  expect(tracks.map((t) => t.length)).toEqual([3, 3, 3, 3, 3, 3, 3]);
});

test('after a pause of the process only the newest position of each follows', async () => {
  const time = createManualTime(START);
  let skippedMs = 0;
  const clock = (): number => time.clock() + skippedMs;
  const listener = listenTo(createSimulator(options, { clock, sleep: time.sleep }));
  await time.advance(1000);
  const before = listener.deliveries().length;
  skippedMs = 3_600_000;
  await time.advance(100);
  const [after] = listener.deliveries().slice(before);
  expect(after!.observations).toHaveLength(20);
  expect(new Set(after!.observations.map((o) => o.icao24)).size).toBe(20);
  await listener.stop();
});

test('options have bounds, and countries are two-letter codes with an airport', () => {
  const time = createManualTime();
  const tools = { clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() };
  expect(simulator.create({ countries: 'fr, DE' }, tools).attribution).toBe('Simulated flights of FR, DE');
  expect(() => simulator.create({ aircraft: '50001' }, tools)).toThrow(
    /--aircraft must be a whole number from 1 to 50000/,
  );
  expect(() => simulator.create({ interval: '0' }, tools)).toThrow(/--interval/);
  expect(() => simulator.create({ countries: 'Germany' }, tools)).toThrow(/--countries takes two-letter codes/);
  expect(() => simulator.create({ countries: 'VA' }, tools)).toThrow(/--countries: no airport.*VA/);
});
