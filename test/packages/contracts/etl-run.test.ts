import { expect, test } from 'vitest';
import { etlRunSchema } from '#contracts/etl-run.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';

test('a run that was written before its seconds were counted is read', () => {
  const older = Object.entries(anEtlRun()).filter(([name]) => name !== 'seconds');
  expect(etlRunSchema.parse(Object.fromEntries(older))).toEqual(anEtlRun({ seconds: 0 }));
});

test('a run has worked for no less than nothing', () => {
  expect(etlRunSchema.safeParse(anEtlRun({ seconds: -1 })).success).toBe(false);
});
