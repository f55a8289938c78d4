import { FLAG, kindOfFlags } from '#contracts/live-frame.ts';
import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';

/** Where the map reads what is held of each aircraft. */
export type Fleet = Pick<AircraftStore, 'columns' | 'identityAt'>;

/** An aircraft that reads the columns of the slot it was moved to: thousands are looked at without making an object each. */
export interface FleetCursor {
  /** True only until the next move: nobody may keep it. */
  readonly aircraft: Aircraft;
  /** @param icao24 the text of the address in that slot */
  moveTo(slot: number, icao24: string): Aircraft;
}

export function createFleetCursor({ columns, identityAt }: Fleet): FleetCursor {
  let slot = 0;
  let text = '';

  const has = (flag: number): boolean => ((columns.flags[slot] ?? 0) & flag) !== 0;
  const fix: Aircraft['fix'] = {
    get observedAtMs() {
      return columns.observedAtMs[slot] ?? 0;
    },
    get lat() {
      return columns.lat[slot] ?? 0;
    },
    get lon() {
      return columns.lon[slot] ?? 0;
    },
    get altitudeM() {
      return known(columns.altitudeM[slot]);
    },
    get groundSpeedMps() {
      return known(columns.groundSpeedMps[slot]);
    },
    get trackDeg() {
      return known(columns.trackDeg[slot]);
    },
    get verticalRateMps() {
      return known(columns.verticalRateMps[slot]);
    },
    get onGround() {
      return has(FLAG.onGround);
    },
    get state() {
      return has(FLAG.stale) ? 'stale' : 'seen';
    },
  };
  const aircraft: Aircraft = {
    fix,
    get icao24() {
      return text;
    },
    get slot() {
      return slot;
    },
    get identity() {
      return identityAt(slot);
    },
    get kind() {
      return kindOfFlags(columns.flags[slot] ?? 0);
    },
    get emergency() {
      return has(FLAG.emergency);
    },
    get mlat() {
      return has(FLAG.mlat);
    },
    get longLived() {
      return has(FLAG.longLived);
    },
    get otherSource() {
      return has(FLAG.otherSource);
    },
    get geometricAltitude() {
      return has(FLAG.geometricAltitude);
    },
    get heardAtMs() {
      return columns.heardAtMs[slot] ?? 0;
    },
  };

  return {
    aircraft,
    moveTo(next, icao24) {
      slot = next;
      text = icao24;
      return aircraft;
    },
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
