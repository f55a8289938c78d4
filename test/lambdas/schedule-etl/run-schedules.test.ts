import { expect, test } from 'vitest';
import { rejectedSum } from '#adapters/etl/run-account.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import type { RawReply } from '#adapters/lufthansa/lufthansa-api.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { routeDayText, type RouteDay } from '#domain/schedules/route-day.ts';
import type { PlanSettings } from '../../../lambdas/schedule-etl/plan-schedules.ts';
import { runSchedules, type ScheduleRequest } from '../../../lambdas/schedule-etl/run-schedules.ts';
import { aReject, createFakeLufthansaApi, type FakeOperations } from '../../fakes/lufthansa-api.ts';
import { createMemoryEtl } from '../../fakes/memory-etl.ts';
import { createMemoryFlights } from '../../fakes/memory-flights.ts';
import { frankfurtToNewYork, instantAt, niceToNewYork } from '../../fixtures/itineraries.ts';

/** 30 November 2026, 22:00 in Paris. */
const NIGHT_MS = instantAt('2026-11-30T22:00', 'Europe/Paris');
const route = (text: string) => ({ origin: text.slice(0, 3), destination: text.slice(4) });
const settings: PlanSettings = {
  cities: [],
  pairs: 0,
  hubRoutes: [route('FRA-JFK'), route('FRA-CDG')],
  daysAhead: 2,
  callsPerRun: 250,
};

function setUp(schedules: NonNullable<FakeOperations['schedules']> = () => ({})) {
  let nowMs = NIGHT_MS;
  const etl = createMemoryEtl({ clock: () => nowMs });
  const fetched = new Map<string, number>();
  const raw: RawReply[] = [];
  const api = createFakeLufthansaApi({ schedules });
  const flights = createMemoryFlights();
  const ports = {
    ...etl,
    api,
    flights,
    random: () => 0,
    zones: { load: async () => () => 'Europe/Berlin' },
    raw: { put: async (_kind: 'schedules', replies: readonly RawReply[]) => void raw.push(...replies) },
    days: {
      read: async () => fetched,
      mark: async (routeDay: RouteDay, atMs: number) => void fetched.set(routeDayText(routeDay), atMs),
    },
  };
  const run = (changes: Partial<ScheduleRequest> = {}, of: PlanSettings = settings): Promise<EtlOutcome> =>
    runSchedules(ports, of, {
      source: 'sample',
      trigger: 'schedule',
      runId: 'run-1',
      resumeOnly: false,
      pairs: null,
      untilMs: Infinity,
      signal: new AbortController().signal,
      ...changes,
    });
  return { ...etl, api, flights, fetched, raw, run, pass: (ms: number) => (nowMs += ms) };
}

function runOf(outcome: EtlOutcome): EtlRun {
  if (outcome.skipped !== false) throw new Error(`skipped: ${outcome.skipped}`);
  return outcome.run;
}

const quota = () => new LufthansaError('quota', 'the hour’s calls are spent');
const ALL = [
  'FRA-JFK/2026-12-01',
  'FRA-CDG/2026-12-01',
  'JFK-FRA/2026-12-01',
  'CDG-FRA/2026-12-01',
  'FRA-JFK/2026-12-02',
  'FRA-CDG/2026-12-02',
  'JFK-FRA/2026-12-02',
  'CDG-FRA/2026-12-02',
];

test('a night fetches its plan from tomorrow in Paris on, stores it and remembers when', async () => {
  const { run, api, flights, fetched, raw } = setUp(() => ({ records: [frankfurtToNewYork()] }));
  const ended = runOf(await run());
  expect(api.asked).toEqual(ALL);
  expect(ended).toMatchObject({ state: 'complete', done: 8, total: 8, calls: 8, remaining: [], problem: null });
  expect(flights.answers[0]).toMatchObject({
    asked: { date: '2026-12-01' },
    isWhole: true,
    run: 'run-1',
    source: 'sample',
  });
  expect([...fetched.keys()].sort()).toEqual([...ALL].sort());
  expect(raw).toHaveLength(8);
});

