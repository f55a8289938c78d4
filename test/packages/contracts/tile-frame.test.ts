import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressToNumber } from '#domain/address.ts';
import { tileAt } from '#domain/level-tiles.ts';
import { LEVELS, POSITION_KINDS, POSITION_SOURCES, type Level, type Position } from '#domain/position.ts';
import { asQuantised, quantisedTimeMs } from '#domain/quantise.ts';
import { ContractError } from '#contracts/contract-error.ts';
import { flagsOf, frameTimeMs, type FrameRow } from '#contracts/live-frame.ts';
import { identityText, parseServerMessage, removedText } from '#contracts/live-messages.ts';
import { decodeTiles, joinFrame, packTile, unpackTile, type FrameParts } from '#contracts/tile-frame.ts';
import { aPosition } from '../../fixtures/positions.ts';

const AT_MS = 1_732_400_001_000;

const nullable = (range: { min: number; max: number }) =>
  fc.option(fc.double({ ...range, noNaN: true }), { nil: null });
/** Everything that the position topic lets through. */
const anyPosition: fc.Arbitrary<Position> = fc
  .record({
    icao24: fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 0xffffff }))
      .map(([isOther, address]) => `${isOther ? '~' : ''}${address.toString(16).padStart(6, '0')}`),
    // From a clock that is ahead to an ADS-C report of hours ago.
    observedAtMs: fc.integer({ min: AT_MS - 10_000_000, max: AT_MS + 60_000 }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    altitudeM: nullable({ min: -2000, max: 100_000 }),
    geoAltitudeM: nullable({ min: -2000, max: 100_000 }),
    groundSpeedMps: nullable({ min: 0, max: 2000 }),
    trackDeg: nullable({ min: 0, max: 360 }),
    verticalRateMps: nullable({ min: -1000, max: 1000 }),
    onGround: fc.boolean(),
    kind: fc.constantFrom(...POSITION_KINDS),
    source: fc.constantFrom(...POSITION_SOURCES),
    state: fc.constantFrom('seen', 'stale'),
    squawk: fc.constantFrom(null, '1000', '7700'),
  })
  .map((overrides) => aPosition(overrides));

/** What a viewer is to have of a position: the quantised one. */
function rowOf(position: Position, level: Level): FrameRow {
  const { observedAtMs, lat, lon, groundSpeedMps, trackDeg, verticalRateMps, altitudeM } = asQuantised(
    { ...position, altitudeM: position.altitudeM ?? position.geoAltitudeM },
    level,
  );
  const address = addressToNumber(position.icao24);
  return withoutMinusZero({
    address,
    observedAtMs,
    lat,
    lon,
    altitudeM,
    groundSpeedMps,
    trackDeg,
    verticalRateMps,
    flags: flagsOf(position),
  });
}

/** The same number; only the test's comparison tells them apart. */
function withoutMinusZero<T extends object>(row: T): T {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === 0 ? 0 : (value as unknown)]),
  ) as T;
}

function unpack(texts: readonly string[], level: Level): FrameRow[] {
  const rows: FrameRow[] = [];
  for (const text of texts) unpackTile(text, { level, atMs: frameTimeMs(AT_MS) }, rows);
  return rows.map(withoutMinusZero);
}

const byAddress = (a: FrameRow, b: FrameRow): number => a.address - b.address || a.observedAtMs - b.observedAtMs;

