import { NO_FILTER, type AircraftFilter } from './aircraft-filter.ts';
import type { Formats } from '../i18n/formats.ts';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

/** One criterion of a filter in words, and what takes it away. */
export interface FilterChip {
  readonly key: string;
  readonly text: string;
  readonly without: Partial<AircraftFilter>;
}

type Texts = Pick<MapToolsTexts['filters'], 'from' | 'upTo' | 'between' | 'sources' | 'groundChips' | 'vehiclesChip'>;

/** The criteria of a filter, each airline, type and source by itself. */
export function filterChips(
  filter: AircraftFilter,
  texts: Texts,
  formats: Pick<Formats, 'altitude'>,
): readonly FilterChip[] {
  const { airlines, types, sources, ground, vehicles } = filter;
  const altitude = altitudeText(filter, texts, formats);
  return [
    ...(altitude === null
      ? []
      : [{ key: 'altitude', text: altitude, without: { minAltitudeM: null, maxAltitudeM: null } }]),
    ...airlines.map((code) => ({
      key: `airline ${code}`,
      text: code,
      without: { airlines: airlines.filter((other) => other !== code) },
    })),
    ...types.map((code) => ({
      key: `type ${code}`,
      text: code,
      without: { types: types.filter((other) => other !== code) },
    })),
    ...(ground === 'auto'
      ? []
      : [{ key: 'ground', text: texts.groundChips[ground], without: { ground: NO_FILTER.ground } }]),
    ...sources.map((source) => ({
      key: `source ${source}`,
      text: texts.sources[source],
      without: { sources: sources.filter((other) => other !== source) },
    })),
    ...(vehicles ? [{ key: 'vehicles', text: texts.vehiclesChip, without: { vehicles: false } }] : []),
  ];
}

function altitudeText(
  { minAltitudeM, maxAltitudeM }: AircraftFilter,
  texts: Texts,
  { altitude }: Pick<Formats, 'altitude'>,
): string | null {
  if (minAltitudeM !== null && maxAltitudeM !== null) {
    return texts.between(altitude(minAltitudeM), altitude(maxAltitudeM));
  }
  if (minAltitudeM !== null) return texts.from(altitude(minAltitudeM));
  return maxAltitudeM === null ? null : texts.upTo(altitude(maxAltitudeM));
}
