/** A flight number as people write it: `LH400` as `LH 400`, on one line. */
export function spacedNumber(number: string): string {
  return number.replace(/^([A-Z0-9]{2})(\d+[A-Z]?)$/, '$1\u00a0$2');
}
