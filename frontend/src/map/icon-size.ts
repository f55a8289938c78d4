const SIZES: readonly (readonly [zoom: number, halfPx: number])[] = [
  [0, 5],
  [3, 6.5],
  [5, 9],
  [8, 13],
  [12, 17],
];

/** Half the edge of an aircraft's symbol at a zoom, in CSS pixels, before the altitude's factor. */
export function iconHalfPx(zoom: number): number {
  const above = SIZES.findIndex(([at]) => at > zoom);
  const [fromZoom, fromPx] = SIZES[above < 0 ? SIZES.length - 1 : Math.max(0, above - 1)] ?? [0, 0];
  const [toZoom, toPx] = SIZES[above] ?? [fromZoom, fromPx];
  return toZoom <= fromZoom ? fromPx : fromPx + ((toPx - fromPx) * (zoom - fromZoom)) / (toZoom - fromZoom);
}

/** Whether the dots behind the tail are large enough to be counted. */
export function showsDots(zoom: number): boolean {
  return zoom >= 4.5;
}
