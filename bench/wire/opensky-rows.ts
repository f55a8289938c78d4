import { parseJsonObject, type JsonObject } from '#contracts/read.ts';
import { feetPerMinuteToMps, feetToMetres, knotsToMps } from '#domain/units.ts';
import { readShared } from '../tracks/read-shared.ts';

/** Writes rows of an `aircraft.json` as the answer of OpenSky's `/states/all`. */
export type OpenskyWriter = (nowMs: number, rows: readonly JsonObject[]) => string;

/** Characters of an address that tell the country well enough. */
const BLOCK_CHARS = 2;
const USUAL_COUNTRY = 'United States';
/** Decimals of metres and metres per second in OpenSky's answers. */
const HUNDREDTHS = 100;
const PLACES = 10_000;

/** With the countries that the real answer has for the addresses around. */
export async function createOpenskyWriter(): Promise<OpenskyWriter> {
  const { states } = parseJsonObject(await readShared('feeds/opensky-states-all.json.gz'));
  const countries = new Map<string, string>();
  for (const state of Array.isArray(states) ? states : []) {
    if (Array.isArray(state)) countries.set(String(state[0]).slice(0, BLOCK_CHARS), String(state[2]));
  }
  return (nowMs, rows) =>
    JSON.stringify({ time: Math.floor(nowMs / 1000), states: rows.map((row) => stateOf(row, nowMs, countries)) });
}

function stateOf(row: JsonObject, nowMs: number, countries: ReadonlyMap<string, string>): unknown[] {
  const heardAtS = (field: string): number => Math.floor(nowMs / 1000 - (numberOf(row, field) ?? 0));
  return [
    row['hex'],
    (typeof row['flight'] === 'string' ? row['flight'] : '').padEnd(8),
    countries.get(String(row['hex']).slice(0, BLOCK_CHARS)) ?? USUAL_COUNTRY,
    heardAtS('seen_pos'),
    heardAtS('seen'),
    scaled(row, 'lon', 1, PLACES),
    scaled(row, 'lat', 1, PLACES),
    scaled(row, 'alt_baro', feetToMetres(1), HUNDREDTHS),
    row['alt_baro'] === 'ground',
    scaled(row, 'gs', knotsToMps(1), HUNDREDTHS),
    scaled(row, 'track', 1, HUNDREDTHS),
    scaled(row, 'baro_rate', feetPerMinuteToMps(1), HUNDREDTHS),
    null,
    scaled(row, 'alt_geom', feetToMetres(1), HUNDREDTHS),
    row['squawk'] ?? null,
    false,
    row['type'] === 'mlat' ? 2 : 0,
  ];
}

function scaled(row: JsonObject, field: string, unit: number, perOne: number): number | null {
  const value = numberOf(row, field);
  return value === null ? null : Math.round(value * unit * perOne) / perOne;
}

function numberOf(row: JsonObject, field: string): number | null {
  const value = row[field];
  return typeof value === 'number' ? value : null;
}
