import { expect, test } from 'vitest';
import { createBrokerLookup } from '#adapters/kafka/msk-brokers.ts';

const MINUTE_MS = 60_000;

/** A cluster of two brokers whose addresses may change. */
function setUp() {
  const state = { nowMs: 0, found: ['b-1:9098', 'b-2:9098'], error: null as Error | null, looks: 0 };
  const brokers = createBrokerLookup({
    clock: () => state.nowMs,
    find: () => {
      state.looks += 1;
      return state.error === null ? Promise.resolve(state.found) : Promise.reject(state.error);
    },
  });
  const ask = async (times: number) => {
    for (let n = 1; n < times; n += 1) await brokers();
    return brokers();
  };
  return { state, brokers, ask };
}

test('brokers are looked up once, for all connections that are made at the start', async () => {
  const { state, brokers } = setUp();
  expect(await Promise.all([brokers(), brokers(), brokers()])).toEqual([state.found, state.found, state.found]);
  expect(state.looks).toBe(1);
});

test('they are looked up again when each was tried twice for nothing, five seconds apart', async () => {
  const { state, ask } = setUp();
  await ask(5);
  expect(state.looks).toBe(1);
  state.found = ['b-3:9098', 'b-4:9098'];
  expect(await ask(3)).toEqual(['b-1:9098', 'b-2:9098']);
  state.nowMs = 5000;
  expect(await ask(1)).toEqual(['b-3:9098', 'b-4:9098']);
  expect(state.looks).toBe(2);
});

test('addresses that were found long ago are looked up at the next connection', async () => {
  const { state, ask } = setUp();
  await ask(1);
  state.nowMs = 10 * MINUTE_MS - 1;
  await ask(1);
  expect(state.looks).toBe(1);
  state.nowMs = 10 * MINUTE_MS;
  await ask(1);
  expect(state.looks).toBe(2);
});

test('while they can not be looked up the known ones are tried on; without any it is an error each time', async () => {
  const { state, ask } = setUp();
  state.error = new Error('throttled');
  await expect(ask(1)).rejects.toThrow('throttled');
  state.error = null;
  await ask(1);
  state.error = new Error('throttled');
  state.nowMs = 10 * MINUTE_MS;
  expect(await ask(3)).toEqual(state.found);
  expect(state.looks).toBe(3);
});
