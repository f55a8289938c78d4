import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
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
  /** The values that came with the accepted fixes. */
  const reported: Observation[] = [];
  const rejected: Record<string, number> = {};
  for (const fix of fixes) {
    const row = readFix(fix, beginsAtMs, (ms) => beginsAtMs + ms);
    const fates = gate.judge(row, beginsAtMs + fix.dueMs);
    accepted.push(...fates.accepted);
    if (fates.accepted.length === 1) reported.push(row);
    for (const reason of fates.rejected) rejected[reason] = (rejected[reason] ?? 0) + 1;
  }
  const changed = (field: 'altitudeM' | 'groundSpeedMps'): number =>
    reported.filter((row, n) => row[field] !== accepted[n]?.[field]).length;
  const counts = { received: fixes.length, rejected, held: gate.held() };
  return { ...counts, accepted, reported, changed, gapMs, unreadable };
}

/** How many altitudes miss the median of nine around them by more than 40 m. */
function countSpikes(track: readonly { readonly altitudeM: number | null }[]): number {
  const altitudes = track.flatMap((fix) => fix.altitudeM ?? []);
  return altitudes.filter((altitudeM, n) => {
    const around = altitudes.slice(Math.max(0, n - 4), n + 5).sort((a, b) => a - b);
    return Math.abs(altitudeM - (around[around.length >> 1] ?? altitudeM)) > 40;
  }).length;
}

const isFastOnGround = (fix: Pick<Position, 'onGround' | 'groundSpeedMps'>): boolean =>
  fix.onGround && (fix.groundSpeedMps ?? 0) > 40;

describe.skipIf(!hasSharedData)('recorded tracks through the quality gate', () => {
  test('of a day over Switzerland no fix is refused, and 8 of 139,098 altitudes are doubted', async () => {
    const { received, accepted, changed, rejected, held, gapMs, unreadable } = await play('switzerland');
    expect([received, unreadable, gapMs]).toEqual([139_098, 0, 10_000]);
    expect([accepted.length, rejected, held]).toEqual([139_098, {}, 0]);
    expect([changed('altitudeM'), changed('groundSpeedMps')]).toEqual([8, 0]);
  });

  test.each([
    ['noisy_landing', 848, 681, { duplicate: 167 }],
    ['noisy_ground', 924, 663, { duplicate: 261 }],
    ['zurich_airport', 17_132, 14_796, { duplicate: 2325, jump: 11 }],
  ])('of %s, %i fixes, %i are accepted and nothing leaps between them', async (name, received, kept, refused) => {
    const played = await play(name);
    expect(played).toMatchObject({ received, rejected: refused, held: 0 });
    expect(played.accepted).toHaveLength(kept);
    for (const track of Map.groupBy(played.accepted, (p) => p.icao24).values()) {
      for (let n = 1; n < track.length; n++) {
        const seconds = (track[n]!.observedAtMs - track[n - 1]!.observedAtMs) / 1000;
        expect(seconds).toBeGreaterThan(0);
        expect(distanceM(track[n - 1]!, track[n]!)).toBeLessThan(1500 + 300 * seconds);
      }
    }
  });

  test('of 74 altitudes of the landing that leap 6 are left, and velocities of long ago are replaced', async () => {
    const { accepted, reported, changed } = await play('noisy_landing');
    expect([countSpikes(reported), countSpikes(accepted)]).toEqual([74, 6]);
    expect([changed('altitudeM'), changed('groundSpeedMps')]).toEqual([105, 16]);
  });

  test('on the ground of Zurich of 6,689 speeds of the air those are left that the places show', async () => {
    const { accepted, reported } = await play('zurich_airport');
    expect([reported.filter(isFastOnGround).length, accepted.filter(isFastOnGround).length]).toEqual([6689, 223]);
  });
});
