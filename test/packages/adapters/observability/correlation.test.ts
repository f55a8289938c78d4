import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addCorrelation, correlationFields, withCorrelation } from '#adapters/observability/correlation.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

test('every line of an invocation carries its fields, and two at a time do not mix', async () => {
  const log = createRecordingLogger();
  const invoke = (batch: string) =>
    withCorrelation({ batch }, async () => {
      await turn();
      log.child({ part: 'deep' }).info(`stored ${batch}`);
    });
  await Promise.all([invoke('a'), invoke('b')]);
  expect(log.lines.map(({ message, batch, part }) => [message, batch, part])).toEqual([
    ['stored a', 'a', 'deep'],
    ['stored b', 'b', 'deep'],
  ]);
});

test('fields that are known later are on the lines from then on, and gone with the invocation', () => {
  const log = createRecordingLogger();
  withCorrelation({ requestId: 'r' }, () =>
    withCorrelation({}, () => {
      log.info('before');
      addCorrelation({ run: '1' });
      log.info('after');
    }),
  );
  addCorrelation({ run: '2' });
  log.info('outside');
  expect(log.lines.map(({ requestId, run }) => ({ requestId, run }))).toEqual([
    { requestId: 'r', run: undefined },
    { requestId: 'r', run: '1' },
    { requestId: undefined, run: undefined },
  ]);
  expect(correlationFields()).toEqual({});
});
