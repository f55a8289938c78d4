import type { FleetColumns } from '../live/fleet-columns.ts';

/**
 * The fleet's columns as plain properties: read through the fleet's own, which follow their growth, a record of thousands
 * would cost three times as much.
 */
export interface FleetArrays extends Pick<
  FleetColumns,
  'observedAtMs' | 'lat' | 'lon' | 'altitudeM' | 'groundSpeedMps' | 'trackDeg' | 'verticalRateMps' | 'address' | 'flags'
> {
  /** Takes the columns that there are now; call it before records are read. */
  readonly refresh: () => void;
}

export function createFleetArrays(columns: FleetColumns): FleetArrays {
  const { observedAtMs, lat, lon, altitudeM, groundSpeedMps, trackDeg, verticalRateMps, address, flags } = columns;
  const arrays = {
    observedAtMs,
    lat,
    lon,
    altitudeM,
    groundSpeedMps,
    trackDeg,
    verticalRateMps,
    address,
    flags,
    refresh() {
      arrays.observedAtMs = columns.observedAtMs;
      arrays.lat = columns.lat;
      arrays.lon = columns.lon;
      arrays.altitudeM = columns.altitudeM;
      arrays.groundSpeedMps = columns.groundSpeedMps;
      arrays.trackDeg = columns.trackDeg;
      arrays.verticalRateMps = columns.verticalRateMps;
      arrays.address = columns.address;
      arrays.flags = columns.flags;
    },
  };
  return arrays;
}
