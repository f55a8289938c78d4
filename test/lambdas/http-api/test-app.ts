import type { Position } from '#domain/position.ts';
import { createApp, type AppOptions } from '../../../lambdas/http-api/app.ts';
import {
  createFakeFeeds,
  createFakeStore,
  createFakeStoreState,
  type FakeFeeds,
  type FakeStore,
  type FakeStoreState,
} from '../../fakes/http-api-ports.ts';
import { createFakeSchedules, type FakeSchedules } from '../../fakes/http-api-schedules.ts';
import { createRecordingLogger, type RecordingLogger } from '../../fakes/recording-logger.ts';
import { aPosition } from '../../fixtures/positions.ts';

/** A second after the observation of `aPosition()`. */
export const NOW_MS = 1_732_400_001_000;

export interface TestApp {
  readonly app: { request(path: string, init?: RequestInit): Promise<Response> };
  readonly store: FakeStore;
  readonly feeds: FakeFeeds;
  readonly state: FakeStoreState;
  readonly schedules: FakeSchedules;
  readonly clock: { nowMs: number };
  readonly logger: RecordingLogger;
}

/** The app over fakes; `clock.nowMs` moves its time. */
export function createTestApp({ positions = [], ...options }: Partial<TestOptions> = {}): TestApp {
  const store = createFakeStore();
  store.add(...positions);
  const feeds = createFakeFeeds();
  const state = createFakeStoreState();
  const schedules = createFakeSchedules();
  const clock = { nowMs: NOW_MS };
  const logger = createRecordingLogger();
  const app = createApp({
    positions: store,
    feeds,
    store: state,
    schedules,
    nodeVersion: '24.0.0',
    clock: () => clock.nowMs,
    logger,
    isUnavailable: (error) => error instanceof Error && error.message === 'away',
    isForHost: (error) => error instanceof Error && error.message === 'bad password',
    ...options,
  });
  const request = async (path: string, init?: RequestInit) => app.request(path, init);
  return { app: { request }, store, feeds, state, schedules, clock, logger };
}

interface TestOptions extends Pick<AppOptions, 'maxAnswerBytes' | 'trackPageSize'> {
  readonly positions: readonly Position[];
}

/** Aircraft of different addresses in a row along the 50th parallel. */
export function manyAircraft(count: number, overrides: Partial<Position> = {}): Position[] {
  return Array.from({ length: count }, (_, n) =>
    aPosition({
      icao24: (0x300000 + n).toString(16),
      callsign: `DLH${n}`,
      lat: 50,
      lon: ((n * 7919) % 3600) / 10 - 180,
      ...overrides,
    }),
  );
}
