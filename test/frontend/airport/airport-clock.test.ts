import { describe, expect, it } from 'vitest';
import { createAirportClock } from '../../../frontend/src/airport/airport-clock.ts';

const HOUR_MS = 3_600_000;

describe('createAirportClock', () => {
  it('shows the clocks of the place, also where they differ by less than an hour', () => {
    const kathmandu = createAirportClock('Asia/Kathmandu');
    const atMs = Date.UTC(2026, 11, 1, 20, 30);
    expect(kathmandu.local(atMs)).toBe('2026-12-02T02:15');
    expect(kathmandu.offsetMin(atMs)).toBe(345);
    expect(createAirportClock('America/St_Johns').offsetMin(atMs)).toBe(-210);
  });

  it.each([
    ['2026-12-01', 24],
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('%s in Paris has %i hours', (date, hours) => {
    const { fromMs, toMs } = createAirportClock('Europe/Paris').dayWindow(date);
    expect((toMs + 1 - fromMs) / HOUR_MS).toBe(hours);
    expect(createAirportClock('Europe/Paris').local(fromMs)).toBe(`${date}T00:00`);
  });

  it('a day begins later where the clocks jump over midnight', () => {
    const beirut = createAirportClock('Asia/Beirut');
    expect(beirut.local(beirut.dayWindow('2026-03-29').fromMs)).toBe('2026-03-29T01:00');
  });

  it.each([null, 'Europe/Nowhere'])('counts in UTC and says so where the zone is %j', (zone) => {
    const clock = createAirportClock(zone);
    expect([clock.isKnown, clock.local(Date.UTC(2026, 11, 1, 9, 55))]).toEqual([false, '2026-12-01T09:55']);
  });
});