test.each([
  ['2026-03-28T22:00', '2026-03-29'],
  ['2026-03-29T22:00', '2026-03-30'],
  ['2026-10-24T23:59', '2026-10-25'],
  ['2026-10-25T00:00', '2026-10-26'],
])('at %s in Paris tomorrow is %s, also in the nights when clocks are set', async (local, tomorrow) => {
  const { run, api, pass } = setUp();
  pass(instantAt(local, 'Europe/Paris') - NIGHT_MS);
  await run({}, { ...settings, daysAhead: 1 });
  expect(new Set(api.asked.map((text) => text.slice(-10)))).toEqual(new Set([tomorrow]));
});

test('every record is accounted for: stored, merged, or rejected by reason', async () => {
  const { run, kept } = setUp(() => ({
    records: [frankfurtToNewYork(), niceToNewYork(), niceToNewYork()],
    merged: 2,
    rejected: [aReject('time_zone_unknown')],
  }));
  const ended = runOf(await run());
  expect(ended).toMatchObject({ received: 48, stored: 16, merged: 24, changed: 2, rejected: { time_zone_unknown: 8 } });
  expect(ended.stored + ended.merged + rejectedSum(ended)).toBe(ended.received);
  expect(kept).toHaveLength(8);
});

test('an answer with a record that can’t be read is not taken for whole', async () => {
  const { run, flights } = setUp(() => ({ rejected: [aReject('time_order')] }));
  await run();
  expect(flights.answers.map(({ isWhole }) => isWhole)).not.toContain(true);
});

test('a route that Lufthansa doesn’t have counts as fetched', async () => {
  const { run, fetched } = setUp(() => ({}));
  expect(runOf(await run())).toMatchObject({ state: 'complete', stored: 0 });
  expect(fetched.size).toBe(8);
});

test('a run that is out of calls says what remains, and the next one goes on from there', async () => {
  let left = 3;
  const { run, api } = setUp(() => (left-- > 0 ? { records: [frankfurtToNewYork()] } : quota()));
  const first = runOf(await run());
  expect(first).toMatchObject({ state: 'incomplete', done: 3, total: 8, remaining: ALL.slice(3) });
  expect(first.problem).toContain('the hour’s calls are spent');
  left = 100;
  const second = runOf(await run({ resumeOnly: true, runId: 'run-2' }));
  expect(second).toMatchObject({ id: 'run-1', state: 'complete', done: 8, total: 8, stored: 8 });
  expect(api.asked.slice(4)).toEqual(ALL.slice(3));
  expect(await run({ resumeOnly: true })).toEqual({ skipped: 'nothing-to-resume' });
});

test('a run that is told to stop goes on later with what is left', async () => {
  const stop = new AbortController();
  const { run, api } = setUp((asked) => {
    if (asked === ALL[4]) stop.abort();
    return {};
  });
  expect(runOf(await run({ signal: stop.signal }))).toMatchObject({ state: 'incomplete', remaining: ALL.slice(5) });
  await run({ resumeOnly: true });
  expect(api.asked).toEqual(ALL);
});

test('a run that is killed while a day is fetched goes on with that day', async () => {
  let isHanging = true;
  const { run, api, holders, written } = setUp((asked) =>
    isHanging && asked === ALL[4] ? new Promise(() => undefined) : { records: [frankfurtToNewYork()] },
  );
  void run();
  await expect.poll(() => api.asked).toHaveLength(5);
  // Its lock expires, as that of a process that was killed.
  holders.clear();
  isHanging = false;
  const ended = runOf(await run({ resumeOnly: true, runId: 'run-2' }));
  expect(api.asked.slice(5)).toEqual(ALL.slice(4));
  expect(ended).toMatchObject({ id: 'run-1', state: 'complete', done: 8, total: 8, received: 8, stored: 8 });
  expect(written.map(({ state }) => state)).toContain('incomplete');
});

test('a run ends before its time does', async () => {
  const { run, api, pass } = setUp(() => {
    pass(60_000);
    return {};
  });
  const ended = runOf(await run({ untilMs: NIGHT_MS + 150_000 }));
  expect(api.asked).toHaveLength(3);
  expect(ended).toMatchObject({ state: 'incomplete', remaining: ALL.slice(3) });
  expect(ended.problem).toContain('its time was up');
});

