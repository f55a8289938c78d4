import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { zoneOfPosition } from '#adapters/time-zones/zone-of-position.ts';
import { createLocalClocks, isTimeZone } from '#domain/local-time.ts';
import { hasSharedData, sharedData } from '../../../shared-data.ts';

describe('zoneOfPosition()', () => {
  test.each([
    ['Paris', 49.0097, 2.5479, 'Europe/Paris'],
    ['New York', 40.6398, -73.7789, 'America/New_York'],
    ['Kathmandu', 27.6966, 85.3591, 'Asia/Kathmandu'],
    ['Kiritimati', 1.9862, -157.35, 'Pacific/Kiritimati'],
    ['Apia', -13.83, -172.008, 'Pacific/Apia'],
  ])('of %s', (_, lat, lon, timeZone) => {
    expect(zoneOfPosition({ lat, lon })).toBe(timeZone);
  });

  test('is a zone that this machine knows anywhere on earth, at sea and at the poles too', () => {
    for (let lat = -90; lat <= 90; lat += 7.5) {
      for (let lon = -180; lon <= 180; lon += 7.5) {
        const zone = zoneOfPosition({ lat, lon });
        expect(zone !== null && isTimeZone(zone), `${lat}, ${lon}: ${zone}`).toBe(true);
      }
    }
  });

  test.each([
    [91, 0],
    [0, 180.5],
    [NaN, 0],
    [0, Infinity],
  ])('is none of %f, %f, which is no position', (lat, lon) => {
    expect(zoneOfPosition({ lat, lon })).toBeNull();
  });

  test('is none where the source states an offset that the zone never has', () => {
    const altay = { lat: 47.7499, lon: 88.0858 };
    expect(zoneOfPosition(altay)).toBe('Asia/Urumqi');
    expect(zoneOfPosition(altay, '+08:00')).toBeNull();
    expect(zoneOfPosition(altay, '+06:00')).toBe('Asia/Urumqi');
  });

  test('is taken where the stated offset is that of standard time, north and south, by half hours and in Ramadan', () => {
    expect(zoneOfPosition({ lat: 50.0331, lon: 8.5706 }, '+01:00')).toBe('Europe/Berlin');
    expect(zoneOfPosition({ lat: -33.9461, lon: 151.1772 }, '+10:00')).toBe('Australia/Sydney');
    expect(zoneOfPosition({ lat: 27.6966, lon: 85.3591 }, '+05:45')).toBe('Asia/Kathmandu');
    expect(zoneOfPosition({ lat: 47.6186, lon: -52.7519 }, '-03:30')).toBe('America/St_Johns');
    expect(zoneOfPosition({ lat: 33.3675, lon: -7.59 }, '+00:00')).toBe('Africa/Casablanca');
  });

  test('counts an offset that cannot be read as not stated', () => {
    expect(zoneOfPosition({ lat: 50.0331, lon: 8.5706 }, 'CET')).toBe('Europe/Berlin');
  });
});

describe.skipIf(!hasSharedData)('zones of 4,162 airports', () => {
  test('show what the clocks there show at 97 % of them, in winter and in summer', () => {
    const airports = JSON.parse(readFileSync(sharedData('reference/airports.json'), 'utf8')) as readonly {
      lat: number;
      lon: number;
      tz: string;
    }[];
    const clocks = createLocalClocks();
    const offsetsOf = (zone: string): readonly unknown[] =>
      [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((atMs) => clocks.of(zone)?.offsetMinAt(atMs));
    const right = airports.filter(({ lat, lon, tz }) => {
      const zone = zoneOfPosition({ lat, lon });
      return zone !== null && offsetsOf(zone).join() === offsetsOf(tz).join();
    });
    expect(right.length / airports.length).toBeGreaterThan(0.97);
  });
});
