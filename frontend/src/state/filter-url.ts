import {
  GROUND_CHOICES,
  MOST_CODES,
  NO_FILTER,
  SOURCE_CHOICES,
  type AircraftFilter,
  type GroundChoice,
} from './aircraft-filter.ts';

/**
 * The filter in the query of an address: `altmin` and `altmax` in metres, `airline` and `type` as lists of ICAO
 * designators, `ground` (show, hide, only), `source` as a list (adsb, mlat, adsc, other), `vehicles=1`. What is malformed,
 * unknown or out of range is as good as absent.
 */
export function parseFilter(query: URLSearchParams): AircraftFilter {
  return {
    minAltitudeM: altitudeOf(query.get('altmin')),
    maxAltitudeM: altitudeOf(query.get('altmax')),
    airlines: codesOf(query.get('airline'), AIRLINE),
    types: codesOf(query.get('type'), TYPE),
    ground: groundOf(query.get('ground')),
    sources: SOURCE_CHOICES.filter((source) => listOf(query.get('source')).includes(source)),
    vehicles: query.get('vehicles') === '1',
  };
}

/** The values of each parameter; null leaves it out of the address. */
export function filterParameters(filter: AircraftFilter): readonly (readonly [name: string, value: string | null])[] {
  const { minAltitudeM, maxAltitudeM, airlines, types, ground, sources, vehicles } = filter;
  return [
    ['altmin', minAltitudeM === null ? null : altitudeText(minAltitudeM)],
    ['altmax', maxAltitudeM === null ? null : altitudeText(maxAltitudeM)],
    ['airline', listText(airlines)],
    ['type', listText(types)],
    ['ground', ground === NO_FILTER.ground ? null : ground],
    ['source', listText(sources)],
    ['vehicles', vehicles ? '1' : null],
  ];
}

const AIRLINE = /^[A-Z]{3}$/;
const TYPE = /^[A-Z0-9]{2,4}$/;
/** The Dead Sea, and above everything that reports. */
const ALTITUDE_M = { min: -500, max: 40_000 } as const;

/** Codes of a list in one text, each once; those of another form are left out. */
export function codesOf(text: string | null, form: RegExp): readonly string[] {
  const codes = listOf(text).map((code) => code.toUpperCase());
  return [...new Set(codes.filter((code) => form.test(code)))].slice(0, MOST_CODES);
}

function listOf(text: string | null): readonly string[] {
  return (text ?? '').split(/[\s,;]+/).filter((part) => part !== '');
}

function listText(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join(',');
}

function altitudeOf(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const metres = Number(text);
  return metres >= ALTITUDE_M.min && metres <= ALTITUDE_M.max ? metres : null;
}

/** To a tenth of a metre, so that a round number of feet comes back as one. */
function altitudeText(metres: number): string {
  return String(Math.round(metres * 10) / 10);
}

function groundOf(text: string | null): GroundChoice {
  return GROUND_CHOICES.find((choice) => choice === text) ?? NO_FILTER.ground;
}
