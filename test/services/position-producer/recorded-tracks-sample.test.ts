import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';
import { readFeedFile } from '../../../services/position-producer/fetch-feed.ts';
import { parseRecording, readFix } from '../../../services/position-producer/sources/recorded-tracks.ts';
import { createJudgingGate } from '../../fixtures/judging-gate.ts';
import { hasSharedData, sharedData } from '../../shared-data.ts';

const MAX_BYTES = 512 * 2 ** 20;

/** Plays a whole recording through the gate at its own time. */
async function play(name: string) {
  const text = await readFeedFile(fileURLToPath(sharedData(`tracks/${name}.json.gz`)), MAX_BYTES);
  const { fixes, beginsAtMs, gapMs, unreadable } = parseRecording(text);
  const gate = createJudgingGate({ kind: 'replay' });
  const accepted: Position[] = [];
  const rejected: Record<string, number> = {};
  for (const fix of fixes) {
    const atMs = beginsAtMs + fix.dueMs;
    const fates = gate.judge(
      readFix(fix, beginsAtMs, (ms) => beginsAtMs + ms),
      atMs,
    );
    accepted.push(...fates.accepted);
    for (const reason of fates.rejected) rejected[reason] = (rejected[reason] ?? 0) + 1;
  }
  return { received: fixes.length, accepted, rejected, held: gate.held(), gapMs, unreadable };
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

describe.skipIf(!hasSharedData)('recorded tracks through the quality gate', () => {
  test('a day over Switzerland passes, but for the fixes that are there twice or leap', async () => {
    const { received, accepted, rejected, gapMs, unreadable } = await play('switzerland');
    expect([received, unreadable, gapMs]).toEqual([139_098, 0, 10_000]);
    expect(accepted.length + sum(rejected)).toBe(received);
    expect(accepted.length).toBeGreaterThan(received * 0.99);
    expect(Object.keys(rejected).every((reason) => ['duplicate', 'older', 'jump'].includes(reason))).toBe(true);
  });

  test.each(['noisy_landing', 'noisy_ground', 'zurich_airport'])(
    'in %s nothing leaps between accepted fixes, and every fix is accounted for',
    async (name) => {
      const { received, accepted, rejected } = await play(name);
      expect(accepted.length + sum(rejected)).toBe(received);
      expect(accepted.length).toBeGreaterThan(received / 2);
      for (const track of Map.groupBy(accepted, (p) => p.icao24).values()) {
        for (let n = 1; n < track.length; n++) {
          const seconds = (track[n]!.observedAtMs - track[n - 1]!.observedAtMs) / 1000;
          expect(seconds).toBeGreaterThan(0);
          expect(distanceM(track[n - 1]!, track[n]!)).toBeLessThan(3000 + 850 * seconds);
        }
      }
    },
  );
});
