import { describe, expect, it } from 'vitest';
import { watchErased } from '../../../services/position-producer/watch-erased.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';

function aWatch() {
  const time = createManualTime();
  const log = createRecordingLogger();
  const told: string[][] = [];
  let listed: readonly string[] | null = [];
  const watch = watchErased({
    read: () => (listed === null ? Promise.reject(new Error('away')) : Promise.resolve(new Set(listed))),
    sleep: time.sleep,
    log,
  });
  watch.onErased((icao24s) => void told.push([...icao24s]));
  const stop = new AbortController();
  return { time, log, told, watch, stop, becomes: (next: readonly string[] | null) => void (listed = next) };
}

describe('the watch of erased aircraft', () => {
  it('tells of each aircraft once, and lets one in again that left the list', async () => {
    const { time, told, watch, stop, becomes } = aWatch();
    becomes(['3c664e']);
    await watch.refresh();
    const running = watch.run(stop.signal);
    becomes(['3c664e', '4ca123']);
    await time.advance(5000);
    await time.advance(5000);
    expect(told).toEqual([['3c664e'], ['4ca123']]);
    expect(watch.has('3c664e')).toBe(true);
    becomes(['4ca123']);
    await time.advance(5000);
    expect(watch.has('3c664e')).toBe(false);
    stop.abort();
    await running;
  });

  it('holds to the last list while the database is away, and logs that once', async () => {
    const { time, log, watch, stop, becomes } = aWatch();
    becomes(['3c664e']);
    await watch.refresh();
    const running = watch.run(stop.signal);
    becomes(null);
    await time.advance(15_000);
    expect(watch.has('3c664e')).toBe(true);
    expect(log.lines).toHaveLength(1);
    stop.abort();
    await running;
  });
});
