import { describe, expect, test, vi } from 'vitest';
import { aircraftParameters } from '#contracts/http-api.ts';
import { positionSchema } from '#contracts/http-positions.ts';
import { aPosition } from '../../fixtures/positions.ts';

describe('schemas of the HTTP API', () => {
  test('make no code from text, which the content security policy of the page forbids', () => {
    const attempts: unknown[] = [];
    vi.stubGlobal(
      'Function',
      class {
        constructor(...texts: unknown[]) {
          attempts.push(texts);
        }
      },
    );
    try {
      positionSchema.parse(aPosition());
    } finally {
      vi.unstubAllGlobals();
    }
    expect(attempts).toEqual([]);
  });

  test.each([
    ['3C664E', '3c664e'],
    ['~2AbCdE', '~2abcde'],
  ])('an address %s in a path is %s inside', (text, icao24) => {
    expect(aircraftParameters.parse({ icao24: text })).toEqual({ icao24 });
  });

  test.each(['', '3c664', '3c664e0', '3c664g', '~~3c664e', ' 3c664e'])('%j is no address', (icao24) => {
    expect(aircraftParameters.safeParse({ icao24 }).success).toBe(false);
  });
});
