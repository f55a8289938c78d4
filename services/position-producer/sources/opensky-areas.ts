import type { BoundingBox } from '#domain/geo.ts';

/** What one request asks for. */
export interface OpenSkyArea {
  /** Of `/states/all`. */
  readonly query: string;
  /** What the request costs. */
  readonly credits: number;
}

/** OpenSky's prices: credits of a request by its box's square degrees. */
const PRICES = [
  { upToSqDeg: 25, credits: 1 },
  { upToSqDeg: 100, credits: 2 },
  { upToSqDeg: 400, credits: 3 },
] as const;
const HIGHEST_PRICE = 4;

/** Requests for some boxes, one after the other; for the whole world where there are none. */
export function areasOf(boxes: readonly BoundingBox[]): OpenSkyArea[] {
  if (boxes.length === 0) return [{ query: 'extended=1', credits: HIGHEST_PRICE }];
  return boxes.flatMap(splitAtAntimeridian).map((box) => ({ query: queryOf(box), credits: creditsOf(box) }));
}

/** What a request for a box costs that doesn't cross the antimeridian. */
export function creditsOf([west, south, east, north]: BoundingBox): number {
  const sqDeg = (east - west) * (north - south);
  return PRICES.find(({ upToSqDeg }) => sqDeg <= upToSqDeg)?.credits ?? HIGHEST_PRICE;
}

/** OpenSky knows no box whose west is east of its east. */
function splitAtAntimeridian([west, south, east, north]: BoundingBox): BoundingBox[] {
  if (west < east) return [[west, south, east, north]];
  const halves: BoundingBox[] = [
    [west, south, 180, north],
    [-180, south, east, north],
  ];
  return halves.filter(([from, , to]) => from < to);
}

function queryOf([west, south, east, north]: BoundingBox): string {
  return `lamin=${south}&lomin=${west}&lamax=${north}&lomax=${east}&extended=1`;
}
