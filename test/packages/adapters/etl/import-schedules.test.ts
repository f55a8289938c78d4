import { expect, test } from 'vitest';
import { importSchedules, type ImportContext } from '#adapters/etl/import-schedules.ts';
import type { RawReply, RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import { aReject, createFakeLufthansaApi, type FakeOperations } from '../../../fakes/lufthansa-api.ts';
import { createMemoryFlights } from '../../../fakes/memory-flights.ts';
import { frankfurtToNewYork, niceToNewYork } from '../../../fixtures/itineraries.ts';

const asked = { origin: 'FRA', destination: 'JFK', date: '2026-12-01' };
const context: ImportContext = {
  run: 'run-1',
  source: 'lufthansa',
  call: { purpose: 'admin', signal: new AbortController().signal, untilMs: 20_000 },
};

function setUp(schedules: NonNullable<FakeOperations['schedules']>, nowMs = 5000) {
  const done: string[] = [];
  const kept: RejectedRecord[] = [];
  const flights = createMemoryFlights();
  const ports = {
    api: createFakeLufthansaApi({ schedules }),
    zoneOf: () => 'Europe/Berlin',
    raw: {
      put: async (_kind: 'schedules', replies: readonly RawReply[], { run }: { readonly run: string }) =>
        void done.push(`raw ${replies.length} of ${run}`),
    },
    flights: {
      put: (answer: Parameters<typeof flights.put>[0]) => {
        done.push(`flights of ${answer.run}`);
        return flights.put(answer);
      },
    },
    reject: async (records: readonly RejectedRecord[]) => void kept.push(...records),
    clock: () => nowMs,
  };
  return { done, kept, flights, import: () => importSchedules(asked, ports, context) };
}

test('the raw replies are kept before the flights, and every entry of the answer is accounted for', async () => {
  const itineraries = [frankfurtToNewYork(), niceToNewYork(), niceToNewYork()];
  const day = setUp(() => ({ records: itineraries, merged: 2, rejected: [aReject('time_order')] }));
  expect(await day.import()).toEqual({
    received: 6,
    stored: 2,
    merged: 3,
    rejected: 1,
    changed: 2,
    vanished: 0,
    itineraries,
  });
  expect(day.done).toEqual(['raw 1 of run-1', 'flights of run-1']);
  expect(day.kept).toEqual([aReject('time_order')]);
  expect(day.flights.answers).toMatchObject([{ asked, isWhole: false, source: 'lufthansa', atMs: 5000 }]);
});

test('a route that Lufthansa doesn’t have is a whole answer without flights', async () => {
  const day = setUp(() => ({}));
  expect(await day.import()).toMatchObject({ received: 0, stored: 0, itineraries: [] });
  expect(day.flights.answers).toMatchObject([{ isWhole: true, itineraries: [] }]);
});

test.each([
  ['2026-12-01T22:59Z', true],
  ['2026-12-01T23:00Z', false],
])(
  'that nothing is known any more of a day that is over does not take its flights away: at %s',
  async (at, isWhole) => {
    const day = setUp(() => ({}), Date.parse(at));
    await day.import();
    expect(day.flights.answers).toMatchObject([{ isWhole }]);
  },
);

test('where there is no answer nothing is changed', async () => {
  const day = setUp(() => new LufthansaError('unavailable', 'HTTP 503'));
  await expect(day.import()).rejects.toThrow('HTTP 503');
  expect(day.done).toEqual([]);
});
