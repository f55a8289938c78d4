import { describe, expect, test } from 'vitest';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { mergeStatuses } from '#domain/schedules/merge-statuses.ts';
import { aStatus, flightNumber } from '../../../fixtures/itineraries.ts';

describe('mergeStatuses()', () => {
  const earlier = aStatus({ numbers: ['LH400', 'UA8840'].map(flightNumber), state: 'scheduled' });
  const later = aStatus({
    numbers: ['LH400', 'AC9099'].map(flightNumber),
    state: 'departed',
    aircraftCode: null,
    departure: { ...earlier.departure, actualMs: earlier.departure.scheduledMs, gate: null, punctuality: 'unknown' },
  });

  test('takes the later of two readings of one flight, and from the earlier what it lacks', () => {
    const { records, merged } = mergeStatuses([earlier, later]);
    expect(merged).toBe(1);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      state: 'departed',
      aircraftCode: '748',
      departure: { actualMs: earlier.departure.scheduledMs, gate: 'B30', punctuality: 'on-time' },
    });
  });

  test('has the numbers of both, the own one first', () => {
    const [record] = mergeStatuses([later, earlier]).records;
    expect(record?.numbers.map(formatFlightNumber)).toEqual(['LH400', 'AC9099', 'UA8840']);
  });

  test('leaves the next day and the next leg under the same number apart', () => {
    const nextDay = aStatus({ departureDate: '2026-12-02' });
    const nextLeg = aStatus({ departure: { ...earlier.departure, airport: 'JFK' } });
    expect(mergeStatuses([earlier, nextDay, nextLeg])).toEqual({ records: [earlier, nextDay, nextLeg], merged: 0 });
  });
});
