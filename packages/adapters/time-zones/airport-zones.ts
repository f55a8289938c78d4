import { airportByIata } from '#domain/airports.ts';
import { sampleRailStation } from '#domain/sample-rail-stations.ts';
import { zoneOfPosition } from './zone-of-position.ts';

/** IANA zones of the listed airports and stations, each looked up once; `UTC` for what isn't listed. */
export function createAirportZones(): (code: string) => string {
  const zones = new Map<string, string>();
  return (code) => {
    const known = zones.get(code);
    if (known !== undefined) return known;
    const place = airportByIata(code) ?? sampleRailStation(code);
    if (place === undefined) return 'UTC';
    const zone = zoneOfPosition(place) ?? 'UTC';
    zones.set(code, zone);
    return zone;
  };
}
