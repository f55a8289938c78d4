import type { Identity, Position } from './position.ts';

/**
 * One row of a feed in our units, not yet judged: what a source yields. Values that a feed leaves out, or gives outside
 * of what is physically possible, are null.
 */
export interface Observation
  extends
    Identity,
    Pick<
      Position,
      | 'altitudeM'
      | 'geoAltitudeM'
      | 'onGround'
      | 'groundSpeedMps'
      | 'trackDeg'
      | 'verticalRateMps'
      | 'emergency'
      | 'source'
    > {
  /** As stated, in lower case; not yet known to be an address. */
  readonly icao24: string;
  /** Epoch ms on the producer's clock; null where the feed doesn't say when. */
  readonly observedAtMs: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** The aircraft asks not to be tracked: it uses a privacy address (PIA) or is on the FAA's list (LADD). */
  readonly wantsPrivacy: boolean;
}

/** An observation that says nothing but who it is: sources spread it and add what they know. */
export const BLANK_OBSERVATION: Observation = {
  icao24: '',
  observedAtMs: null,
  lat: null,
  lon: null,
  altitudeM: null,
  geoAltitudeM: null,
  onGround: false,
  groundSpeedMps: null,
  trackDeg: null,
  verticalRateMps: null,
  callsign: null,
  registration: null,
  typeCode: null,
  flightNumber: null,
  airline: null,
  origin: null,
  destination: null,
  squawk: null,
  category: null,
  emergency: null,
  source: 'other',
  wantsPrivacy: false,
};
