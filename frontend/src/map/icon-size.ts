const SIZES: readonly (readonly [zoom: number, halfPx: number])[] = [
  [0, 5.5],
  [3, 8],
  [5, 11],
  [8, 14.5],
  [12, 19],
];

/** So many aircraft have room at full size. */
const ROOMY = 1500;
const SMALLEST_SHARE = 0.6;
/** From this zoom on the symbols keep their size, however many are held. */
const CLOSE_ZOOM = 7;

/**
 * Half the edge of an aircraft's symbol, in CSS pixels, before the altitude's factor. Seen from afar a full sky is drawn
 * with smaller symbols, so that they stay apart.
 */
export function iconHalfPx(zoom: number, count: number): number {
  const share = Math.max(SMALLEST_SHARE, Math.min(1, Math.sqrt(ROOMY / Math.max(1, count))));
  const crowding = Math.max(0, Math.min(1, (CLOSE_ZOOM - zoom) / 2));
  return fullHalfPx(zoom) * (1 - (1 - share) * crowding);
}

function fullHalfPx(zoom: number): number {
  const above = SIZES.findIndex(([at]) => at > zoom);
  const [fromZoom, fromPx] = SIZES[above < 0 ? SIZES.length - 1 : Math.max(0, above - 1)] ?? [0, 0];
  const [toZoom, toPx] = SIZES[above] ?? [fromZoom, fromPx];
  return toZoom <= fromZoom ? fromPx : fromPx + ((toPx - fromPx) * (zoom - fromZoom)) / (toZoom - fromZoom);
}

/** Whether the dots behind the tail are large enough to be counted. */
export function showsDots(zoom: number): boolean {
  return zoom >= 4.5;
}
