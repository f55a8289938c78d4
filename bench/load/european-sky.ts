import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { isJsonObject, parseJsonObject, type JsonObject } from '#contracts/read.ts';
import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import { createMovingSky, type MovingSky } from '../../test/load/sky/moving-sky.ts';

/** Where the page's first view is full of aircraft. */
const EUROPE: BoundingBox = [-12, 35, 35, 62];
const SAMPLE = new URL('../../../shared/data/feeds/aircraft.json.gz', import.meta.url);
const OWN_ROWS = new URL('../../test/fixtures/feeds/moving-aircraft.json', import.meta.url);

/** So many moving aircraft over Europe, after rows of the real picture, or of the project's own where that is missing. */
export async function createEuropeanSky(aircraft: number): Promise<MovingSky> {
  const text = await readFile(SAMPLE).then(
    (packed) => gunzipSync(packed).toString(),
    () => readFile(OWN_ROWS, 'utf8'),
  );
  const rows = parseJsonObject(text)['aircraft'];
  return createMovingSky(Array.isArray(rows) ? rows.filter(isEuropean) : [], aircraft);
}

function isEuropean(row: unknown): row is JsonObject {
  if (!isJsonObject(row)) return false;
  const { lat, lon } = row;
  return typeof lat === 'number' && typeof lon === 'number' && containsPoint(EUROPE, { lat, lon });
}
