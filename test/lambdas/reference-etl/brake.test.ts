import { expect, test } from 'vitest';
import { LufthansaError, type LufthansaErrorKind } from '#adapters/lufthansa/lufthansa-error.ts';
import { createBrake } from '../../../lambdas/reference-etl/brake.ts';

const NEVER = new AbortController().signal;
const error = (kind: LufthansaErrorKind): LufthansaError => new LufthansaError(kind, `${kind} happened`);

test('a run goes on until its time is up', () => {
  let nowMs = 0;
  const brake = createBrake({ signal: NEVER, untilMs: 1000, clock: () => nowMs });
  expect(brake.stopped()).toBeNull();
  nowMs = 1000;
  expect(brake.stopped()).toBe('its time was up');
});

test.each<[string, unknown]>([
  ['it was stopped', undefined],
  ['its time was up', new DOMException('The operation timed out', 'TimeoutError')],
  ['the lock was lost', new Error('the lock was lost')],
])('a run that is aborted says %j, not that a call was broken off', (message, reason) => {
  const brake = createBrake({ signal: AbortSignal.abort(reason), untilMs: Infinity, clock: () => 0 });
  brake.failed(error('aborted'));
  expect(brake.stopped()).toBe(message);
});

test.each<LufthansaErrorKind>(['quota', 'throttled'])('%s stops it at once', (kind) => {
  const brake = createBrake({ signal: NEVER, untilMs: Infinity, clock: () => 0 });
  brake.failed(error(kind));
  brake.succeeded();
  expect(brake.stopped()).toBe(`${kind} happened`);
});

test.each<LufthansaErrorKind>(['unavailable', 'bad-answer', 'not-found', 'bad-request'])(
  'five of %s in a row stop it',
  (kind) => {
    const brake = createBrake({ signal: NEVER, untilMs: Infinity, clock: () => 0 });
    for (let n = 0; n < 4; n++) brake.failed(error(kind));
    brake.succeeded();
    for (let n = 0; n < 4; n++) brake.failed(error(kind));
    expect(brake.stopped()).toBeNull();
    brake.failed(error(kind));
    expect(brake.stopped()).toBe(`${kind} happened`);
  },
);

test.each([error('unauthorized'), error('forbidden'), new TypeError('a bug')])(
  '%s is thrown: going on later would not help',
  (thrown) => {
    const brake = createBrake({ signal: NEVER, untilMs: Infinity, clock: () => 0 });
    expect(() => brake.failed(thrown)).toThrow(thrown);
  },
);
