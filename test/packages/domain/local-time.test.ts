import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocalClocks, isTimeZone, localDateOf, type LocalClock } from '#domain/local-time.ts';

const clocks = createLocalClocks();
const iso = (instants: readonly number[]): readonly string[] =>
  instants.map((atMs) => new Date(atMs).toISOString().slice(0, 16));

function clockOf(timeZone: string): LocalClock {
  const clock = clocks.of(timeZone);
  if (clock === null) throw new Error(`no zone ${timeZone}`);
  return clock;
}

describe('instantsOf()', () => {
  test.each([
    ['Europe/Paris', '2026-01-15T10:55', '2026-01-15T09:55'],
    ['Europe/Paris', '2026-07-15T10:55', '2026-07-15T08:55'],
    ['Europe/Paris', '2026-03-29T01:59', '2026-03-29T00:59'],
    ['Europe/Paris', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['Europe/Paris', '2026-10-25T01:59', '2026-10-24T23:59'],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T02:00'],
    ['America/New_York', '2026-03-08T01:59', '2026-03-08T06:59'],
    ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00'],
    ['America/New_York', '2026-11-01T00:59', '2026-11-01T04:59'],
    ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00'],
    ['Asia/Kathmandu', '2026-03-29T02:30', '2026-03-28T20:45'],
    ['Asia/Kathmandu', '1985-12-31T23:59', '1985-12-31T18:29'],
    ['Asia/Kathmandu', '1986-01-01T00:15', '1985-12-31T18:30'],
    ['Pacific/Kiritimati', '2026-06-01T00:00', '2026-05-31T10:00'],
    ['Pacific/Kiritimati', '1994-12-30T12:00', '1994-12-30T22:00'],
    ['Pacific/Kiritimati', '1995-01-01T12:00', '1994-12-31T22:00'],
    ['Pacific/Apia', '2011-12-29T12:00', '2011-12-29T22:00'],
    ['Pacific/Apia', '2011-12-31T12:00', '2011-12-30T22:00'],
    ['America/St_Johns', '2026-01-01T00:00', '2026-01-01T03:30'],
  ])('%s shows %s at %s UTC', (timeZone, local, expected) => {
    expect(iso(clockOf(timeZone).instantsOf(local))).toEqual([expected]);
    expect(clockOf(timeZone).localAt(Date.parse(`${expected}Z`))).toBe(local);
  });

  test.each([
    ['Europe/Paris', '2026-10-25T02:30', ['2026-10-25T00:30', '2026-10-25T01:30']],
    ['Europe/Paris', '2026-10-25T02:00', ['2026-10-25T00:00', '2026-10-25T01:00']],
    ['America/New_York', '2026-11-01T01:30', ['2026-11-01T05:30', '2026-11-01T06:30']],
    ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45', '2026-04-04T15:15']],
  ])('gives both where %s shows %s twice', (timeZone, local, expected) => {
    expect(iso(clockOf(timeZone).instantsOf(local))).toEqual(expected);
  });

  test.each([
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T03:30'],
    ['America/New_York', '2026-03-08T02:00', '2026-03-08T03:00'],
    ['Asia/Kathmandu', '1986-01-01T00:10', '1986-01-01T00:25'],
    ['Pacific/Apia', '2011-12-30T10:00', '2011-12-31T10:00'],
  ])('moves what %s jumps over on with the clocks: %s is %s', (timeZone, local, shown) => {
    const instants = clockOf(timeZone).instantsOf(local);
    expect(instants.map((atMs) => clockOf(timeZone).localAt(atMs))).toEqual([shown]);
  });

  test.each([
    '',
    '2026-02-31T10:00',
    '2026-13-01T10:00',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '2026-01-01',
    'Tomorrow',
  ])('gives none for what is no local time: %j', (local) => {
    expect(clockOf('Europe/Paris').instantsOf(local)).toEqual([]);
    expect(clockOf('UTC').instantsOf(`${local}Z`)).toEqual([]);
  });

  test('finds every instant again by what the clocks showed then, in every zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const minute = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });
    fc.assert(
      fc.property(zone, minute, (timeZone, atMin) => {
        const clock = clockOf(timeZone);
        const found = clock.instantsOf(clock.localAt(atMin * 60_000));
        expect(found).toContain(atMin * 60_000);
        for (const atMs of found) expect(clock.localAt(atMs)).toBe(clock.localAt(atMin * 60_000));
      }),
      { numRuns: 400 },
    );
  });
});

test('offsetMinAt() counts minutes ahead of UTC, half hours and quarters too', () => {
  const summerMs = Date.UTC(2026, 6, 1);
  const offsets = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns'].map(
    (timeZone) => clockOf(timeZone).offsetMinAt(summerMs),
  );
  expect(offsets).toEqual([120, -240, 345, 840, -150]);
});

describe('createLocalClocks()', () => {
  test('keeps the clock of a zone', () => {
    expect(clocks.of('Europe/Paris')).toBe(clocks.of('Europe/Paris'));
  });

  test('keeps no more than it may, and makes the oldest anew', () => {
    const few = createLocalClocks(2);
    const [paris, berlin] = [few.of('Europe/Paris'), few.of('Europe/Berlin')];
    few.of('Europe/Rome');
    expect(few.of('Europe/Berlin')).toBe(berlin);
    expect(few.of('Europe/Paris')).not.toBe(paris);
  });

  test.each(['', 'Europe/Atlantis', '+01:00', 'null'])('has no clock of %j', (timeZone) => {
    expect(clocks.of(timeZone)).toBeNull();
    expect(isTimeZone(timeZone)).toBe(false);
  });

  test('knows old names of zones too', () => {
    expect(isTimeZone('Asia/Kolkata') && isTimeZone('Asia/Calcutta') && isTimeZone('US/Eastern')).toBe(true);
    expect(clocks.of('Asia/Calcutta')?.timeZone).toBe('Asia/Calcutta');
  });
});

test('localDateOf() is the date of a local time', () => {
  expect(localDateOf('2026-12-01T10:55')).toBe('2026-12-01');
});
