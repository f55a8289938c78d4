/** A flight's number: LH400, LH17A. The same flight is written LH17, LH017 and LH0017; here the number is a number. */
export interface FlightNumber {
  /** IATA designator of the carrier, upper case: LH, 4Y. */
  readonly airline: string;
  /** 1 to 9999. */
  readonly number: number;
  /** Operational suffix, mostly empty. */
  readonly suffix: string;
}

const PATTERN = /^([A-Z0-9]{2})\s*0*([1-9]\d{0,3})([A-Z]?)$/;

/** @returns null for what is no flight number: `LH0`, `DLH4TR`, `12345`. Two digits are no carrier. */
export function parseFlightNumber(text: string): FlightNumber | null {
  const match = PATTERN.exec(text.trim().toUpperCase());
  if (match === null) return null;
  const [, airline = '', digits = '', suffix = ''] = match;
  if (/^\d\d$/.test(airline)) return null;
  return { airline, number: Number(digits), suffix };
}

/** As people write it, without leading zeros: LH400. */
export function formatFlightNumber({ airline, number, suffix }: FlightNumber): string {
  return `${airline}${number}${suffix}`;
}
