import { describe, expect, it } from 'vitest';
import { matchesFilter, sortRows, TABLE_COLUMNS, type TableRow } from '../../../frontend/src/state/table-rows.ts';

function aRow(given: Partial<TableRow>): TableRow {
  return {
    icao24: '3c6444',
    callsign: null,
    flight: null,
    registration: null,
    type: null,
    origin: null,
    destination: null,
    onGround: false,
    altitudeM: null,
    speedMps: null,
    trackDeg: null,
    verticalRateMps: null,
    squawk: null,
    emergency: null,
    observedAtMs: 0,
    state: 'seen',
    feed: null,
    ...given,
  };
}

describe('sortRows', () => {
  const low = aRow({ icao24: 'a', altitudeM: 300 });
  const high = aRow({ icao24: 'b', altitudeM: 11_000 });
  const ground = aRow({ icao24: 'c', altitudeM: 900, onGround: true });
  const unknown = aRow({ icao24: 'd' });

  it('puts those without a value last in either direction', () => {
    const rows = [unknown, high, low];
    expect(sortRows(rows, { column: 'altitude', ascending: true }).map((row) => row.icao24)).toEqual(['a', 'b', 'd']);
    expect(sortRows(rows, { column: 'altitude', ascending: false }).map((row) => row.icao24)).toEqual(['b', 'a', 'd']);
  });

  it('puts those on the ground below all that fly, however high the airport', () => {
    expect(sortRows([low, ground], { column: 'altitude', ascending: true })[0]).toBe(ground);
  });

  it('keeps a zero apart from nothing', () => {
    const rows = [unknown, aRow({ icao24: 'z', speedMps: 0 })];
    expect(sortRows(rows, { column: 'speed', ascending: true })[0]?.icao24).toBe('z');
  });

  it('orders equals by address whatever order they came in', () => {
    for (const column of TABLE_COLUMNS) {
      const rows = [aRow({ icao24: 'b' }), aRow({ icao24: 'a' })];
      expect(sortRows(rows, { column, ascending: false }).map((row) => row.icao24)).toEqual(['a', 'b']);
    }
  });

  it('sorts the freshest first by age', () => {
    const rows = [aRow({ icao24: 'old', observedAtMs: 1 }), aRow({ icao24: 'new', observedAtMs: 2 })];
    expect(sortRows(rows, { column: 'age', ascending: true })[0]?.icao24).toBe('new');
  });
});

describe('matchesFilter', () => {
  const row = aRow({
    icao24: '3c664e',
    callsign: 'DLH4TR',
    flight: 'LH102',
    registration: 'D-AIRX',
    type: 'A321',
    origin: 'FRA',
    destination: 'LHR',
  });

  it.each(['dlh4', 'LH102', 'd-airx', 'DAIRX', ' d airx ', 'a321', '3C664E', 'fra', 'fra-lhr', ''])(
    'finds it by %j',
    (text) => expect(matchesFilter(row, text)).toBe(true),
  );

  it.each(['dlh5', 'lhr-fra', '.*', 'null'])('does not find it by %j', (text) =>
    expect(matchesFilter(row, text)).toBe(false),
  );
});
