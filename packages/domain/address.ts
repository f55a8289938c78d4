/**
 * The 24-bit address of an aircraft as text: six lower-case hex digits, with `~` before one that is not an ICAO address
 * (TIS-B, anonymised). As a number it is the 24-bit value, plus 2^24 for a non-ICAO address.
 */
const ICAO24 = /^~?[0-9a-f]{6}$/;
const NON_ICAO = 0x1000000;

/** The first address of the simulator's block, `ff0000` to `ffffff`; ICAO has allocated nothing there (Annex 10, volume III, table 9-1). */
export const SIMULATED_FIRST = 0xff0000;
export const SIMULATED_LAST = 0xffffff;

export function isIcao24(text: string): boolean {
  return ICAO24.test(text);
}

export function addressToNumber(icao24: string): number {
  return icao24.startsWith('~') ? NON_ICAO + parseInt(icao24.slice(1), 16) : parseInt(icao24, 16);
}

export function addressFromNumber(address: number): string {
  const hex = (address & (NON_ICAO - 1)).toString(16).padStart(6, '0');
  return address >= NON_ICAO ? `~${hex}` : hex;
}

/** Whether an address lies in the block reserved for simulated aircraft. */
export function isSimulatedAddress(icao24: string): boolean {
  return icao24.length === 6 && icao24.startsWith('ff');
}
