import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { startLiveStack } from '../load/stream/live-stack.ts';
import { createOneShotSource } from '../load/stream/one-shot-source.ts';
import { startRecordedFeed } from '../load/stream/recorded-feed.ts';
import { beginPicture, openViewer } from '../load/stream/viewer.ts';
import { waitUntil } from '../load/stream/wait-until.ts';

const VIEWERS = 12;

it.each([
  ['the store held back 3 s, 3 partitions', 3, 3000],
  ['the store prompt, 1 partition', 1, 0],
])('viewers that begin at any moment miss no aircraft: %s', async (_name, partitions, storeLagMs) => {
  const stack = await startLiveStack({
    mongodbUri: inject('mongodbUri'),
    kafkaBrokers: inject('kafkaBrokers'),
    partitions,
    storeLagMs,
  });
  const feed = startRecordedFeed({
    kafkaBrokers: inject('kafkaBrokers'),
    topic: stack.topic,
    db: stack.db,
    createSource: (tools) => createOneShotSource(tools, 200),
  });
  try {
    await waitUntil('the feed runs', () => feed.acceptedCount() > 200, 20_000);
    const begun = Array.from({ length: VIEWERS }, async (_, n) => {
      // Prime to the broadcaster's and the batches' rhythm, so that all phases occur.
      await delay(n * 337);
      const viewer = await openViewer(stack.websocketUrl);
      return { viewer, snapshot: await beginPicture(viewer, stack.webUrl, n % 4 === 0 ? 1 : 2) };
    });
    const viewers = await Promise.all(begun);
    // The feed goes on: a frame holds what came since the one before, once the next record shows that it is due.
    const all = [...feed.accepted.keys()];
    const last = all.at(-1) ?? '';
    /** Also the time of receipt, to the millisecond. */
    const observedAtMs = (icao24: string): number => [...(feed.accepted.get(icao24) ?? [])][0] ?? 0;
    for (const { viewer, snapshot } of viewers) {
      await waitUntil('the last aircraft has come', () => viewer.seen().has(last), 10_000);
      const seen = viewer.seen();
      const { atMs } = await viewer.first('subscribed');
      expect(all.filter((icao24) => observedAtMs(icao24) > atMs && !seen.has(icao24))).toEqual([]);
      expect(all.filter((icao24) => !seen.has(icao24) && !snapshot.has(icao24))).toEqual([]);
      // The test would show nothing if all were in the snapshot, or nothing.
      expect(all.filter((icao24) => !seen.has(icao24)).length).toBeGreaterThan(0);
      expect(all.filter((icao24) => !snapshot.has(icao24)).length).toBeGreaterThan(0);
      viewer.close();
    }
  } finally {
    await stack.stop();
  }
});
