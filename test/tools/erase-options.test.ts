import { describe, expect, test } from 'vitest';
import { readEraseRequest } from '../../tools/erase-options.ts';

describe('npm run erase', () => {
  test.each([
    [['--help'], { action: 'help' }],
    [['--list'], { action: 'list' }],
    [['--icao24', '3C664E'], { action: 'erase', icao24s: ['3c664e'] }],
    [['--icao24', '3c664e, ~4ca123,3c664e'], { action: 'erase', icao24s: ['3c664e', '~4ca123'] }],
    [['--readmit=3c664e'], { action: 'readmit', icao24s: ['3c664e'] }],
  ])('%j is understood', (args, request) => {
    expect(readEraseRequest(args)).toEqual(request);
  });

  test.each([
    [[], 'Say one of --icao24, --list and --readmit'],
    [['--list', '--icao24', '3c664e'], 'Say one of'],
    [['--icao24', 'D-AIRX'], '--icao24 takes addresses of six hex digits, ~ before a non-ICAO one, not "d-airx"'],
    [['--icao24', ''], '--icao24 needs a value'],
    [['--icao24', '3c664e', '--icao24', '4ca123'], 'Say each option once'],
    [['--icao24', '3c664e', '4ca123'], '"4ca123" is too much'],
  ])('%j is refused with the remedy', (args, message) => {
    expect(() => readEraseRequest(args)).toThrow(message);
  });
});
