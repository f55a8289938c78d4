import { expect, test } from 'vitest';
import { createAirportZones } from '#adapters/time-zones/airport-zones.ts';

test('airports and stations have the zone of their place, what isn’t listed has UTC', () => {
  const zoneOf = createAirportZones();
  expect(['FRA', 'JFK', 'QKL', 'FRA', 'QQQ'].map(zoneOf)).toEqual([
    'Europe/Berlin',
    'America/New_York',
    'Europe/Berlin',
    'Europe/Berlin',
    'UTC',
  ]);
});
