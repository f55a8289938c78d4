import { describe, expect, test } from 'vitest';
import { EtlBusyError } from '#adapters/etl/etl-busy-error.ts';
import type { EtlRequest, RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { runEtl, stoppedRunId, STOPPED, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import { LOCK_LOST } from '#adapters/etl/run-exclusively.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { createManualTime } from '../../../fakes/manual-time.ts';
import { createMemoryEtl } from '../../../fakes/memory-etl.ts';
import { anEtlRun } from '../../../fixtures/etl-run.ts';

const complete = { state: 'complete', remaining: [], problem: null } as const;
const incomplete = { state: 'incomplete', remaining: ['airports'], problem: 'its time was up' } as const;

function aRequest(overrides: Partial<EtlRequest> = {}): EtlRequest {
  return {
    kind: 'references',
    source: 'sample',
    trigger: 'command',
    runId: 'run-1',
    resumeOnly: false,
    signal: new AbortController().signal,
    ...overrides,
  };
}

function runOf(outcome: EtlOutcome): EtlRun {
  if (outcome.skipped !== false) throw new Error(outcome.skipped);
  return outcome.run;
}

test('a run claims its source, is written when it starts and when it ends, and lets go of its lock', async () => {
  const etl = createMemoryEtl();
  const run = runOf(
    await runEtl(etl, aRequest(), async ({ account }) => {
      expect([...etl.holders.entries()]).toEqual([['etl/references', 'sample/run-1']]);
      account.add({ received: 3, stored: 2, merged: 1 });
      return complete;
    }),
  );
  expect(run).toMatchObject({
    id: 'run-1',
    state: 'complete',
    received: 3,
    finishedAtMs: etl.clock(),
    trigger: 'command',
  });
  expect(etl.written.map(({ state }) => state)).toEqual(['running', 'complete']);
  expect(etl.claims).toEqual(['sample']);
  expect(etl.holders.size).toBe(0);
});

test('a second run at the same time does nothing', async () => {
  const etl = createMemoryEtl();
  let second: EtlOutcome | null = null;
  await runEtl(etl, aRequest(), async () => {
    second = await runEtl(etl, aRequest({ runId: 'run-2' }), async () => complete);
    return complete;
  });
  expect(second).toEqual({ skipped: 'busy' });
  expect(new Set(etl.written.map(({ id }) => id))).toEqual(new Set(['run-1']));
});

test.each<[string, Partial<EtlRequest>, 'fails' | 'is skipped']>([
  ['nightly run of references', { trigger: 'schedule' }, 'fails'],
  ['nightly run of schedules', { trigger: 'schedule', kind: 'schedules' }, 'fails'],
  ['run of status, which comes again soon,', { trigger: 'schedule', kind: 'status' }, 'is skipped'],
  ['run that would only go on', { trigger: 'schedule', resumeOnly: true }, 'is skipped'],
  ['run of the start', { trigger: 'start' }, 'is skipped'],
])('a %s that meets another %s', async (_name, overrides, expected) => {
  const etl = createMemoryEtl();
  const request = aRequest({ runId: 'run-2', ...overrides });
  etl.holders.set(`etl/${request.kind}`, 'sample/run-1');
  const outcome = runEtl(etl, request, async () => complete);
  if (expected === 'is skipped') expect(await outcome).toEqual({ skipped: 'busy' });
  else await expect(outcome).rejects.toThrow(EtlBusyError);
  expect(etl.written).toEqual([]);
});

test('a run whose source is refused leaves no document', async () => {
  const etl = { ...createMemoryEtl(), claimSource: () => Promise.reject(new Error('holds data of the Lufthansa API')) };
  await expect(runEtl(etl, aRequest(), async () => complete)).rejects.toThrow('Lufthansa API');
  expect(etl.written).toEqual([]);
  expect(etl.holders.size).toBe(0);
});

test('a run that stopped is gone on with: its id, beginning, counts and place', async () => {
  let calls = 0;
  let nowMs = 1_764_000_000_000;
  const etl = createMemoryEtl({ calls: () => calls, clock: () => nowMs });
  await runEtl(etl, aRequest(), async ({ account, reject, savePlace }) => {
    calls = 7;
    account.add({ received: 3, stored: 2 });
    await reject([{ resource: 'airports', reason: 'code_missing', field: '', record: '{}' }]);
    await savePlace({ offset: 301 });
    return incomplete;
  });
  expect(await stoppedRunId(etl, 'references', 'sample')).toBe('run-1');
  calls = 0;
  nowMs += 900_000;
  let place: unknown;
  const run = runOf(
    await runEtl(etl, aRequest({ runId: 'run-2', trigger: 'schedule', resumeOnly: true }), async (context) => {
      place = context.place;
      calls = 2;
      context.account.add({ received: 1, merged: 1 });
      return complete;
    }),
  );
  expect(place).toEqual({ offset: 301 });
  expect(run).toMatchObject({
    id: 'run-1',
    startedAtMs: 1_764_000_000_000,
    finishedAtMs: nowMs,
    calls: 9,
    received: 4,
    stored: 2,
    merged: 1,
    rejected: { code_missing: 1 },
    state: 'complete',
    remaining: [],
    problem: null,
  });
  expect(await stoppedRunId(etl, 'references', 'sample')).toBeNull();
});

test('the seconds of a run are those worked, without the pause before it was gone on with', async () => {
  let nowMs = 1_764_000_000_000;
  const etl = createMemoryEtl({ clock: () => nowMs });
  await runEtl(etl, aRequest(), async ({ savePlace }) => {
    nowMs += 90_500;
    await savePlace({ offset: 301 });
    return incomplete;
  });
  expect(etl.written.map(({ seconds }) => seconds)).toEqual([0, 90.5]);
  nowMs += 900_000;
  const run = runOf(
    await runEtl(etl, aRequest({ runId: 'run-2', resumeOnly: true }), async () => {
      nowMs += 30_000;
      return complete;
    }),
  );
  expect(run).toMatchObject({ id: 'run-1', seconds: 120.5 });
});

test.each<[string, (request: EtlRequest) => EtlRequest, number]>([
  ['of another source', (request) => ({ ...request, source: 'lufthansa' }), 0],
  ['that is days old', (request) => request, 4 * 86_400_000],
  ['of another version', (request) => ({ ...request, goesOnFrom: () => false }), 0],
  ['that is to be forgotten', (request) => ({ ...request, anew: true }), 0],
])('a place %s is not gone on from', async (_name, change, laterMs) => {
  let nowMs = 1_764_000_000_000;
  const etl = createMemoryEtl({ clock: () => nowMs });
  const keep = async ({ savePlace }: RunContext) => {
    await savePlace({ offset: 301 });
    return incomplete;
  };
  await runEtl(etl, aRequest(), keep);
  nowMs += laterMs;
  let place: unknown = 'not asked';
  const run = runOf(
    await runEtl(etl, change(aRequest({ runId: 'run-2' })), async (context) => {
      place = context.place;
      return complete;
    }),
  );
  expect(place).toBeNull();
  expect(run).toMatchObject({ id: 'run-2', startedAtMs: nowMs });
});

test('where nothing is left to go on with, going on claims nothing, does nothing and leaves no document', async () => {
  const etl = createMemoryEtl();
  expect(await runEtl(etl, aRequest({ resumeOnly: true }), async () => complete)).toEqual({
    skipped: 'nothing-to-resume',
  });
  expect(etl.written).toEqual([]);
  expect(etl.claims).toEqual([]);
});

test('a run that was killed is marked by the next, and its place holds', async () => {
  const etl = createMemoryEtl();
  const killed = anEtlRun({ id: 'killed', state: 'running', finishedAtMs: null, startedAtMs: etl.clock() });
  await etl.runs.put(killed);
  await etl.state.write('references', { run: killed, place: { offset: 1 } }, etl.clock());
  const other = anEtlRun({ id: 'killed-before', state: 'running', finishedAtMs: null });
  await etl.runs.put(other);
  const run = runOf(await runEtl(etl, aRequest(), async () => complete));
  expect(run).toMatchObject({ id: 'killed', state: 'complete', received: killed.received });
  expect(etl.written.filter(({ id }) => id === 'killed-before').at(-1)?.state).toBe('incomplete');
});

test('progress is written twice a second at most, and never after the end', async () => {
  let nowMs = 0;
  const etl = createMemoryEtl({ clock: () => nowMs });
  const told: number[] = [];
  const onProgress = ({ done }: EtlRun) => void told.push(done);
  await runEtl(etl, aRequest({ onProgress }), async ({ account, report }) => {
    for (let page = 1; page <= 20; page++) {
      nowMs += 100;
      account.add({ done: 1 });
      void report();
    }
    return complete;
  });
  expect(told).toEqual([0, 5, 10, 15, 20, 20]);
  expect(etl.written.map(({ done }) => done)).toEqual(told);
  expect(etl.written.at(-1)?.state).toBe('complete');
});

test('what the work throws fails the run, and its place is kept; nothing more is said than its message', async () => {
  const etl = createMemoryEtl();
  const broken = runEtl(etl, aRequest(), async ({ savePlace }) => {
    await savePlace({ offset: 5 });
    throw new Error('the database is away');
  });
  await expect(broken).rejects.toThrow('the database is away');
  expect(etl.written.at(-1)).toMatchObject({ state: 'failed', problem: 'the database is away' });
  expect(await stoppedRunId(etl, 'references', 'sample')).toBe('run-1');
  expect(etl.holders.size).toBe(0);
});

test('work that breaks off because it was told to stop is incomplete, not failed', async () => {
  const etl = createMemoryEtl();
  const stop = new AbortController();
  const run = runOf(
    await runEtl(etl, aRequest({ signal: stop.signal }), async ({ signal }) => {
      stop.abort();
      signal.throwIfAborted();
      return complete;
    }),
  );
  expect(run).toMatchObject({ state: 'incomplete', problem: STOPPED });
});

describe('a run that lost its lock to another', () => {
  test.each<[string, (context: RunContext) => Promise<WorkOutcome>]>([
    ['finishes', async () => complete],
    ['stops', async () => ({ ...incomplete, problem: STOPPED })],
    ['breaks off', async ({ signal }) => (signal.throwIfAborted(), complete)],
  ])('writes neither place nor document any more when it %s, and says why', async (_name, end) => {
    const etl = createMemoryEtl();
    const time = createManualTime();
    const running = runEtl({ ...etl, sleep: time.sleep }, aRequest(), async (context) => {
      await context.savePlace({ offset: 1 });
      etl.holders.set('etl/references', 'sample/run-2');
      await time.advance(15_000);
      expect(context.signal.aborted).toBe(true);
      etl.places.set('references', 'of the other');
      await context.savePlace({ offset: 2 });
      await context.report();
      return end(context);
    });
    expect(runOf(await running)).toMatchObject({ state: 'incomplete', problem: LOCK_LOST });
    expect(etl.written.map(({ state }) => state)).toEqual(['running']);
    expect(etl.places.get('references')).toBe('of the other');
    expect(etl.holders.get('etl/references')).toBe('sample/run-2');
  });
});

test('what remains is named in a hundred lines at most', async () => {
  const remaining = Array.from({ length: 500 }, (_, n) => `airports/${n}`);
  const run = runOf(await runEtl(createMemoryEtl(), aRequest(), async () => ({ ...incomplete, remaining })));
  expect(run.remaining).toHaveLength(100);
});
