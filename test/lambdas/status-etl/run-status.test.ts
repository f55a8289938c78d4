import { expect, test } from 'vitest';
import { rejectedSum } from '#adapters/etl/run-account.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import type { RawReply } from '#adapters/lufthansa/lufthansa-api.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { flightStatusKey, type FlightStatus } from '#domain/schedules/flight-status.ts';
import { runStatus, type StatusRequest } from '../../../lambdas/status-etl/run-status.ts';
import { aReject, createFakeLufthansaApi, type FakeOperations } from '../../fakes/lufthansa-api.ts';
import { createMemoryEtl } from '../../fakes/memory-etl.ts';
import { aStatus, flightNumber } from '../../fixtures/itineraries.ts';

const NOW_MS = Date.parse('2026-12-01T12:00Z');
const ZONES: Readonly<Record<string, string>> = { FRA: 'Europe/Berlin', MUC: 'Europe/Berlin' };

function setUp(status: NonNullable<FakeOperations['status']> = () => ({})) {
  let nowMs = NOW_MS;
  const etl = createMemoryEtl({ clock: () => nowMs });
  const api = createFakeLufthansaApi({ status });
  const raw: RawReply[] = [];
  const stored: { statuses: readonly FlightStatus[]; atMs: number }[] = [];
  const ports = {
    ...etl,
    api,
    zones: { load: async () => (code: string) => ZONES[code] ?? null },
    raw: { put: async (_kind: 'status', replies: readonly RawReply[]) => void raw.push(...replies) },
    statuses: {
      put: async (answer: { statuses: readonly FlightStatus[]; atMs: number }) => {
        stored.push(answer);
        const keys = new Set(answer.statuses.map(flightStatusKey));
        return { stored: keys.size, merged: answer.statuses.length - keys.size, changed: keys.size };
      },
    },
  };
  const run = (changes: Partial<StatusRequest> = {}): Promise<EtlOutcome> =>
    runStatus(ports, {
      source: 'lufthansa',
      trigger: 'schedule',
      runId: 'run-1',
      resumeOnly: false,
      airports: ['FRA', 'MUC'],
      windows: 1,
      isAskedFor: false,
      untilMs: Infinity,
      signal: new AbortController().signal,
      ...changes,
    });
  return { ...etl, api, raw, stored, run, pass: (ms: number) => (nowMs += ms) };
}

function runOf(outcome: EtlOutcome): EtlRun {
  if (outcome.skipped !== false) throw new Error(`skipped: ${outcome.skipped}`);
  return outcome.run;
}

test('a run loads departures and arrivals of each airport from two hours ago on', async () => {
  const { run, api, raw } = setUp();
  expect(runOf(await run())).toMatchObject({ state: 'complete', done: 4, total: 4, calls: 4, kind: 'status' });
  expect(api.asked).toEqual([
    'departures/FRA/2026-12-01T11:00',
    'arrivals/FRA/2026-12-01T11:00',
    'departures/MUC/2026-12-01T11:00',
    'arrivals/MUC/2026-12-01T11:00',
  ]);
  expect(raw).toHaveLength(4);
});

test('every record is accounted for: stored, merged, or rejected by reason', async () => {
  const other = aStatus({ flight: flightNumber('LH404'), numbers: [flightNumber('LH404')] });
  const { run, kept } = setUp(() => ({
    records: [aStatus(), other, aStatus()],
    merged: 1,
    rejected: [aReject('flight_number', 'status')],
  }));
  const ended = runOf(await run());
  expect(ended).toMatchObject({ received: 20, stored: 8, merged: 8, rejected: { flight_number: 4 } });
  expect(ended.stored + ended.merged + rejectedSum(ended)).toBe(ended.received);
  expect(kept).toHaveLength(4);
});

test('a status is as old as the question, not as its answer', async () => {
  const { run, stored, pass } = setUp(() => {
    pass(30_000);
    return { records: [aStatus()] };
  });
  await run({ airports: ['FRA'] });
  expect(stored.map(({ atMs }) => atMs)).toEqual([NOW_MS, NOW_MS + 30_000]);
});

test('what a run had to leave the next one loads, around its own time', async () => {
  let isSpent = true;
  const { run, api, pass } = setUp((asked) =>
    isSpent && asked.startsWith('departures/MUC') ? new LufthansaError('quota', 'the hour’s calls are spent') : {},
  );
  const first = runOf(await run());
  expect(first).toMatchObject({ state: 'incomplete', remaining: ['MUC/departures/1', 'MUC/arrivals/1'] });
  isSpent = false;
  pass(900_000);
  expect(runOf(await run({ runId: 'run-2' }))).toMatchObject({ id: 'run-1', state: 'complete', done: 4, total: 4 });
  expect(api.asked.slice(3)).toEqual(['departures/MUC/2026-12-01T11:15', 'arrivals/MUC/2026-12-01T11:15']);
  expect(runOf(await run({ runId: 'run-3' }))).toMatchObject({ id: 'run-3', total: 4 });
});

test('a window that fails is left to the next run, the others are loaded', async () => {
  const { run } = setUp((asked) =>
    asked.startsWith('arrivals/FRA') ? new LufthansaError('unavailable', 'HTTP 504') : {},
  );
  const ended = runOf(await run());
  expect(ended).toMatchObject({
    state: 'incomplete',
    done: 3,
    remaining: ['FRA/arrivals/1'],
    problem: 'FRA/arrivals/1: HTTP 504',
  });
});

test('a run ends before its time does', async () => {
  const { run, pass } = setUp(() => {
    pass(60_000);
    return {};
  });
  const ended = runOf(await run({ untilMs: NOW_MS + 90_000 }));
  expect(ended).toMatchObject({ state: 'incomplete', done: 2, remaining: ['MUC/departures/1', 'MUC/arrivals/1'] });
});

test('an airport whose zone nobody knows is named, the others are loaded', async () => {
  const { run, api } = setUp();
  const ended = runOf(await run({ airports: ['XXX', 'FRA'] }));
  expect(ended).toMatchObject({ state: 'complete', done: 2 });
  expect(ended.problem).toContain('the time zone of XXX is not known');
  expect(api.asked).toHaveLength(2);
});

test('airports that somebody asks for leave the place of the timer’s runs alone', async () => {
  const { run, places } = setUp((asked) => (asked.includes('MUC') ? new LufthansaError('quota', 'spent') : {}));
  await run();
  const place = places.get('status');
  await run({ airports: ['FRA'], windows: 2, isAskedFor: true, runId: 'run-2' });
  expect(places.get('status')).toBe(place);
});
