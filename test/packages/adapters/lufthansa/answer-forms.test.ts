import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parsed } from '#adapters/lufthansa/lufthansa-api.ts';
import { parseCustomerFlightInformation, parseFlightStatus } from '#adapters/lufthansa/parse/parse-flight-status.ts';
import { parseReferenceRecords } from '#adapters/lufthansa/parse/parse-reference-page.ts';
import { parseSchedules } from '#adapters/lufthansa/parse/parse-schedules.ts';
import { lufthansaAnswer, zoneOfFixture } from '../../../fixtures/lufthansa.ts';

/** Members that are one object where there is one, and a list where there are more. */
const COLLECTIONS = new Set([
  'Country',
  'City',
  'Airport',
  'Airline',
  'AircraftSummary',
  'Schedule',
  'Flight',
  'MarketingCarrier',
  'Name',
  'Link',
]);

/** Rewrites an answer as other backends of the API would write it: numbers as text, text as numbers, one as many. */
function rewrite(value: unknown, toss: () => boolean): unknown {
  if (typeof value === 'number') return toss() ? String(value) : value;
  if (typeof value === 'string') return /^[1-9]\d{0,8}$/.test(value) && toss() ? Number(value) : value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item, toss));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => {
      const isOne = COLLECTIONS.has(key) && typeof member === 'object' && !Array.isArray(member);
      const rewritten = rewrite(member, toss);
      return [key, isOne && toss() ? [rewritten] : oneOf(rewritten, toss)];
    }),
  );
}

const oneOf = (value: unknown, toss: () => boolean): unknown =>
  Array.isArray(value) && value.length === 1 && toss() ? (value[0] as unknown) : value;

const readings: readonly (readonly [string, (body: unknown) => Parsed<unknown>])[] = [
  ['countries', (body) => parseReferenceRecords('countries', body)],
  ['cities', (body) => parseReferenceRecords('cities', body)],
  ['city', (body) => parseReferenceRecords('cities', body)],
  ['airports', (body) => parseReferenceRecords('airports', body)],
  ['airport', (body) => parseReferenceRecords('airports', body)],
  ['airlines', (body) => parseReferenceRecords('airlines', body)],
  ['aircraft', (body) => parseReferenceRecords('aircraft', body)],
  ['schedules-direct', (body) => parseSchedules(body, zoneOfFixture)],
  ['schedules-connections', (body) => parseSchedules(body, zoneOfFixture)],
  ['flight-status', (body) => parseFlightStatus(body, zoneOfFixture)],
  ['flight-status-list', (body) => parseFlightStatus(body, zoneOfFixture)],
  ['customer-flight-information', (body) => parseCustomerFlightInformation(body, zoneOfFixture)],
  ['customer-flight-information-list', (body) => parseCustomerFlightInformation(body, zoneOfFixture)],
];

test.each(readings)('%s: one or many, numbers or text, all forms of an answer say the same', (name, parse) => {
  const answer = lufthansaAnswer(name);
  const told = (body: unknown): unknown => {
    const { records, rejected, ...counts } = parse(body);
    return { records, counts, rejected: rejected.map(({ reason, field }) => [reason, field]) };
  };
  const expected = told(answer);
  fc.assert(
    fc.property(fc.infiniteStream(fc.boolean()), (tosses) => {
      expect(told(rewrite(answer, () => tosses.next().value === true))).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
