import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../frontend/src/i18n/formats.ts';
import { frMapTools } from '../../../frontend/src/i18n/fr-map-tools.ts';
import { NO_FILTER, type AircraftFilter } from '../../../frontend/src/state/aircraft-filter.ts';
import { altitudeField, fieldText, metresOf } from '../../../frontend/src/state/altitude-field.ts';
import { attributionParts } from '../../../frontend/src/state/attribution-parts.ts';
import { filterChips } from '../../../frontend/src/state/filter-chips.ts';
import { filterFacets } from '../../../frontend/src/state/filter-facets.ts';
import { aircraft } from '../../fixtures/page-aircraft.ts';

const chips = (filter: Partial<AircraftFilter>) =>
  filterChips({ ...NO_FILTER, ...filter }, frMapTools.filters, createFormats('fr', 'aviation'));

describe('filterChips', () => {
  it('says each criterion by itself, in the unit of the reader', () => {
    const texts = chips({
      minAltitudeM: 3048,
      airlines: ['AFR', 'DLH'],
      types: ['A320'],
      ground: 'only',
      sources: ['mlat'],
      vehicles: true,
    }).map(({ text }) => text.replace(/\s/g, ' '));
    expect(texts).toEqual(['dès 10 000 ft', 'AFR', 'DLH', 'A320', 'au sol seulement', 'MLAT', 'avec véhicules']);
    expect(chips({ minAltitudeM: 3048, maxAltitudeM: 6096 })[0]?.text.replace(/\s/g, ' ')).toBe(
      '10 000 ft à 20 000 ft',
    );
  });

  it('takes only its own criterion away', () => {
    const filter: AircraftFilter = { ...NO_FILTER, maxAltitudeM: 3048, airlines: ['AFR', 'DLH'], ground: 'hide' };
    expect(chips(filter).map(({ without }) => without)).toEqual([
      { minAltitudeM: null, maxAltitudeM: null },
      { airlines: ['DLH'] },
      { airlines: ['AFR'] },
      { ground: 'auto' },
    ]);
  });

  it('says nothing where nothing is filtered', () => expect(chips({})).toEqual([]));
});

describe('the altitude fields', () => {
  it.each(['aviation', 'metric'] as const)('read what they show in the unit of %s', (units) => {
    const field = altitudeField(units);
    expect(fieldText(metresOf('9500', field), field)).toBe('9500');
  });

  it('take what is no altitude for an empty field', () => {
    const field = altitudeField('aviation');
    for (const text of ['', ' ', 'low', '-1', '60001', '1e9', 'NaN']) expect(metresOf(text, field)).toBeNull();
    expect(fieldText(null, field)).toBe('');
  });
});

describe('filterFacets', () => {
  it('counts airlines and types, the most frequent first, and no registration for an airline', () => {
    const callsigns = ['DLH1', 'AFR2', 'AFR3', 'DEABC'];
    const facets = filterFacets(callsigns.map((callsign, index) => aircraft(`a0000${String(index)}`, { callsign })));
    expect(facets).toEqual({
      airlines: [
        { code: 'AFR', count: 2 },
        { code: 'DLH', count: 1 },
      ],
      types: [],
    });
  });
});

describe('attributionParts', () => {
  it('makes links of secure addresses and of nothing else', () => {
    expect(
      attributionParts('The OpenSky Network, https://opensky-network.org; see https://www.a.example/terms.'),
    ).toEqual([
      { text: 'The OpenSky Network, ', href: null },
      { text: 'opensky-network.org', href: 'https://opensky-network.org' },
      { text: '; see ', href: null },
      { text: 'a.example/terms', href: 'https://www.a.example/terms' },
      { text: '.', href: null },
    ]);
    const plain = 'javascript:alert(1) http://plain.example <b>data</b>';
    expect(attributionParts(plain)).toEqual([{ text: plain, href: null }]);
    expect(attributionParts('')).toEqual([]);
  });
});
