import { AT, NOT_DRAWN, STRIDE } from './instance-layout.ts';

/** Doubles per slot that the graphics card doesn't get; see {@link EXACT}. */
export const EXACT_STRIDE = 8;
export const EXACT = {
  /** Mercator, where it departs from. */
  x: 0,
  y: 1,
  sinLat: 2,
  cosLat: 3,
  /** Of its fix, epoch ms. */
  observedAtMs: 4,
  /** How long after its fix it has been carried on at most, where it stands, ms. */
  stoodForMs: 5,
  /** NaN where it isn't known. */
  altitudeM: 6,
  verticalRateMps: 7,
} as const;

const GROWTH = 1024;

/** The numbers of all slots; the arrays are replaced when they grow, so they are asked for anew each time. */
export interface Instances {
  /** {@link STRIDE} floats per slot, laid out as in instance-layout.ts. */
  readonly data: Float32Array;
  readonly exact: Float64Array;
  /** Makes room for so many. */
  readonly reserve: (slots: number) => void;
}

export function createInstances(): Instances {
  let capacity = GROWTH;
  const instances = {
    data: emptied(new Float32Array(capacity * STRIDE), 0),
    exact: new Float64Array(capacity * EXACT_STRIDE),
    reserve(slots: number): void {
      if (slots <= capacity) return;
      const before = capacity;
      capacity = Math.ceil(slots / GROWTH) * GROWTH * 2;
      const data = emptied(new Float32Array(capacity * STRIDE), before);
      data.set(instances.data);
      instances.data = data;
      const exact = new Float64Array(capacity * EXACT_STRIDE);
      exact.set(instances.exact);
      instances.exact = exact;
    },
  };
  return instances;
}

function emptied(data: Float32Array<ArrayBuffer>, fromSlot: number): Float32Array<ArrayBuffer> {
  for (let at = fromSlot * STRIDE + AT.look; at < data.length; at += STRIDE) data[at] = NOT_DRAWN;
  return data;
}
