import { describe, expect, it } from 'vitest';
import type { BoardFlight } from '#contracts/http-board.ts';
import { boardStatus } from '../../../frontend/src/airport/board-status.ts';
import { aBoardFlight, SCHEDULED_MS } from '../../fixtures/board-flight.ts';

const MINUTE_MS = 60_000;
const status = (given: Partial<BoardFlight>, direction: 'departures' | 'arrivals' = 'departures') =>
  boardStatus(aBoardFlight({ hasStatus: true, state: 'scheduled', ...given }), direction);

describe('boardStatus', () => {
  it('says that only the schedule is known where there is no status, whatever else there is', () => {
    expect(status({ hasStatus: false, punctuality: 'on-time' })).toEqual({ kind: 'planned', lateMin: null });
  });

  it.each([
    ['on-time', 'on-time'],
    ['early', 'early'],
    ['delayed', 'delayed'],
    ['unknown', 'expected'],
  ] as const)('a flight to come that is %s is %s', (punctuality, kind) => {
    expect(status({ punctuality }).kind).toBe(kind);
    expect(status({ punctuality, state: 'unknown' }).kind).toBe(kind);
  });

  it('takes the times where the source does not say how punctual it is', () => {
    const at = (min: number) => status({ estimatedMs: SCHEDULED_MS + min * MINUTE_MS }).kind;
    expect([at(-1), at(0), at(15), at(16)]).toEqual(['early', 'on-time', 'on-time', 'delayed']);
    expect(status({ estimatedMs: SCHEDULED_MS + 16 * MINUTE_MS, punctuality: 'on-time' }).kind).toBe('on-time');
  });

  it('a cancelled or diverted flight is that, though it was on time', () => {
    expect(status({ state: 'cancelled', punctuality: 'on-time' }).kind).toBe('cancelled');
    expect(status({ state: 'diverted', punctuality: 'delayed' }).kind).toBe('diverted');
  });

  it('a flight that has left has departed from here, and is in the air to there', () => {
    expect(status({ state: 'departed' }).kind).toBe('departed');
    expect(status({ state: 'departed' }, 'arrivals').kind).toBe('airborne');
    expect(status({ state: 'landed' }, 'arrivals').kind).toBe('landed');
  });

  it('counts how late it is here from the actual time, else from the estimated one', () => {
    const estimatedMs = SCHEDULED_MS + 25 * MINUTE_MS;
    expect(status({ estimatedMs, punctuality: 'delayed' }).lateMin).toBe(25);
    expect(status({ estimatedMs, actualMs: SCHEDULED_MS - 4 * MINUTE_MS }).lateMin).toBe(-4);
    expect(status({}).lateMin).toBeNull();
  });
});
