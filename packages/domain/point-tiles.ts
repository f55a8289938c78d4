import { distanceM, EARTH_RADIUS_M, wrapLongitude, type BoundingBox, type LatLon } from './geo.ts';

/** A circle: all that is within so many metres of a point. */
export interface PointTile extends LatLon {
  readonly radiusM: number;
}

/** A band of the region between two latitudes, cut into equal cells. Angles in radians. */
interface Row {
  readonly middle: number;
  readonly height: number;
  readonly columns: number;
}

const RAD = Math.PI / 180;
/** Rows nearly as high as a circle leave next to nothing of it for their width. */
const HIGHEST_ROW = 1.9;
/** Rows lower than the radius only make more circles. */
const LOWEST_ROW = 1;

/**
 * Circles of at most a radius that cover a region without gaps, west to east and south to north: rows of cells of latitude
 * and longitude, each with the circle through its corners, in the number of rows that needs the fewest. Distances are on
 * the sphere, so whoever measures on the ellipsoid leaves half a per cent of room.
 * @param region its south below its north; west > east crosses the antimeridian, west = east is a line of no width
 */
export function tileByPoints(region: BoundingBox, largestRadiusM: number): PointTile[] {
  const [west, south, east, north] = region;
  const widthDeg = east >= west ? Math.min(360, east - west) : east - west + 360;
  const rows = fewestCells(south * RAD, north * RAD, widthDeg * RAD, largestRadiusM / EARTH_RADIUS_M);
  return rows.flatMap(({ middle, height, columns }) => {
    const cellDeg = widthDeg / columns;
    const lat = middle / RAD;
    // The farthest point of a cell is a corner: along a parallel and along a meridian the distance has no other maximum.
    const corners = [lat - height / RAD / 2, lat + height / RAD / 2].map((edge) => ({
      lat: Math.max(-90, Math.min(90, edge)),
      lon: cellDeg / 2,
    }));
    const radiusM = Math.max(...corners.map((corner) => distanceM({ lat, lon: 0 }, corner)));
    return Array.from({ length: columns }, (_, column) => ({
      lat,
      lon: wrapLongitude(west + (column + 0.5) * cellDeg),
      radiusM,
    }));
  });
}

function fewestCells(south: number, north: number, width: number, radius: number): readonly Row[] {
  const fewestRows = Math.max(1, Math.ceil((north - south) / (HIGHEST_ROW * radius)));
  const mostRows = Math.max(fewestRows, Math.ceil((north - south) / (LOWEST_ROW * radius)));
  let best: readonly Row[] = [];
  let bestCells = Infinity;
  for (let count = fewestRows; count <= mostRows; count++) {
    const height = (north - south) / count;
    const rows = Array.from({ length: count }, (_, row) => {
      const middle = south + (row + 0.5) * height;
      return { middle, height, columns: Math.max(1, Math.ceil(width / (2 * halfWidth(middle, height, radius)))) };
    });
    const cells = rows.reduce((sum, { columns }) => sum + columns, 0);
    if (cells < bestCells) [best, bestCells] = [rows, cells];
  }
  return best;
}

/** How far in longitude a cell of this height may reach to either side of its circle's centre. */
function halfWidth(middle: number, height: number, radius: number): number {
  const reach = (edge: number): number => {
    const scale = Math.cos(middle) * Math.cos(edge);
    const rest = Math.cos(radius) - Math.sin(middle) * Math.sin(edge);
    // At a pole every longitude is equally far.
    if (scale < 1e-12) return rest <= 0 ? Math.PI : 0;
    return Math.acos(Math.max(-1, Math.min(1, rest / scale)));
  };
  return Math.min(reach(middle - height / 2), reach(middle + height / 2));
}
