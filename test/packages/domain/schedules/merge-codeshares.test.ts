import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { itineraryKey, type Itinerary, type Leg } from '#domain/schedules/itinerary.ts';
import { mergeCodeshares } from '#domain/schedules/merge-codeshares.ts';
import { aLeg, anItinerary, legEnd, type LegFacts } from '../../../fixtures/itineraries.ts';

type Sold = Pick<LegFacts, 'flight' | 'operatingAirline' | 'aircraftCode'>;

const toChicago = (facts: Sold, terminal: string | null = null): Leg =>
  aLeg({
    from: legEnd('HND', '2026-12-01T10:40', 'Asia/Tokyo', terminal),
    to: legEnd('ORD', '2026-12-01T07:30', 'America/Chicago'),
    ...facts,
  });
const toFortMyers = (facts: Sold, departure = '2026-12-01T11:30'): Leg =>
  aLeg({
    from: legEnd('ORD', departure, 'America/Chicago'),
    to: legEnd('RSW', '2026-12-01T16:24', 'America/New_York'),
    ...facts,
  });

const own = { flight: 'NH112' };
const united = { flight: 'UA7912', operatingAirline: 'NH' };
const thai = { flight: 'TG6088', operatingAirline: 'NH' };
const onward = { flight: 'UA2167' };
const later = { flight: 'AA2561' };

const numbersOf = ({ legs }: Itinerary): readonly string[] =>
  legs.map(({ numbers }) => numbers.map(formatFlightNumber).join(' '));

describe('mergeCodeshares()', () => {
  test('makes one itinerary of twins that are sold under other numbers, the own number first', () => {
    const twins = [united, own, thai].map((sold) => anItinerary([toChicago(sold), toFortMyers(onward)]));
    const { records, merged } = mergeCodeshares(twins);
    expect(records.map(numbersOf)).toEqual([['NH112 TG6088 UA7912', 'UA2167']]);
    expect(records[0]?.legs[0]?.flight).toEqual({ airline: 'NH', number: 112, suffix: '' });
    expect(merged).toBe(2);
  });

  test('takes the first by the alphabet where the operating carrier lists no number of its own', () => {
    const { records } = mergeCodeshares([united, thai].map((sold) => anItinerary([toChicago(sold)])));
    expect(records.map(({ legs }) => formatFlightNumber(legs[0]!.flight))).toEqual(['TG6088']);
  });

  test('gives a leg all its numbers in each connection, also where one is listed under one of them only', () => {
    const { records, merged } = mergeCodeshares([
      anItinerary([toChicago(own), toFortMyers(onward)]),
      anItinerary([toChicago(united), toFortMyers(onward)]),
      anItinerary([toChicago(united), toFortMyers(later, '2026-12-01T12:49')]),
    ]);
    expect(records.map(numbersOf)).toEqual([
      ['NH112 UA7912', 'UA2167'],
      ['NH112 UA7912', 'AA2561'],
    ]);
    expect(merged).toBe(1);
  });

  test.each<[string, readonly [Leg, Leg]]>([
    ['another operating carrier', [toChicago(united), toChicago({ flight: 'TG6088', operatingAirline: 'UA' })]],
    [
      'another time',
      [toFortMyers(onward), toFortMyers({ flight: 'LH7000', operatingAirline: 'UA' }, '2026-12-01T11:31')],
    ],
  ])('leaves flights with %s apart', (_, legs) => {
    expect(mergeCodeshares(legs.map((leg) => anItinerary([leg]))).merged).toBe(0);
  });

  test('leaves two flights apart that a carrier has at one minute under numbers of its own', () => {
    const { records } = mergeCodeshares(
      [own, { flight: 'NH114' }, united, thai].map((sold) => anItinerary([toChicago(sold)])),
    );
    expect(records.map(numbersOf)).toEqual([['NH112'], ['NH114'], ['TG6088 UA7912']]);
  });

  test("keeps the own number's aircraft and terminal, and takes from another what it lacks", () => {
    const canada = { flight: 'AC6255', operatingAirline: 'NH', aircraftCode: '773' };
    const sold = anItinerary([toChicago(canada, '2')]);
    const { records } = mergeCodeshares([sold, anItinerary([toChicago({ ...own, aircraftCode: '77W' })])]);
    expect(records[0]?.legs[0]).toMatchObject({ aircraftCode: '77W', departure: { terminal: '2' } });
    const unknown = anItinerary([toChicago({ ...own, aircraftCode: null })]);
    expect(mergeCodeshares([unknown, sold]).records[0]?.legs[0]?.aircraftCode).toBe('773');
  });

  test('finds the same flights under the same keys whatever the order, and page by page', () => {
    const all = [
      anItinerary([toChicago(own), toFortMyers(onward)]),
      anItinerary([toChicago(united), toFortMyers(onward)]),
      anItinerary([toChicago(thai), toFortMyers(later, '2026-12-01T12:49')]),
      anItinerary([toChicago(thai), toFortMyers(onward)]),
      anItinerary([toFortMyers(onward)]),
    ];
    const sortedByKey = (itineraries: readonly Itinerary[]): readonly Itinerary[] =>
      [...itineraries].sort((a, b) => (itineraryKey(a) < itineraryKey(b) ? -1 : 1));
    const expected = sortedByKey(mergeCodeshares(all).records);
    expect(expected).toHaveLength(3);
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 0, max: all.length }), (itineraries, cut) => {
        const pages = [itineraries.slice(0, cut), itineraries.slice(cut)].map(mergeCodeshares);
        const again = mergeCodeshares(pages.flatMap(({ records }) => records));
        expect(sortedByKey(again.records)).toEqual(expected);
        expect(pages.reduce((sum, { merged }) => sum + merged, again.merged)).toBe(2);
      }),
    );
  });
});
