import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from '../../../../services/position-producer/sources/line-splitter.ts';

function split(parts: readonly string[], maxLength = 10) {
  const lines: string[] = [];
  let tooLong = 0;
  const splitter = createLineSplitter({
    maxLength,
    onLine: (line) => lines.push(line),
    onTooLong: () => void (tooLong += 1),
  });
  for (const part of parts) splitter.push(part);
  return { lines, tooLong };
}

test('lines end with LF or CR LF, and what has no end yet is held back', () => {
  expect(split(['one\r\ntwo\n\r\n\nthr'])).toEqual({ lines: ['one', 'two', '', ''], tooLong: 0 });
});

test('a line that is longer than allowed is left out to its end and told once; the next one is read', () => {
  expect(split(['0123456789\r\n', '01234', '567890\n', 'x'.repeat(100), 'y'.repeat(100), '\nok\n'])).toEqual({
    lines: ['0123456789', 'ok'],
    tooLong: 2,
  });
});

test('how the stream is chopped makes no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', ','), maxLength: 100 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(100), { maxLength: 10 }), (whole, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
      const parts = places.slice(1).map((place, index) => whole.slice(places[index], place));
      expect(split(parts)).toEqual(split([whole]));
      for (const line of split(parts).lines) expect(line.length).toBeLessThanOrEqual(10);
    }),
    { numRuns: 1000 },
  );
});
