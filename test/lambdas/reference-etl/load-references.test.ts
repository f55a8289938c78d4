import { describe, expect, test } from 'vitest';
import type { EtlRequest } from '#adapters/etl/etl-work.ts';
import { runEtl, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { loadReferences } from '../../../lambdas/reference-etl/load-references.ts';
import {
  createFakeReferenceApi,
  type FakeReferenceApi,
  type FakeReferenceOptions,
} from '../../fakes/fake-reference-api.ts';
import { createMemoryEtl, type MemoryEtl } from '../../fakes/memory-etl.ts';
import { createMemoryReferences, type MemoryReferences } from '../../fakes/memory-references.ts';
import { aCity, aCountry, airportsInOrder, anAirline, anAirport, codeOf } from '../../fixtures/reference-records.ts';

interface Bench {
  readonly etl: MemoryEtl;
  readonly references: MemoryReferences;
  readonly run: (
    options: FakeReferenceOptions,
    request?: Partial<EtlRequest & { untilMs: number; references: MemoryReferences }>,
  ) => Promise<[EtlRun, FakeReferenceApi]>;
}

function createBench(worldAirports: readonly string[] = []): Bench {
  let api = createFakeReferenceApi();
  const etl = createMemoryEtl({ calls: () => api.calls() });
  const references = createMemoryReferences(worldAirports);
  let runs = 0;
  return {
    etl,
    references,
    run: async (options, { untilMs = Infinity, references: stored = references, ...request } = {}) => {
      api = createFakeReferenceApi(options);
      runs += 1;
      const outcome = await runEtl(
        etl,
        {
          kind: 'references',
          source: 'sample',
          trigger: 'command',
          runId: `run-${runs}`,
          resumeOnly: false,
          signal: new AbortController().signal,
          ...request,
        },
        (context) => {
          references.beginRun(context.id);
          return loadReferences({ ...stored, api }, { parallel: 6, untilMs }, context);
        },
      );
      return [ran(outcome), api];
    },
  };
}

function ran(outcome: EtlOutcome): EtlRun {
  if (outcome.skipped !== false) throw new Error(`skipped: ${outcome.skipped}`);
  return outcome.run;
}

/** Each list has something: one that can't be read at all is a problem of its own. */
const FEW = {
  countries: [aCountry('DE'), aCountry('FR')],
  cities: [aCity('FRA'), aCity('PAR')],
  airports: airportsInOrder(5),
  airlines: [anAirline('LH', 'DLH')],
  aircraft: [{ aircraftCode: '32N', names: {}, icaoTypeCode: 'A20N' }],
};
const CALLS_FOR_FEW = 5;

function expectSum({ received, stored, merged, rejected }: EtlRun): void {
  const sum = Object.values(rejected).reduce((total, count) => total + count, 0);
  expect(received).toBe(stored + merged + sum);
}

describe('a whole run', () => {
  test('stores every record of every list, keeps each reply, and accounts for all of them', async () => {
    const { references, run } = createBench();
    const airlines = [anAirline('LH', 'DLH'), anAirline('LH', 'GEC'), anAirline('LH', null), anAirline('LH', 'DLH')];
    const [done, api] = await run({ lists: { ...FEW, airports: airportsInOrder(250), airlines } });
    expect(done).toMatchObject({
      state: 'complete',
      problem: null,
      received: 259,
      stored: 258,
      merged: 1,
      rejected: {},
    });
    expect(done).toMatchObject({ calls: 7, done: 7, total: 7, remaining: [] });
    expectSum(done);
    expect(references.keys('airports')).toHaveLength(250);
    expect(references.keys('airlines')).toEqual(['LH/', 'LH/DLH', 'LH/GEC']);
    expect(references.rawPaths).toHaveLength(api.calls());
  });

  test('in which a record was lost says so', async () => {
    const { references, run } = createBench();
    const { put } = references;
    const losing: MemoryReferences = {
      ...references,
      put: async (resource, records, reply) => {
        const counts = await put(resource, records.slice(resource === 'airports' ? 1 : 0), reply);
        return { ...counts, stored: records.length };
      },
    };
    const [done] = await run({ lists: FEW }, { references: losing });
    expect(done).toMatchObject({ received: 11, stored: 10, merged: 0 });
    expect(done.problem).toBe('records that are neither stored nor merged nor kept aside: 1');
  });

  test('has several calls on their way, never more than allowed', async () => {
    const { run } = createBench();
    const [, api] = await run({ lists: { ...FEW, airports: airportsInOrder(2000) } });
    expect(api.mostAtOnce()).toBe(6);
  });

  test('a second one changes no count and marks nothing', async () => {
    const { references, run } = createBench();
    await run({ lists: FEW });
    const [second] = await run({ lists: FEW });
    expect(second).toMatchObject({ state: 'complete', stored: 11, changed: 0, vanished: 0 });
    expect(references.keys('airports')).toHaveLength(5);
  });
});

describe('bad records', () => {
  const airports = airportsInOrder(300);
  const bad = [codeOf(7), codeOf(150), codeOf(151), codeOf(299)];
  const options = { lists: { ...FEW, airports }, bad: bad.map((code) => `airports/${code}`) };

  test('are asked for by their codes where something tells these', async () => {
    const { references, run } = createBench([codeOf(7), codeOf(150), codeOf(151), codeOf(200), codeOf(299)]);
    const [done, api] = await run(options);
    expect(api.asked.filter((asked) => /^airports [A-Z]/.test(asked)).sort()).toEqual(
      bad.map((code) => `airports ${code}`).sort(),
    );
    expect(done).toMatchObject({ state: 'complete', rejected: {}, received: 306 });
    expect(references.keys('airports')).toHaveLength(300);
    expectSum(done);
  });

  test('are kept with their position and neighbours where nothing tells their codes, or that has nothing either', async () => {
    const { etl, run } = createBench([codeOf(7)]);
    const [done] = await run({ ...options, lost: [`airports/${codeOf(7)}`] });
    expect(done).toMatchObject({ state: 'complete', received: 306, rejected: { bad_record: 4 } });
    expectSum(done);
    expect(etl.kept.map(({ record }) => JSON.parse(record) as unknown)).toContainEqual({
      position: 8,
      status: 500,
      before: codeOf(6),
      after: codeOf(8),
    });
  });

  test('that were good once are not marked as vanished; others are', async () => {
    const { references, run } = createBench();
    await run({ lists: { ...FEW, airports } });
    const without = airports.filter(({ airportCode }) => airportCode !== codeOf(20));
    const [done] = await run({
      lists: { ...FEW, airports: without },
      bad: [`airports/${codeOf(7)}`],
      lost: [`airports/${codeOf(7)}`],
    });
    expect(references.gone('airports')).toEqual([codeOf(20)]);
    expect(done).toMatchObject({ state: 'complete', vanished: 1, rejected: { bad_record: 1 } });
  });

  test('that were had by their codes leave no doubt about what vanished beside them', async () => {
    const { references, run } = createBench();
    await run({ lists: { ...FEW, airports } });
    const without = airports.filter(({ airportCode }) => airportCode !== codeOf(8));
    const [done] = await run({ lists: { ...FEW, airports: without }, bad: [`airports/${codeOf(7)}`] });
    expect(references.gone('airports')).toEqual([codeOf(8)]);
    expect(done).toMatchObject({ state: 'complete', vanished: 1, rejected: {} });
  });
});

describe('airports that the list lacks', () => {
  test('are asked for by code when flights or cities use them, once in a while where there are none', async () => {
    const { references, run } = createBench();
    references.uses.airports = { used: ['DEN', 'XXX'], named: ['HKG'] };
    const hidden = { airports: [anAirport('DEN'), anAirport('HKG')] };
    const [first] = await run({ lists: FEW, hidden });
    expect(first).toMatchObject({ calls: CALLS_FOR_FEW + 3, stored: 13, done: 8, total: 8 });
    expect(references.keys('airports')).toContain('DEN');
    const [second] = await run({ lists: FEW, hidden });
    expect(second).toMatchObject({ calls: CALLS_FOR_FEW + 2, stored: 13, vanished: 0 });
  });

  test('are asked for 200 a run at most; those not asked for are not marked as vanished', async () => {
    const { references, run } = createBench();
    await run({ lists: { ...FEW, airports: airportsInOrder(2000) } });
    const [done] = await run({ lists: { ...FEW, airports: airportsInOrder(1700) } });
    expect(done.calls).toBe(CALLS_FOR_FEW + 16 + 200);
    expect(references.gone('airports')).toHaveLength(200);
  });
});

test('a list that lost more than a fifth of its records marks nothing and says so', async () => {
  const { references, run } = createBench();
  await run({ lists: { ...FEW, airports: airportsInOrder(100) } });
  const [done] = await run({ lists: { ...FEW, airports: airportsInOrder(50) } });
  expect(done).toMatchObject({ state: 'complete', vanished: 0 });
  expect(done.problem).toContain('50 airports are missing from the list');
  expect(references.gone('airports')).toEqual([]);
});

describe('a run that has to stop', () => {
  const lists = { ...FEW, airports: airportsInOrder(1500) };
  const bad = [`airports/${codeOf(7)}`];

  /** The quota is spent after so many calls. */
  function quotaOf(calls: number): () => void {
    let left = calls;
    return () => {
      left -= 1;
      if (left < 0) throw new LufthansaError('quota', 'the calls of this hour are spent');
    };
  }

  test('at the quota says what remains, and the next goes on with the same run, asking nothing twice', async () => {
    const { etl, references, run } = createBench([codeOf(7)]);
    const [whole] = await createBench([codeOf(7)]).run({ lists, bad });
    const [first] = await run({ lists, bad, before: quotaOf(10) });
    expect(first).toMatchObject({ state: 'incomplete', problem: 'the calls of this hour are spent' });
    expect(first.remaining[0]).toMatch(/^airports: \d+ pages, the first from record \d+$/);
    const [second] = await run({ lists, bad }, { resumeOnly: true });
    expect(second).toMatchObject({ id: first.id, startedAtMs: first.startedAtMs, state: 'complete' });
    const refused = first.calls - 10;
    expect({ ...second, calls: second.calls - refused }).toEqual({ ...whole, id: first.id });
    expect(references.keys('airports')).toHaveLength(1500);
    expect(etl.places.size).toBe(0);
  });

  test('while it asks by code goes on with those', async () => {
    const { references, run } = createBench();
    references.uses.airports = { used: ['XAA', 'XAB', 'XAC'] };
    const hidden = { airports: ['XAA', 'XAB', 'XAC'].map((code) => anAirport(code)) };
    const [first] = await run({ lists: FEW, hidden, before: quotaOf(CALLS_FOR_FEW + 1) });
    expect(first).toMatchObject({ state: 'incomplete', remaining: ['airports/XAB', 'airports/XAC'] });
    const [second, api] = await run({ lists: FEW, hidden });
    expect(api.asked).toEqual(['airports XAB', 'airports XAC']);
    expect(second).toMatchObject({ state: 'complete', stored: 14, received: 14, merged: 0, done: 8, total: 8 });
  });

  test('for its time stops before the next call', async () => {
    const { etl, run } = createBench();
    const [done, api] = await run({ lists }, { untilMs: etl.clock() });
    expect(done).toMatchObject({ state: 'incomplete', problem: 'its time was up', calls: 0 });
    expect(api.asked).toEqual([]);
  });

  test('for the operator keeps its place', async () => {
    const { etl, run } = createBench();
    const stop = new AbortController();
    const before = (asked: string): void => {
      if (asked === 'airports 301+100') stop.abort();
    };
    const [done] = await run({ lists, before }, { signal: stop.signal });
    expect(done).toMatchObject({ state: 'incomplete', problem: 'it was stopped' });
    expect(done.stored).toBeGreaterThan(300);
    const [next] = await run({ lists });
    expect(next).toMatchObject({ id: done.id, state: 'complete', received: 1506 });
    expect(etl.places.size).toBe(0);
  });

  test('because one call after the other fails leaves the rest; a few failures are tried again', async () => {
    const fail = (times: number) => () => {
      times -= 1;
      if (times >= 0) throw new LufthansaError('unavailable', 'no answer from Lufthansa');
    };
    const [few] = await createBench().run({ lists, before: fail(3) });
    expect(few).toMatchObject({ state: 'complete', stored: 1506 });
    let asked = 0;
    const everyThird = (): void => {
      asked += 1;
      if (asked % 3 === 0) fail(1)();
    };
    const [often] = await createBench().run({ lists, before: everyThird });
    expect(often).toMatchObject({ state: 'complete', stored: 1506 });
    const [many] = await createBench().run({ lists, before: fail(1000) });
    expect(many).toMatchObject({ state: 'incomplete', problem: 'no answer from Lufthansa' });
    expect(many.calls).toBeLessThan(20);
  });

  describe('for a code that is never answered', () => {
    const hidden = { airports: ['XAB', 'XAC'].map((code) => anAirport(code)) };
    const broken = (asked: string): void => {
      if (asked === 'airports XAA') throw new LufthansaError('unavailable', 'no answer from Lufthansa');
    };

    test('asks for it in three runs, after the others, and finishes without it', async () => {
      const { etl, references, run } = createBench();
      references.uses.airports = { used: ['XAA', 'XAB', 'XAC'] };
      const [first] = await run({ lists: FEW, hidden, before: broken });
      expect(first).toMatchObject({ state: 'incomplete', remaining: ['airports/XAA'], problem: 'some calls failed' });
      const [second, api] = await run({ lists: FEW, hidden, before: broken }, { resumeOnly: true });
      expect(second).toMatchObject({ id: first.id, state: 'incomplete', remaining: ['airports/XAA'] });
      expect(api.asked).toEqual(['airports XAA']);
      const [third] = await run({ lists: FEW, hidden, before: broken }, { resumeOnly: true });
      expect(third).toMatchObject({ id: first.id, state: 'complete', remaining: ['airports/XAA'], done: 8, total: 8 });
      expect(third.problem).toContain('codes without an answer in several runs: 1');
      expect(etl.places.size).toBe(0);
      expectSum(third);
    });

    test('does not mark it as vanished, though another is', async () => {
      const { references, run } = createBench();
      const lists = { ...FEW, airports: airportsInOrder(20) };
      await run({ lists });
      const without = { ...FEW, airports: airportsInOrder(18) };
      const before = (asked: string): void => {
        if (asked === `airports ${codeOf(19)}`) throw new LufthansaError('unavailable', 'no answer from Lufthansa');
      };
      for (let tries = 0; tries < 3; tries++) await run({ lists: without, before });
      expect(references.gone('airports')).toEqual([codeOf(18)]);
    });

    test('finishes though many of them stop each run', async () => {
      const { references, run } = createBench();
      const codes = Array.from({ length: 8 }, (_, n) => `XA${n}`);
      references.uses.airports = { used: codes };
      const before = (asked: string): void => {
        if (/^airports XA/.test(asked)) throw new LufthansaError('unavailable', 'no answer from Lufthansa');
      };
      let last: EtlRun | null = null;
      let runs = 0;
      while (last?.state !== 'complete' && runs < 20) {
        [last] = await run({ lists: FEW, before });
        runs += 1;
      }
      expect(last).toMatchObject({ state: 'complete', remaining: codes.map((code) => `airports/${code}`) });
      expect(runs).toBeLessThan(8);
    });
  });

  test('because the credentials are refused fails at once and says why', async () => {
    const { etl, run } = createBench();
    const before = (): void => {
      throw new LufthansaError('unauthorized', 'client id or secret refused');
    };
    await expect(run({ lists, before })).rejects.toThrow('client id or secret refused');
    expect(etl.written.at(-1)).toMatchObject({ state: 'failed', problem: 'client id or secret refused' });
  });
});
