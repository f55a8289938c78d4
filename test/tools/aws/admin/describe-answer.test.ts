import { expect, test } from 'vitest';
import { describeAnswer } from '../../../../tools/aws/admin/describe-answer.ts';

const end = (airport: string, local: string) => ({ airport, atMs: 0, local, timeZone: 'UTC', terminal: null });
const leg = (flight: string) => ({
  ...{ flight, numbers: [flight], operatingAirline: 'LH', aircraftCode: null, mode: 'air', stops: 0 },
  departure: end('FRA', '2026-12-01T10:55'),
  arrival: end('JFK', '2026-12-01T13:45'),
});
const itinerary = (index: number) => ({
  ...{ id: String(index), origin: 'FRA', destination: 'JFK', departureDate: '2026-12-01', durationMin: 530 },
  legs: [leg(`LH${400 + index}`)],
});
const imported = {
  ...{ origin: 'FRA', destination: 'JFK', date: '2026-12-01', sample: true, received: 15, merged: 1, changed: 3 },
  stored: 12,
  rejected: { legs: 2 },
  itineraries: Array.from({ length: 12 }, (_, index) => itinerary(index)),
};

test('tells the run that was started', () => {
  expect(describeAnswer({ status: 202, body: { runId: 'r-1' }, problem: null })).toContain('r-1 was started');
});

test('shows what a day brought, ten flights by name, and that it is sample data', () => {
  const lines = describeAnswer({ status: 200, body: imported, problem: null }).split('\n');
  expect(lines[0]).toContain(
    'FRA to JFK on 2026-12-01 (SAMPLE DATA): 15 records, 12 itineraries stored, 3 of them new',
  );
  expect(lines[0]).toContain('2 records kept aside');
  expect(lines[1]).toBe('  LH400 2026-12-01T10:55 to JFK (530 min)');
  expect(lines.slice(-1)).toEqual(['  and 2 more']);
});

test('tells an answer of another version, and a problem in its own words', () => {
  expect(describeAnswer({ status: 200, body: { odd: true }, problem: null })).toContain("this version doesn't know");
  expect(describeAnswer({ status: 409, body: null, problem: '409: once is enough' })).toBe('409: once is enough');
});

test('lets no control character of an answer reach the terminal', () => {
  const text = describeAnswer({ status: 202, body: { runId: 'a\u001b[2Jb' }, problem: null });
  expect(text).not.toContain('\u001b');
});
