import { expect, test } from 'vitest';
import { createRenewedConnection } from '#adapters/mongo/renewed-connection.ts';

const MINUTE_MS = 60_000;
const badPassword = new Error('bad auth');

/** A secret with an address, and connections that say which one they are of. */
function setUp() {
  const state = {
    nowMs: 0,
    address: 'old',
    readError: null as Error | null,
    reads: 0,
    made: [] as string[],
    closed: [] as string[],
    refused: new Set<string>(),
  };
  const connection = createRenewedConnection({
    readAddress: () => {
      state.reads += 1;
      return state.readError === null ? Promise.resolve(state.address) : Promise.reject(state.readError);
    },
    connect: (address) => {
      state.made.push(address);
      const close = async () => void state.closed.push(address);
      return { address, close };
    },
    isRefused: (error) => error === badPassword,
    clock: () => state.nowMs,
  });
  const put = () =>
    connection.use(({ address }) =>
      state.refused.has(address) ? Promise.reject(badPassword) : Promise.resolve(address),
    );
  return { state, connection, put };
}

test('one connection serves for as long as its address stays, which is read every five minutes', async () => {
  const { state, put } = setUp();
  expect(await Promise.all([put(), put()])).toEqual(['old', 'old']);
  state.nowMs = 5 * MINUTE_MS - 1;
  await put();
  expect(state.reads).toBe(1);
  state.nowMs = 5 * MINUTE_MS;
  await put();
  expect(state).toMatchObject({ reads: 2, made: ['old'], closed: [] });
});

test('a new address is connected to and the former connection closed', async () => {
  const { state, connection, put } = setUp();
  await put();
  state.address = 'new';
  state.nowMs = 5 * MINUTE_MS;
  expect(await put()).toBe('new');
  expect(state.closed).toEqual(['old']);
  await connection.close();
  expect(state.closed).toEqual(['old', 'new']);
});

test('a password that was rotated is read at once, and the work repeated, by all who were refused', async () => {
  const { state, put } = setUp();
  await put();
  state.refused.add('old');
  state.address = 'new';
  expect(await Promise.all([put(), put()])).toEqual(['new', 'new']);
  expect(state).toMatchObject({ reads: 2, made: ['old', 'new'] });
});

test('a password that is wrong in the secret too is the error of the work, and read again after five seconds', async () => {
  const { state, put } = setUp();
  state.refused.add('old');
  await expect(put()).rejects.toBe(badPassword);
  await expect(put()).rejects.toBe(badPassword);
  expect(state).toMatchObject({ made: ['old'], reads: 2 });
  state.nowMs = 5000;
  state.address = 'new';
  expect(await put()).toBe('new');
});

test('while the secret can not be read the connection serves on; without any it is asked for every five seconds', async () => {
  const { state, put } = setUp();
  state.readError = new Error('throttled');
  await expect(put()).rejects.toThrow('throttled');
  await expect(put()).rejects.toThrow('throttled');
  expect(state.reads).toBe(1);
  state.readError = null;
  state.nowMs = 5000;
  expect(await put()).toBe('old');
  state.readError = new Error('throttled');
  state.nowMs = 10 * MINUTE_MS;
  expect(await put()).toBe('old');
});
