import { describe, expect, test } from 'vitest';
import { addressFromNumber, addressToNumber, isIcao24, isSimulatedAddress } from '#domain/address.ts';

test.each([
  ['3c664e', true],
  ['~2a1b0c', true],
  ['3C664E', false],
  ['3c664', false],
  ['3c664e0', false],
  ['~~3c664e', false],
  ['', false],
])('isIcao24(%j) is %s', (text, expected) => {
  expect(isIcao24(text)).toBe(expected);
});

describe('addressToNumber()', () => {
  test.each(['000001', '3c664e', 'ffffff', '~000000', '~ffffff'])('%s comes back from its number', (icao24) => {
    expect(addressFromNumber(addressToNumber(icao24))).toBe(icao24);
  });

  test('adds 2^24 for a non-ICAO address', () => {
    expect(addressToNumber('~000001') - addressToNumber('000001')).toBe(2 ** 24);
  });
});

test('isSimulatedAddress() knows the block of the simulator, not its non-ICAO twin', () => {
  expect(isSimulatedAddress('ff0000')).toBe(true);
  expect(isSimulatedAddress('fe1234')).toBe(false);
  expect(isSimulatedAddress('~ff0000')).toBe(false);
});
