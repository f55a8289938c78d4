import { expect, test } from 'vitest';
import { createAccountBook } from '../../../local/lufthansa-stub/account.ts';
import { createQuota } from '../../../local/lufthansa-stub/quota.ts';

const HOUR_MS = 3_600_000;

function create(callsPerSecond: number, callsPerHour: number) {
  let nowMs = 0;
  const book = createAccountBook();
  const withinQuota = createQuota({ callsPerSecond, callsPerHour }, () => nowMs, book);
  return {
    account: book.account,
    call: (atMs: number, client = 'a') => {
      nowMs = atMs;
      return withinQuota(client);
    },
  };
}

test('no sliding second has more calls than allowed, wherever it begins', () => {
  const { call, account } = create(2, 100);
  expect([0, 900].map((atMs) => call(atMs))).toEqual([null, null]);
  expect(call(999)).toEqual({ status: 403, body: { Error: 'Account Over Queries Per Second Limit' } });
  expect(call(1000)).toBeNull();
  expect(call(1800)?.status).toBe(403);
  expect(call(1900)).toBeNull();
  expect(account).toMatchObject({ overSecond: 2, overHour: 0, mostInSecond: 4 });
});

test('no sliding hour has more calls than allowed', () => {
  const { call, account } = create(10, 3);
  for (const atMs of [0, 2000, 4000]) expect(call(atMs)).toBeNull();
  expect(call(HOUR_MS - 1)).toEqual({ status: 403, body: { Error: 'Account Over Rate Limit' } });
  expect(call(HOUR_MS)).toBeNull();
  expect(call(HOUR_MS + 1)?.status).toBe(403);
  expect(account).toMatchObject({ overSecond: 0, overHour: 2, mostInHour: 5 });
});

test('each client has a quota of its own', () => {
  const { call } = create(1, 100);
  expect(call(0, 'a')).toBeNull();
  expect(call(1, 'b')).toBeNull();
  expect(call(2, 'a')?.status).toBe(403);
});
