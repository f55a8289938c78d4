import { FLAG } from '#contracts/live-frame.ts';
import type { IdentityRow } from '#contracts/live-messages.ts';
import { silhouetteOf, SILHOUETTES } from './aircraft-kind.ts';
import { altitudeBandIndex } from './altitude-scale.ts';
import type { FleetArrays } from './fleet-arrays.ts';
import type { Fleet } from './fleet-cursor.ts';

/** Bits of a look above the silhouette (3) and the altitude band (3). */
export const LOOK = { emergency: 64, simulated: 128, hollow: 256 } as const;

const SILHOUETTE_BITS = 7;

/** ICAO knows some 2,800 type designators, each in the air and on the ground and with few categories. */
const MOST_KINDS = 16_384;

/** What each slot looks like, as one number for the shader, whether it is drawn or not. */
export interface SlotLooks {
  /** Takes down what is in a slot now. */
  note(slot: number): void;
  of(slot: number): number;
  /** Another aircraft has the slot now. */
  forget(slot: number): void;
}

export function createSlotLooks(fleet: FleetArrays, identityAt: Fleet['identityAt']): SlotLooks {
  const indexes = new Map<string, number>();
  const looks: number[] = [];
  /** What the silhouette of each slot was chosen by: most records change neither. */
  const identities: (IdentityRow | null | undefined)[] = [];
  const wereOnGround: boolean[] = [];

  function silhouetteIndex(slot: number, onGround: boolean): number {
    const identity = identityAt(slot);
    if (identities[slot] === identity && wereOnGround[slot] === onGround) return (looks[slot] ?? 0) & SILHOUETTE_BITS;
    identities[slot] = identity;
    wereOnGround[slot] = onGround;
    const typeCode = identity?.typeCode ?? null;
    const category = identity?.category ?? null;
    const key = `${onGround ? '-' : '+'}${category ?? ''}/${typeCode ?? ''}`;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = SILHOUETTES.indexOf(silhouetteOf(typeCode, onGround, category));
    if (indexes.size < MOST_KINDS) indexes.set(key, index);
    return index;
  }

  return {
    note(slot) {
      const flags = fleet.flags[slot] ?? 0;
      const onGround = (flags & FLAG.onGround) !== 0;
      looks[slot] =
        silhouetteIndex(slot, onGround) |
        (altitudeBandIndex(fleet.altitudeM[slot] ?? NaN, onGround) << 3) |
        ((flags & FLAG.emergency) !== 0 ? LOOK.emergency : 0) |
        ((flags & FLAG.simulated) !== 0 ? LOOK.simulated : 0) |
        ((flags & FLAG.stale) !== 0 ? LOOK.hollow : 0);
    },
    of: (slot) => looks[slot] ?? 0,
    forget(slot) {
      identities[slot] = undefined;
    },
  };
}
