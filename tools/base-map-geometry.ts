import { geoArea, geoBounds, geoCentroid, geoContains, geoEquirectangular } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import type { Feature, FeatureCollection, GeoJSON, Geometry, MultiPolygon, Polygon, Position } from 'geojson';

/** A place to write a country's name at. */
export interface CountryLabel {
  /** ISO 3166-1 alpha-2, from which the browser knows the name in each language; null where there is none. */
  readonly region: string | null;
  /** English name, for those without a code. */
  readonly name: string;
  /** 1 the largest countries of the map, 5 the smallest. */
  readonly rank: number;
}

/** Steradians from which a country has rank 1, 2, 3, 4. */
const RANK_AREAS = [0.03, 0.008, 0.002, 0.0002];
const LABEL_GRID = 24;

/**
 * Turns spherical geometry (rings may run across the antimeridian and around a pole) into planar longitudes and
 * latitudes as map libraries read them: cut at ±180°, no step of a ring over 180°.
 * @param digits decimals that are kept
 */
export function cutAtAntimeridian<T extends GeoJSON>(spherical: T, digits: number): T {
  // The projection's y points down; one unit is a degree.
  const plane = geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0);
  const projected = geoProject(spherical, plane);
  if (projected === null) throw new Error('nothing is left of the geometry after the cut');
  return mapPositions(projected, ([x = 0, y = 0]) => [
    round(Math.max(-180, Math.min(180, x)), digits),
    round(-y, digits),
  ]);
}

/** Rounds planar geometry to `digits` decimals. */
export function roundPositions<T extends GeoJSON>(object: T, digits: number): T {
  return mapPositions(object, ([x = 0, y = 0]) => [round(x, digits), round(y, digits)]);
}

/** Changes every position, and drops those that have become equal to the one before. */
function mapPositions<T extends GeoJSON>(object: T, change: (position: Position) => Position): T {
  const visit = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    if (typeof value[0] === 'number') return change(value as Position);
    const members = value.map(visit);
    return members.filter((member, index) => index === 0 || !isSamePosition(member, members[index - 1]));
  };
  const walk = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(walk);
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, key === 'coordinates' ? visit(value) : walk(value)]),
    );
  };
  return walk(object) as T;
}

function isSamePosition(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && typeof a[0] === 'number' && a[0] === b[0] && a[1] === b[1];
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  // Adding zero turns -0 into 0.
  return Math.round(value * scale) / scale + 0;
}

/** Every ring and line of a geometry. */
export function ringsOf(object: GeoJSON): Position[][] {
  switch (object.type) {
    case 'FeatureCollection':
      return object.features.flatMap((feature) => ringsOf(feature));
    case 'Feature':
      return ringsOf(object.geometry);
    case 'GeometryCollection':
      return object.geometries.flatMap((geometry) => ringsOf(geometry));
    case 'Polygon':
    case 'MultiLineString':
      return object.coordinates;
    case 'MultiPolygon':
      return object.coordinates.flat();
    case 'LineString':
      return [object.coordinates];
    case 'Point':
    case 'MultiPoint':
      return [];
  }
}

/** Longest step of longitude within a ring or line, in degrees. */
export function longestLongitudeStep(object: GeoJSON): number {
  let longest = 0;
  for (const ring of ringsOf(object)) {
    for (let index = 1; index < ring.length; index++) {
      longest = Math.max(longest, Math.abs((ring[index]?.[0] ?? 0) - (ring[index - 1]?.[0] ?? 0)));
    }
  }
  return longest;
}

/**
 * Lakes from two sources: the fine ones where the fine source has all of the lake, the coarse ones elsewhere.
 * @param isFine whether a point lies well inside what the fine source covers
 */
export function mergeLakes(
  fine: FeatureCollection,
  coarse: FeatureCollection,
  isFine: (position: Position) => boolean,
): FeatureCollection {
  const inside = (feature: Feature): boolean => ringsOf(feature).flat().every(isFine);
  return {
    type: 'FeatureCollection',
    features: [...fine.features.filter(inside), ...coarse.features.filter((feature) => !inside(feature))],
  };
}

/** One label point per country, inside its largest part, as far from its edges as a coarse grid finds. */
export function countryLabels(countries: FeatureCollection): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: countries.features.map((country) => {
      const part = largestPart(country.geometry);
      const area = geoArea(country);
      const rank = RANK_AREAS.findIndex((limit) => area >= limit);
      const properties: CountryLabel = {
        region: regionOf(country.id),
        name: String(country.properties?.['name'] ?? ''),
        rank: rank < 0 ? RANK_AREAS.length + 1 : rank + 1,
      };
      return {
        type: 'Feature',
        properties,
        geometry: { type: 'Point', coordinates: innerPoint(part).map((degrees) => round(degrees, 2)) },
      };
    }),
  };
}

/** The alpha-2 code of an ISO 3166-1 numeric one, by the aliases that every JavaScript engine carries. */
export function regionOf(id: string | number | undefined): string | null {
  if (id === undefined) return null;
  const { region } = new Intl.Locale(`und-${String(id).padStart(3, '0')}`);
  return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : null;
}

function largestPart(geometry: Geometry): Polygon {
  const parts: Polygon[] = polygonsOf(geometry);
  const [first, ...rest] = parts;
  if (first === undefined) throw new Error('a country needs an area');
  return rest.reduce((largest, part) => (geoArea(part) > geoArea(largest) ? part : largest), first);
}

function polygonsOf(geometry: Geometry): Polygon[] {
  if (geometry.type === 'Polygon') return [geometry];
  if (geometry.type !== 'MultiPolygon') return [];
  const { coordinates }: MultiPolygon = geometry;
  return coordinates.map((part) => ({ type: 'Polygon', coordinates: part }));
}

function innerPoint(part: Polygon): [number, number] {
  const centroid = geoCentroid(part);
  const [[west, south], [east, north]] = geoBounds(part);
  const width = (east - west + 360) % 360;
  const edge = part.coordinates[0] ?? [];
  let best: { point: [number, number]; clearance: number } = {
    point: centroid,
    clearance: geoContains(part, centroid) ? clearanceOf(centroid, edge) * 1.15 : -1,
  };
  for (let column = 1; column < LABEL_GRID; column++) {
    for (let row = 1; row < LABEL_GRID; row++) {
      const lon = west + (width * column) / LABEL_GRID;
      const point: [number, number] = [lon > 180 ? lon - 360 : lon, south + ((north - south) * row) / LABEL_GRID];
      const clearance = clearanceOf(point, edge);
      if (clearance > best.clearance && geoContains(part, point)) best = { point, clearance };
    }
  }
  return best.point;
}

/** Distance to the nearest corner of the edge, in degrees of latitude; labels are wide, so width counts less. */
function clearanceOf([lon, lat]: [number, number], edge: readonly Position[]): number {
  const shrink = Math.cos((lat * Math.PI) / 180) * 0.6;
  return edge.reduce((least, [x = 0, y = 0]) => {
    const dLon = Math.abs(x - lon);
    return Math.min(least, Math.hypot(Math.min(dLon, 360 - dLon) * shrink, y - lat));
  }, Infinity);
}
