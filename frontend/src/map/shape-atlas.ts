import { SILHOUETTES } from './aircraft-kind.ts';
import { SHAPE_BOX, SHAPE_PATHS } from './aircraft-shapes.ts';
import { signedDistanceField } from './distance-field.ts';

/** Edge of one cell of the atlas in texels. */
export const CELL = 64;
/** The outline fills this share of its cell; the rest is room for the distances around it. */
export const SHAPE_SHARE = 0.8;
/** Texels that the ends of the distance scale stand for. */
export const REACH = 8;

/** The distance fields of all silhouettes side by side, one byte a texel, ready for a texture. */
export function drawShapeAtlas(): { readonly texels: Uint8Array; readonly width: number; readonly height: number } {
  const width = CELL * SILHOUETTES.length;
  const texels = new Uint8Array(width * CELL);
  const canvas = document.createElement('canvas');
  canvas.width = CELL;
  canvas.height = CELL;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the browser gives no 2D canvas to draw the aircraft symbols on');
  const margin = (CELL * (1 - SHAPE_SHARE)) / 2;
  const scale = (CELL * SHAPE_SHARE) / SHAPE_BOX;
  for (const [column, silhouette] of SILHOUETTES.entries()) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, CELL, CELL);
    context.setTransform(scale, 0, 0, scale, margin, margin);
    context.fill(new Path2D(SHAPE_PATHS[silhouette]));
    const { data } = context.getImageData(0, 0, CELL, CELL);
    const coverage = Float64Array.from({ length: CELL * CELL }, (_, pixel) => (data[pixel * 4 + 3] ?? 0) / 255);
    const field = signedDistanceField(coverage, CELL, REACH);
    for (let row = 0; row < CELL; row++) {
      texels.set(field.subarray(row * CELL, row * CELL + CELL), row * width + column * CELL);
    }
  }
  return { texels, width, height: CELL };
}
