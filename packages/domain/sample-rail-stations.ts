import type { LatLon } from './geo.ts';

/** A railway station that trains with flight numbers call at. */
export interface SampleRailStation extends LatLon {
  readonly iata: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  /** Minutes from Frankfurt airport's station. */
  readonly fromFrankfurtMin: number;
}

const station = (
  iata: string,
  name: string,
  city: string,
  lat: number,
  lon: number,
  fromFrankfurtMin: number,
): SampleRailStation => ({ iata, name, city, country: 'DE', lat, lon, fromFrankfurtMin });

/** Stations of the trains to and from Frankfurt airport. */
export const SAMPLE_RAIL_STATIONS: readonly SampleRailStation[] = [
  station('QKL', 'Cologne Main Station', 'Cologne', 50.9432, 6.9587, 56),
  station('ZPY', 'Siegburg/Bonn Station', 'Siegburg', 50.7939, 7.2033, 39),
  station('QDU', 'Düsseldorf Main Station', 'Düsseldorf', 51.2199, 6.7945, 85),
  station('ZWS', 'Stuttgart Main Station', 'Stuttgart', 48.7839, 9.1816, 74),
  station('ZMB', 'Hamburg Main Station', 'Hamburg', 53.5528, 10.0067, 230),
];

const byIata = new Map(SAMPLE_RAIL_STATIONS.map((one) => [one.iata, one]));

export function sampleRailStation(iata: string): SampleRailStation | undefined {
  return byIata.get(iata);
}
