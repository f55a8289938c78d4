import { hashOf } from '#domain/text-hash.ts';
import { airportRecord, cityRecord } from './airport-records.ts';
import { aircraftRecord, airlineRecord, countryNames, countryRecord } from './code-records.ts';
import type { Place } from './places.ts';
import type { SampleRecord } from './sample-record.ts';

/** How many records the real API's lists had in mid-2024. */
export const REAL_COUNTS: Readonly<Record<string, number>> = {
  countries: 238,
  cities: 10_688,
  airports: 11_853,
  airlines: 1132,
  aircraft: 382,
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS_AND_DIGITS = `0123456789${LETTERS}`;
/** Spreads the invented codes over the alphabet; prime, so that none comes twice. */
const STRIDE = 7919;
/** Kinds of places that are no airports, as often as they were in 2024. */
const LOCATION_TYPES = [
  ...Array.from({ length: 9 }, () => 'Rail Station'),
  ...Array.from({ length: 7 }, () => 'Off-Line Point'),
  ...Array.from({ length: 3 }, () => 'Bus Station'),
  'Harbour',
];
const SYLLABLES = [
  'Al',
  'Ber',
  'Cor',
  'Dal',
  'Es',
  'Fen',
  'Gar',
  'Hol',
  'In',
  'Kar',
  'Lin',
  'Mar',
  'Nor',
  'Or',
  'Pel',
  'Ros',
];
const ENDINGS = ['bach', 'by', 'dorf', 'field', 'ford', 'grad', 'ham', 'mouth', 'pool', 'sur-Mer', 'ton', 'ville'];

/** Fills a list up to the real count with invented records, whose codes are well-formed and new; a longer one is cut. */
export function padRecords(resource: string, records: readonly SampleRecord[], count: number): SampleRecord[] {
  const unlisted = records.filter(({ isUnlisted }) => isUnlisted === true);
  const listed = records.filter(({ isUnlisted }) => isUnlisted !== true).slice(0, count);
  const taken = new Set(records.map(({ key }) => key));
  const padded = [...listed];
  for (const code of codesOf(resource)) {
    if (padded.length >= count) break;
    const record = taken.has(code) ? null : invent(resource, code);
    if (record !== null) padded.push(record);
  }
  return [...padded, ...unlisted];
}

/** Every code that the resource could have, in an order that looks like none. */
function* codesOf(resource: string): Generator<string> {
  const letters = resource === 'airlines' || resource === 'aircraft' ? LETTERS_AND_DIGITS : LETTERS;
  const length = resource === 'countries' || resource === 'airlines' ? 2 : 3;
  const all = letters.length ** length;
  for (let index = 0; index < all; index += 1) yield codeAt((index * STRIDE) % all, letters, length);
}

function codeAt(index: number, letters: string, length: number): string {
  let code = '';
  for (let rest = index; code.length < length; rest = Math.floor(rest / letters.length)) {
    code = (letters[rest % letters.length] ?? '') + code;
  }
  return code;
}

/** Null where nothing well-formed can be made of the code: no country has it, or it is all digits. */
function invent(resource: string, code: string): SampleRecord | null {
  switch (resource) {
    case 'countries': {
      const names = countryNames(code);
      return names.en === undefined ? null : countryRecord(code, names);
    }
    case 'airlines':
      return /^\d\d$/.test(code)
        ? null
        : airlineRecord(code, hashOf(code) % 9 === 0 ? '' : `Z${lettersOf(code)}`, named(code));
    case 'aircraft':
      return aircraftRecord(code, `Z${lettersOf(code)}0`, named(code));
    case 'cities':
      return cityRecord(code, inventPlace(code), [inventPlace(code)]);
    default:
      return airportRecord(inventPlace(code), { en: townOf(code) });
  }
}

const lettersOf = (code: string): string => codeAt(hashOf(code) % LETTERS.length ** 2, LETTERS, 2);
const named = (code: string): { readonly en: string } => ({ en: `${townOf(code)} ${code}` });

function townOf(code: string): string {
  const hash = hashOf(code);
  return `${SYLLABLES[hash % SYLLABLES.length] ?? ''}${ENDINGS[(hash >>> 8) % ENDINGS.length] ?? ''}`;
}

/** Somewhere in the middle of Europe: every invented place has a zone and a country. */
function inventPlace(code: string): Place {
  const hash = hashOf(code);
  return {
    code,
    name: townOf(code),
    city: townOf(code),
    cityCode: code,
    country: 'DE',
    lat: 49 + (hash % 3000) / 1000,
    lon: 8 + ((hash >>> 12) % 4000) / 1000,
    locationType: LOCATION_TYPES[hash % LOCATION_TYPES.length] ?? 'Airport',
    isServed: false,
  };
}
