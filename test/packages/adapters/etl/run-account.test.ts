import { expect, test } from 'vitest';
import { createRunAccount, NO_COUNTS, rejectedSum } from '#adapters/etl/run-account.ts';
import { anEtlRun } from '../../../fixtures/etl-run.ts';

test('counts are added up, records kept aside by reason, and calls are those since then', () => {
  let calls = 5;
  const account = createRunAccount(() => calls);
  expect(account.counts()).toEqual(NO_COUNTS);
  account.add({ received: 3, stored: 1 });
  account.add({ received: 2, merged: 1 });
  account.reject('code_missing');
  account.reject('code_missing', 2);
  account.reject('__proto__');
  account.set({ done: 4, total: 9 });
  calls = 12;
  const counts = account.counts();
  expect(counts).toMatchObject({ received: 5, stored: 1, merged: 1, done: 4, total: 9, calls: 7 });
  expect(counts.rejected['code_missing']).toBe(3);
  expect(rejectedSum(counts)).toBe(4);
});

test('the counts of a run that is gone on with are added to, and nothing else of it comes along', () => {
  const account = createRunAccount(() => 0, anEtlRun({ calls: 10, received: 3, rejected: { bad_record: 1 } }));
  account.add({ received: 1 });
  account.reject('bad_record');
  expect(account.counts()).toMatchObject({ calls: 10, received: 4, rejected: { bad_record: 2 } });
  expect(Object.keys(account.counts()).sort()).toEqual(Object.keys(NO_COUNTS).sort());
});
