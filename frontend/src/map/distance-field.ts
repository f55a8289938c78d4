const FAR = 1e20;

/**
 * Signed distance field of a shape, by the exact Euclidean distance transform of Felzenszwalb and Huttenlocher (2012).
 * @param coverage share of each pixel that the shape covers, 0 to 1, row by row
 * @param size edge of the square, in pixels
 * @param reach distance in pixels that maps to the ends of the scale
 * @returns per pixel 0 (outside by `reach` or more) over 127.5 (the edge) to 255 (inside by `reach`)
 */
export function signedDistanceField(coverage: ArrayLike<number>, size: number, reach: number): Uint8ClampedArray {
  const outside = new Float64Array(size * size);
  const inside = new Float64Array(size * size);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const covered = coverage[pixel] ?? 0;
    // Half-covered pixels lie on the edge: start them at their distance to it.
    outside[pixel] = covered >= 1 ? 0 : covered <= 0 ? FAR : Math.max(0, 0.5 - covered) ** 2;
    inside[pixel] = covered >= 1 ? FAR : covered <= 0 ? 0 : Math.max(0, covered - 0.5) ** 2;
  }
  transform(outside, size);
  transform(inside, size);
  const field = new Uint8ClampedArray(size * size);
  for (let pixel = 0; pixel < field.length; pixel++) {
    const distance = Math.sqrt(inside[pixel] ?? 0) - Math.sqrt(outside[pixel] ?? 0);
    field[pixel] = Math.round(127.5 + (127.5 * distance) / reach);
  }
  return field;
}

/** Squared distances to the nearest zero, along columns and then along rows. */
function transform(grid: Float64Array, size: number): void {
  const line = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) line[row] = grid[row * size + column] ?? 0;
    transformLine(line, (row, value) => (grid[row * size + column] = value));
  }
  for (let row = 0; row < size; row++) {
    line.set(grid.subarray(row * size, row * size + size));
    transformLine(line, (column, value) => (grid[row * size + column] = value));
  }
}

/** The lower envelope of the parabolas rooted at each sample. */
function transformLine(line: Float64Array, write: (index: number, value: number) => void): void {
  const roots = new Int32Array(line.length);
  const starts = new Float64Array(line.length + 1);
  let last = 0;
  starts[0] = -FAR;
  starts[1] = FAR;
  const crossing = (a: number, b: number): number => ((line[b] ?? 0) + b * b - (line[a] ?? 0) - a * a) / (2 * (b - a));
  for (let index = 1; index < line.length; index++) {
    let start = crossing(roots[last] ?? 0, index);
    while (start <= (starts[last] ?? 0) && last > 0) {
      last -= 1;
      start = crossing(roots[last] ?? 0, index);
    }
    last += 1;
    roots[last] = index;
    starts[last] = start;
    starts[last + 1] = FAR;
  }
  for (let index = 0, at = 0; index < line.length; index++) {
    while ((starts[at + 1] ?? FAR) < index) at += 1;
    const root = roots[at] ?? 0;
    write(index, (index - root) ** 2 + (line[root] ?? 0));
  }
}