test('the next night plans anew, and what is left of the night before comes first', async () => {
  let left = 3;
  const { run, api, pass } = setUp(() => (left-- > 0 ? {} : quota()));
  await run();
  left = 100;
  pass(86_400_000);
  const ended = runOf(await run({ runId: 'run-2' }));
  expect(ended).toMatchObject({ id: 'run-2', state: 'complete', total: 8 });
  expect(api.asked.slice(4, 9)).toEqual([
    'FRA-JFK/2026-12-02',
    'FRA-CDG/2026-12-02',
    'JFK-FRA/2026-12-02',
    'CDG-FRA/2026-12-02',
    'FRA-JFK/2026-12-03',
  ]);
});

test('what is over is not fetched any more when a run is gone on with days later', async () => {
  let left = 0;
  const { run, api, pass } = setUp(() => (left-- > 0 ? {} : quota()));
  await run();
  left = 100;
  pass(2 * 86_400_000);
  expect(runOf(await run({ resumeOnly: true }))).toMatchObject({ state: 'complete', done: 8, total: 8 });
  expect(api.asked.slice(1)).toEqual(ALL.slice(4));
});

test('a day that fails is left to the next run, the others are fetched', async () => {
  let isBroken = true;
  const failing = (asked: string) =>
    isBroken && asked === ALL[1] ? new LufthansaError('unavailable', 'HTTP 504') : { records: [] };
  const { run, api } = setUp(failing);
  const first = runOf(await run());
  expect(first).toMatchObject({ state: 'incomplete', done: 7, remaining: [ALL[1]], problem: `${ALL[1]!}: HTTP 504` });
  isBroken = false;
  expect(runOf(await run({ resumeOnly: true }))).toMatchObject({ state: 'complete', done: 8 });
  expect(api.asked.at(-1)).toBe(ALL[1]);
});

test('a day that fails in three runs is left to another plan', async () => {
  const { run, fetched } = setUp((asked) => (asked === ALL[1] ? new LufthansaError('bad-answer', 'HTML') : {}));
  await run();
  expect(runOf(await run({ resumeOnly: true })).state).toBe('incomplete');
  expect(runOf(await run({ resumeOnly: true }))).toMatchObject({
    state: 'complete',
    done: 8,
    problem: `${ALL[1]!}: HTML`,
  });
  expect(fetched.has(ALL[1]!)).toBe(false);
});

test('when Lufthansa fails five times in a row the run stops', async () => {
  const { run, api } = setUp(() => new LufthansaError('unavailable', 'HTTP 503'));
  expect(runOf(await run())).toMatchObject({ state: 'incomplete', done: 0 });
  expect(api.asked).toHaveLength(5);
});

test('what Lufthansa won’t ever answer doesn’t hold up the plan', async () => {
  const { run, fetched } = setUp((asked) =>
    asked === ALL[0] ? new LufthansaError('bad-request', 'no such airport') : {},
  );
  const ended = runOf(await run());
  expect(ended).toMatchObject({ state: 'complete', done: 8, problem: `${ALL[0]!}: no such airport` });
  expect(fetched.has(ALL[0]!)).toBe(true);
});

test('a run whose credentials are refused fails, and its place is kept', async () => {
  let isRefused = false;
  const { run, written } = setUp((asked) => {
    if (asked === ALL[2]) isRefused = true;
    return isRefused ? new LufthansaError('unauthorized', 'the client id is refused') : {};
  });
  await expect(run()).rejects.toThrow('the client id is refused');
  expect(written.at(-1)).toMatchObject({ state: 'failed', done: 2, problem: 'the client id is refused' });
});

test('pairs that somebody asks for are all that is fetched, and the night’s place stays', async () => {
  let left = 3;
  const { run, api, places } = setUp(() => (left-- > 0 ? {} : quota()));
  await run();
  left = 1;
  const night = places.get('schedules');
  const pairs = [
    { origin: 'BIO', destination: 'PAR', date: '2026-12-24' },
    { origin: 'PAR', destination: 'BIO', date: '2026-12-26' },
  ];
  const asked = runOf(await run({ pairs, runId: 'run-2', trigger: 'command' }));
  expect(asked).toMatchObject({ id: 'run-2', done: 1, total: 2, remaining: ['PAR-BIO/2026-12-26'] });
  expect(api.asked.slice(4)).toEqual(['BIO-PAR/2026-12-24', 'PAR-BIO/2026-12-26']);
  expect(places.get('schedules')).toBe(night);
});
