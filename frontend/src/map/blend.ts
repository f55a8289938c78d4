/** Time in which a correction is blended in. */
export const BLEND_MS = 1000;

/**
 * How much a blending eases in and out: 1 as a smooth step, 0 as steadily as it goes. An aircraft that was drawn too far
 * ahead is slowed down; eased in full, it would go back at times where slowing is enough, or further back than it must.
 * The rate of a smooth step is 1 - b at its ends and 1 + b / 2 in its middle, so this is the b that keeps the sum of
 * flight and correction going one way.
 * @param ahead how far ahead of its new course it was drawn, along that course
 * @param flown how far it flies while the correction is blended in, same unit
 */
export function easing(ahead: number, flown: number): number {
  if (ahead <= 0) return 1;
  const ease = ahead <= flown ? 2 * (flown / ahead - 1) : 1 - flown / ahead;
  return Math.max(0, Math.min(1, ease));
}

/** Share of a correction that is still to be blended in. */
export function correctionLeft(sinceMs: number, ease: number): number {
  const done = Math.max(0, Math.min(1, sinceMs / BLEND_MS));
  return 1 - done - ease * done * (3 * done - 2 * done * done - 1);
}

/** The same in the shader's language. */
export const BLEND_GLSL = `
float correctionLeft(float seconds, float ease) {
  float done = clamp(seconds * ${(1000 / BLEND_MS).toFixed(3)}, 0.0, 1.0);
  return 1.0 - done - ease * done * (3.0 * done - 2.0 * done * done - 1.0);
}
`;
