import { describe, expect, it } from 'vitest';
import { decodePositionEvent, encodePositionEvent } from '#contracts/position-event.ts';
import { scanCanonical, scanMember, scanNumber, scanText } from '#contracts/canonical-json.ts';
import { aPositionStream, seededRandom } from '../../fixtures/position-stream.ts';
import { aPosition } from '../../fixtures/positions.ts';

/** What the scanner makes of a number that stands alone; null where it leaves it to JSON.parse. */
function scanned(text: string): number | null {
  const scanner = scanCanonical(`,"n":${text}}`);
  const value = scanNumber(scanner, ',"n":', -1e300, 1e300);
  return scanner.failed || scanner.text.charAt(scanner.at) !== '}' ? null : value;
}

describe('numbers of canonical JSON', () => {
  it.each([
    '0',
    '7',
    '-7',
    '0.1',
    '-0.000001',
    '48.35381',
    '1732400000123',
    '123456789012345',
    '9007199254740993',
    '11582.400000000001',
    '0.30000000000000004',
    '-0',
  ])('%s is what JSON.parse makes of it', (text) => {
    expect(scanned(text)).toBe(JSON.parse(text));
  });

  it('of any length are what JSON.parse makes of them', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 20_000; round++) {
      const value = (random() - 0.5) * 10 ** Math.floor(random() * 12 - 3);
      const text = random() < 0.5 ? String(value) : value.toFixed(Math.floor(random() * 9));
      if (/e/.test(text)) continue;
      expect(scanned(text), text).toBe(JSON.parse(text));
    }
  });

  it.each([
    '',
    '-',
    '.5',
    '5.',
    '01',
    '-01',
    '1e5',
    '1E5',
    '+1',
    '1.2.3',
    '0x1',
    'NaN',
    'Infinity',
    'null',
    '"1"',
    ' 1',
  ])('%j is left to the full parser', (text) => {
    expect(scanned(text)).toBeNull();
  });

  it('out of range are left to the full parser, which names the field', () => {
    const scanner = scanCanonical(',"n":91}');
    scanNumber(scanner, ',"n":', -90, 90);
    expect(scanner.failed).toBe(true);
  });
});

describe('texts of canonical JSON', () => {
  it.each([['a\\"b'], ['a\\u0041'], ['tab\there'], ['']])(
    '%j with an escape, a control character or nothing is left to the full parser',
    (inner) => {
      const scanner = scanCanonical(`,"t":"${inner}"}`);
      scanText(scanner, ',"t":"', 40);
      expect(scanner.failed).toBe(true);
    },
  );

  it('of other words than the known ones are left to the full parser', () => {
    for (const word of ['liv', 'lived', 'livé']) {
      const scanner = scanCanonical(`,"k":"${word}"}`);
      scanMember(scanner, ',"k":"', ['live', 'replay'], 'live');
      expect(scanner.failed, word).toBe(true);
    }
  });
});

describe('scanning and parsing a position', () => {
  /** White space after the brace: the same object, but not canonical. */
  const parsedInFull = (text: string): unknown => decodePositionEvent(text.replace('{', '{ '), 7);

  it('give the same for every value', () => {
    for (const position of aPositionStream({ seed: 1, aircraft: 50, fixes: 40 })) {
      const text = encodePositionEvent({
        ...position,
        groundSpeedMps: 449 * (1852 / 3600),
        altitudeM: 38_000 * 0.3048,
      });
      expect(decodePositionEvent(text, 7)).toEqual(parsedInFull(text));
    }
  });

  it('give the same for any text that a byte was changed in', () => {
    const random = seededRandom(2);
    const text = encodePositionEvent(aPosition({ registration: 'Zürich', emergency: 'general' }));
    const outcomeOf = (decode: () => unknown): unknown => {
      try {
        return decode();
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    for (let round = 0; round < 5000; round++) {
      const at = 1 + Math.floor(random() * (text.length - 1));
      const replacement = String.fromCharCode(32 + Math.floor(random() * 95)).slice(0, random() < 0.3 ? 0 : 1);
      const changed = text.slice(0, at) + replacement + text.slice(at + 1);
      expect(
        outcomeOf(() => decodePositionEvent(changed, 7)),
        changed,
      ).toEqual(outcomeOf(() => parsedInFull(changed)));
    }
  });
});
