import { expect, test } from 'vitest';
import { judgeFailedCall } from '#adapters/etl/failed-call.ts';
import { LufthansaError, type LufthansaErrorKind } from '#adapters/lufthansa/lufthansa-error.ts';

test.each<[LufthansaErrorKind, string]>([
  ['quota', 'stop'],
  ['throttled', 'stop'],
  ['aborted', 'stop'],
  ['unavailable', 'later'],
  ['bad-answer', 'later'],
  ['bad-request', 'never'],
  ['not-found', 'never'],
])('a call that failed as %s means: %s', (kind, verdict) => {
  expect(judgeFailedCall(new LufthansaError(kind, 'as it is'))).toBe(verdict);
});

test.each<[string, Error]>([
  ['refused credentials', new LufthansaError('unauthorized', 'the client id is refused')],
  ['a plan without the method', new LufthansaError('forbidden', 'not in the plan')],
  ['what is no failure of Lufthansa', new TypeError('a mistake of ours')],
])('%s end the run', (_name, error) => {
  expect(() => judgeFailedCall(error)).toThrow(error);
});
