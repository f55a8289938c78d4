import { beforeEach, describe, expect, it } from 'vitest';
import type { Position } from '#domain/position.ts';
import type { LatestSource } from '../../lambdas/http-api/positions/find-aircraft.ts';
import type { SnapshotSource } from '../../lambdas/http-api/positions/read-picture.ts';
import type { TrackSource } from '../../lambdas/http-api/positions/read-track.ts';
import { aPosition } from '../fixtures/positions.ts';

const NOW_MS = 1_732_400_001_000;

/** What the HTTP API reads positions from, and how a test puts some in. */
export interface PositionPorts {
  readonly source: SnapshotSource & LatestSource & TrackSource;
  store(positions: readonly Position[]): Promise<void>;
}

/** A fix observed and received so long before now. */
function fix(beforeMs: number, overrides: Partial<Position> = {}): Position {
  return aPosition({ observedAtMs: NOW_MS - beforeMs, receivedAtMs: NOW_MS - beforeMs, ...overrides });
}

/** What every source of positions must do for the HTTP API; run against the fake and against the one on MongoDB. */
export function describePositionPorts(name: string, create: () => Promise<PositionPorts>): void {
  describe(name, () => {
    let ports: PositionPorts;
    beforeEach(async () => {
      ports = await create();
    });
    const snapshot = () => ports.source.snapshot({ nowMs: NOW_MS });

    describe('snapshot', () => {
      it('is empty before the first position', async () => {
        expect(await snapshot()).toEqual({
          asOfMs: 0,
          positions: { live: [], replay: [], simulated: [] },
          newestReceivedAtMs: null,
        });
      });

      it('holds the newest of each aircraft, whatever the order they came in', async () => {
        await ports.store([fix(5000), fix(1000)]);
        await ports.store([fix(9000), fix(3000, { icao24: 'a00001' })]);
        const { positions, newestReceivedAtMs } = await snapshot();
        const byAddress = new Map(positions.live.map((one) => [one.icao24, one.observedAtMs]));
        expect(byAddress).toEqual(
          new Map([
            ['3c664e', NOW_MS - 1000],
            ['a00001', NOW_MS - 3000],
          ]),
        );
        expect(newestReceivedAtMs).toBe(NOW_MS - 1000);
      });

      it('keeps the kinds apart', async () => {
        await ports.store([
          fix(1000),
          fix(1000, { icao24: 'a00001', kind: 'replay' }),
          fix(1000, { icao24: 'ff0001', kind: 'simulated' }),
        ]);
        const { positions } = await snapshot();
        expect(Object.entries(positions).map(([kind, ones]) => [kind, ones.map((one) => one.icao24)])).toEqual([
          ['live', ['3c664e']],
          ['replay', ['a00001']],
          ['simulated', ['ff0001']],
        ]);
      });

      it('shows a stale aircraft, no removed one, and none unheard of for over 90 s', async () => {
        await ports.store([
          fix(40_000),
          fix(40_000, { receivedAtMs: NOW_MS - 10_000, state: 'stale' }),
          fix(50_000, { icao24: 'a00001' }),
          fix(50_000, { icao24: 'a00001', receivedAtMs: NOW_MS - 5000, state: 'removed' }),
          fix(90_001, { icao24: 'a00002' }),
          fix(90_000, { icao24: 'a00003' }),
        ]);
        const { positions } = await snapshot();
        expect(positions.live.map((one) => [one.icao24, one.state]).sort()).toEqual([
          ['3c664e', 'stale'],
          ['a00003', 'seen'],
        ]);
      });

      it('gives back every field as it was stored', async () => {
        const full = fix(1000, { flightNumber: 'LH102', airline: 'DLH', origin: 'FRA', destination: 'LHR' });
        const bare = fix(1000, {
          icao24: '~2abcde',
          altitudeM: null,
          geoAltitudeM: null,
          onGround: true,
          groundSpeedMps: null,
          trackDeg: null,
          verticalRateMps: null,
          callsign: null,
          registration: null,
          typeCode: null,
          squawk: null,
          category: null,
          emergency: 'general',
          source: 'tisb',
          level: 'fine',
        });
        await ports.store([full, bare]);
        const { positions } = await snapshot();
        const close = (one: Position | undefined, expected: Position) => {
          expect(one).toEqual({
            ...expected,
            lat: expect.closeTo(expected.lat, 4) as number,
            lon: expect.closeTo(expected.lon, 4) as number,
            ...(expected.altitudeM === null ? {} : { altitudeM: expect.closeTo(expected.altitudeM, -1) as number }),
            ...(expected.geoAltitudeM === null
              ? {}
              : { geoAltitudeM: expect.closeTo(expected.geoAltitudeM, -1) as number }),
            ...(expected.groundSpeedMps === null
              ? {}
              : { groundSpeedMps: expect.closeTo(expected.groundSpeedMps, 0) as number }),
            ...(expected.trackDeg === null ? {} : { trackDeg: expect.closeTo(expected.trackDeg, 0) as number }),
            ...(expected.verticalRateMps === null
              ? {}
              : { verticalRateMps: expect.closeTo(expected.verticalRateMps, 0) as number }),
          });
        };
        close(
          positions.live.find((one) => one.icao24 === '3c664e'),
          full,
        );
        close(
          positions.live.find((one) => one.icao24 === '~2abcde'),
          bare,
        );
      });
    });

    describe('latest', () => {
      it('is the newest of the kinds asked for, however old', async () => {
        const dayMs = 86_400_000;
        await ports.store([fix(2 * dayMs), fix(dayMs), fix(1000, { kind: 'replay' })]);
        expect(await ports.source.latest('3c664e', ['live'])).toMatchObject({ observedAtMs: NOW_MS - dayMs });
        expect(await ports.source.latest('3c664e')).toMatchObject({ kind: 'replay' });
      });

      it('is null for an aircraft or a kind never stored', async () => {
        await ports.store([fix(1000)]);
        expect(await ports.source.latest('a00001')).toBeNull();
        expect(await ports.source.latest('3c664e', ['simulated'])).toBeNull();
      });
    });

    describe('track', () => {
      const ask = (overrides: Partial<Parameters<TrackSource['track']>[0]> = {}) =>
        ports.source.track({
          icao24: '3c664e',
          fromMs: NOW_MS - 3_600_000,
          toMs: NOW_MS,
          kinds: ['live'],
          limit: 100,
          ...overrides,
        });
      const times = (page: { readonly points: readonly Position[] }) =>
        page.points.map((point) => NOW_MS - point.observedAtMs);

      it('is ascending, of one aircraft and kind, both ends included, each fix once', async () => {
        await ports.store([fix(1000), fix(9000), fix(2000, { icao24: 'a00001' }), fix(3000, { kind: 'replay' })]);
        await ports.store([fix(5000), fix(1000), fix(10_001), fix(999)]);
        expect(times(await ask({ fromMs: NOW_MS - 10_000, toMs: NOW_MS - 1000 }))).toEqual([9000, 5000, 1000]);
      });

      it('holds a fix once though it was declared stale and removed', async () => {
        await ports.store([fix(5000), fix(5000, { receivedAtMs: NOW_MS, state: 'stale' })]);
        await ports.store([fix(5000, { receivedAtMs: NOW_MS, state: 'removed' })]);
        expect(times(await ask())).toEqual([5000]);
      });

      it('comes in pages that follow each other without loss', async () => {
        await ports.store([5, 4, 3, 2, 1].map((n) => fix(n * 1000)));
        const first = await ask({ limit: 2 });
        expect([times(first), first.next]).toEqual([[5000, 4000], NOW_MS - 4000]);
        const second = await ask({ limit: 2, after: first.next ?? 0 });
        expect([times(second), second.next]).toEqual([[3000, 2000], NOW_MS - 2000]);
        const third = await ask({ limit: 2, after: second.next ?? 0 });
        expect([times(third), third.next]).toEqual([[1000], null]);
      });

      it('a page that is just full is the last', async () => {
        await ports.store([fix(2000), fix(1000)]);
        expect((await ask({ limit: 2 })).next).toBeNull();
      });

      it('spans days', async () => {
        const dayMs = 86_400_000;
        await ports.store([fix(3 * dayMs), fix(1000)]);
        expect(times(await ask({ fromMs: NOW_MS - 7 * dayMs }))).toEqual([3 * dayMs, 1000]);
      });
    });
  });
}