describe('packTile()', () => {
  test.each(LEVELS)('keeps every position of %s level exactly as it is quantised', (level) => {
    fc.assert(
      fc.property(fc.array(anyPosition, { minLength: 1, maxLength: 5 }), (positions) => {
        const tile = tileAt(level, positions[0]!);
        const texts = packTile(positions, { level, tile, atMs: AT_MS });
        const expected = positions.map((position) => rowOf(position, level)).toSorted(byAddress);
        expect(unpack(texts, level).toSorted(byAddress)).toEqual(expected);
      }),
    );
  });

  test('rounds the time of an observation as the thinning does', () => {
    const position = aPosition({ observedAtMs: AT_MS - 1250 });
    const [row] = unpack(
      packTile([position], { level: 'fine', tile: tileAt('fine', position), atMs: AT_MS + 70 }),
      'fine',
    );
    expect(row!.observedAtMs).toBe(quantisedTimeMs(AT_MS - 1250));
  });

  test('needs at most 20 characters for an airliner in its tile, but for its address and age', () => {
    const position = aPosition();
    for (const level of LEVELS) {
      const [text] = packTile([position], { level, tile: tileAt(level, position), atMs: AT_MS });
      expect(text!.length - 3 - 5 - 1).toBeLessThanOrEqual(14);
    }
  });

  test('is in characters that stand in JSON as they are', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        const [text] = packTile([position], { level: 'fine', tile: 0, atMs: AT_MS });
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  test('cuts a crowded tile into parts and loses no aircraft', () => {
    const positions = Array.from({ length: 1500 }, (_, n) =>
      aPosition({ icao24: (n * 3).toString(16).padStart(6, '0'), lat: 45 + n / 100, lon: 10 + n / 100 }),
    );
    const parts = packTile(positions, { level: 'world', tile: tileAt('world', positions[0]!), atMs: AT_MS });
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(8100);
    expect(unpack(parts, 'world').map((row) => row.address)).toEqual(positions.map((p) => addressToNumber(p.icao24)));
  });

  test('of no aircraft is no text', () => {
    expect(packTile([], { level: 'world', tile: 3, atMs: AT_MS })).toEqual([]);
  });
});

describe('unpackTile()', () => {
  const position = aPosition();
  const [text = ''] = packTile([position], { level: 'fine', tile: tileAt('fine', position), atMs: AT_MS });

  test('of any text is rows or a refusal, in work that grows with the text alone', () => {
    const digits = fc.string({ unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'), maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), digits), fc.constantFrom(...LEVELS), (hostile, level) => {
        const rows: FrameRow[] = [];
        try {
          unpackTile(hostile, { level, atMs: AT_MS }, rows);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
        expect(rows.length).toBeLessThanOrEqual(hostile.length / 13);
        for (const { lat, lon, address, observedAtMs } of rows) {
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
          expect(Math.abs(lon)).toBeLessThanOrEqual(180);
          expect(address).toBeLessThanOrEqual(0x1ffffff);
          expect(observedAtMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test.each([
    ['a row cut short', text.slice(0, -1)],
    ['an escape', `${text}\\`],
    ['a character beyond ASCII', text.replace(/.$/, 'é')],
    ['no number', ''],
    ['a tile that the level has not', `___${text.slice(3)}`],
    ['a number without end', `AAA${'_'.repeat(40)}`],
    ['a form that is none', `AAAB${'_'.repeat(5)}${'A'.repeat(20)}`],
    ['an address of 26 bits', `AAA${'_'.repeat(5)}H${text.slice(4)}`],
  ])('refuses %s', (_what, hostile) => {
    expect(() => unpack([hostile], 'fine')).toThrow(ContractError);
  });
});

describe('joinFrame()', () => {
  const head = { level: 'regional', atMs: AT_MS, everyMs: 2000 } as const;
  const tiles = packTile([aPosition()], { level: 'regional', tile: tileAt('regional', aPosition()), atMs: AT_MS });
  const parse = (message: string) => {
    const parsed = parseServerMessage(message);
    return parsed.type === 'frame' ? parsed : null;
  };

  test('is one message of rows, text and removals', () => {
    const identity = identityText([aPosition({ callsign: 'Ł"\\<b>✈' })]);
    const removed = removedText([{ icao24: '~2a0b1c', reason: 'expired' }]);
    const messages = joinFrame(head, { tiles, identity, removed });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^[\x20-\x7e]+$/);
    expect(parse(messages[0]!)).toMatchObject({
      ...head,
      rows: [{ address: 0x3c664e }],
      identity: [{ icao24: '3c664e', callsign: 'Ł"\\<b>✈', category: 'A3', flightNumber: null, feed: 'readsb' }],
      removed: [{ icao24: '~2a0b1c', reason: 'expired' }],
    });
  });

  test('leaves out what there is nothing of', () => {
    expect(joinFrame(head, { tiles: [], identity: [], removed: [] })).toEqual([]);
    expect(JSON.parse(joinFrame(head, { tiles, identity: [], removed: [] })[0]!)).toEqual({
      type: 'frame',
      v: 2,
      at: AT_MS,
      level: 'regional',
      everyMs: 2000,
      tiles,
    });
  });

  test('is more messages beyond 32,000 bytes, none longer and nothing lost', () => {
    const positions = Array.from({ length: 3000 }, (_, n) =>
      aPosition({ icao24: n.toString(16).padStart(6, '0'), lat: 30 + (n % 100) / 10, callsign: '✈'.repeat(8) }),
    );
    const parts: FrameParts = {
      tiles: Array.from({ length: 10 }, (_, tile) => tile).flatMap((tile) =>
        packTile(positions.slice(tile * 300, tile * 300 + 300), { ...head, tile }),
      ),
      identity: identityText(positions),
      removed: removedText(positions.map(({ icao24 }) => ({ icao24, reason: 'erased' }))),
    };
    const messages = joinFrame(head, parts);
    expect(Math.max(...messages.map((message) => Buffer.byteLength(message)))).toBeLessThanOrEqual(32_000);
    const all = messages.map((message) => parse(message)!);
    expect(all.flatMap(({ rows }) => rows).map(({ address }) => address)).toEqual([...positions.keys()]);
    expect(all.flatMap(({ identity }) => identity).map(({ icao24 }) => icao24)).toEqual(positions.map((p) => p.icao24));
    expect(all.flatMap(({ removed }) => removed)).toHaveLength(3000);
  });
});

describe('decodeTiles()', () => {
  test.each([
    ['at_invalid', { at: '1' }],
    ['everyMs_invalid', { everyMs: -1 }],
    ['level_invalid', { level: 'street' }],
    ['tiles_invalid', { tiles: 'AAA' }],
    ['tiles_invalid', { tiles: [7] }],
  ])('refuses with %s', (code, overrides) => {
    const frame = { at: AT_MS, level: 'world', everyMs: 5000, tiles: [], ...overrides };
    expect(() => decodeTiles(frame)).toThrow(expect.objectContaining({ code }));
  });
});
