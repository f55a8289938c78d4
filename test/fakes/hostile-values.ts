import fc from 'fast-check';
import { decodePositionEvent, encodePositionEvent } from '#contracts/position-event.ts';
import type { Observation } from '#domain/observation.ts';
import type { Position } from '#domain/position.ts';
import { createJudgingGate } from '../fixtures/judging-gate.ts';

/** What a field of a feed may hold when nobody watches: the right kind of value, its limits, and everything else. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -400, max: 400, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 90, -90, 180, -180, 360, 1e308, -1e308, 5e-324, 2 ** 53, 1e11) },
  { weight: 2, arbitrary: fc.integer() },
  fc.constantFrom(null, true, false, '', 'ground', 'none', 'general', '7700', '<img src=x onerror=alert(1)>', '\u0000'),
  fc.string({ maxLength: 50 }),
  fc.jsonValue(),
);

/**
 * What is accepted of some observations, each checked: it goes through the topic and comes out as it was, so that no value
 * is out of the range of its field.
 * @throws Error for one that doesn't
 */
export function acceptedOf(observations: readonly Observation[], readAtMs: number): Position[] {
  const gate = createJudgingGate({ privacyFilter: false });
  const accepted = observations.flatMap((observation) => gate.judge(observation, readAtMs).accepted);
  for (const position of accepted) {
    const received = decodePositionEvent(encodePositionEvent(position), 0);
    for (const [field, value] of Object.entries(received)) {
      const sent: unknown = position[field as keyof Position];
      // JSON has no -0.
      if (!(value === sent || Object.is(sent, -0)))
        throw new Error(`${field} was ${String(sent)}, is ${String(value)}`);
    }
  }
  return accepted;
}
