import { expect, test } from 'vitest';
import { createSbsAircraft } from '../../../../services/position-producer/sources/sbs-aircraft.ts';
import type { SbsMessage } from '../../../../services/position-producer/sources/sbs-line.ts';

const NOW = 1_700_000_000_000;
const message = (changes: Partial<SbsMessage> = {}): SbsMessage => ({
  icao24: '4ac8b3',
  date: '',
  time: '',
  position: null,
  values: {},
  ...changes,
});
const fix = (lat = 50, icao24 = '4ac8b3') => message({ icao24, position: { lat, lon: 8 } });

/** An aircraft that said everything, and then where it is, so many ms later. */
function heardAfter(ms: number) {
  const aircraft = createSbsAircraft();
  const values = {
    callsign: 'DLH4TR',
    altitudeFt: 36_000,
    geoAltitudeFt: 36_500,
    groundSpeedKt: 450,
    trackDeg: 181,
    verticalRateFpm: -960,
    squawk: '7600',
    isEmergency: true,
    onGround: true,
  };
  aircraft.hear({ message: message({ values }), heardAtMs: NOW, statedAtMs: NOW });
  aircraft.hear({ message: fix(), heardAtMs: NOW + ms, statedAtMs: NOW + ms });
  return aircraft.takeNew(NOW + ms, 0)[0]!;
}

test('what several lines said is put together in our units', () => {
  expect(heardAfter(1000)).toMatchObject({
    icao24: '4ac8b3',
    observedAtMs: NOW + 1000,
    lat: 50,
    lon: 8,
    altitudeM: 10_972.8,
    geoAltitudeM: 11_125.2,
    groundSpeedMps: 231.5,
    trackDeg: 181,
    verticalRateMps: -4.88,
    callsign: 'DLH4TR',
    squawk: '7600',
    emergency: 'nordo',
    onGround: true,
    source: 'other',
  });
});

test('motion that is older than 15 s is not said with a new position; the rest is, for a minute', () => {
  expect(heardAfter(15_000)).toMatchObject({ trackDeg: 181, altitudeM: 10_972.8 });
  expect(heardAfter(15_001)).toMatchObject({
    ...{ altitudeM: null, geoAltitudeM: null, groundSpeedMps: null, trackDeg: null, verticalRateMps: null },
    ...{ callsign: 'DLH4TR', squawk: '7600', emergency: 'nordo', onGround: true },
  });
  expect(heardAfter(60_001)).toMatchObject({ callsign: null, squawk: null, emergency: null, onGround: false });
});

test('a value that is heard again is young again', () => {
  const aircraft = createSbsAircraft();
  aircraft.hear({ message: message({ values: { trackDeg: 90, squawk: '1000' } }), heardAtMs: NOW, statedAtMs: null });
  aircraft.hear({ message: message({ values: { trackDeg: 95 } }), heardAtMs: NOW + 14_000, statedAtMs: null });
  aircraft.hear({ message: fix(), heardAtMs: NOW + 20_000, statedAtMs: null });
  expect(aircraft.takeNew(NOW + 20_000, 0)[0]).toMatchObject({ trackDeg: 95, squawk: '1000' });
});

test('an aircraft without a new position is not delivered again', () => {
  const aircraft = createSbsAircraft();
  aircraft.hear({ message: fix(), heardAtMs: NOW, statedAtMs: null });
  expect(aircraft.takeNew(NOW, 0)).toHaveLength(1);
  aircraft.hear({ message: message({ values: { trackDeg: 90 } }), heardAtMs: NOW + 1000, statedAtMs: null });
  expect(aircraft.takeNew(NOW + 1000, 0)).toEqual([]);
});

test('of several positions the newest is delivered, whichever came last', () => {
  const aircraft = createSbsAircraft();
  aircraft.hear({ message: fix(50), heardAtMs: NOW, statedAtMs: NOW });
  aircraft.hear({ message: fix(50.1), heardAtMs: NOW + 500, statedAtMs: NOW + 500 });
  aircraft.hear({ message: fix(49.9), heardAtMs: NOW + 600, statedAtMs: NOW - 3000 });
  expect(aircraft.takeNew(NOW + 1000, 0)).toMatchObject([{ lat: 50.1, observedAtMs: NOW + 500 }]);
});

test('a stated time is put on our clock; a line without one has the time of its receipt', () => {
  const aircraft = createSbsAircraft();
  aircraft.hear({ message: fix(50, 'aaaaaa'), heardAtMs: NOW, statedAtMs: NOW + 7000 });
  aircraft.hear({ message: fix(50, 'bbbbbb'), heardAtMs: NOW, statedAtMs: null });
  expect(aircraft.takeNew(NOW, 7100).map(({ observedAtMs }) => observedAtMs)).toEqual([NOW - 100, NOW]);
});

test('memory is bounded: those heard longest ago go first, those silent for a minute go anyway', () => {
  const aircraft = createSbsAircraft(3);
  const hear = (icao24: string, afterMs: number) =>
    aircraft.hear({ message: fix(50, icao24), heardAtMs: NOW + afterMs, statedAtMs: null });
  hear('000001', 0);
  hear('000002', 1);
  hear('000003', 2);
  hear('000001', 3);
  hear('000004', 4);
  expect(aircraft.size()).toBe(3);
  expect(
    aircraft
      .takeNew(NOW + 5, 0)
      .map(({ icao24 }) => icao24)
      .sort(),
  ).toEqual(['000001', '000003', '000004']);
  aircraft.takeNew(NOW + 60_004, 0);
  expect(aircraft.size()).toBe(1);
});
