import type { FlightNumber } from '#domain/schedules/flight-number.ts';

/**
 * The operations' way with text that looks like a number: it becomes one (`AircraftCode: 321`), unless it begins with a zero
 * (`FlightNumber: "017"`).
 */
export function numberLike(text: string): string | number {
  return /^[1-9]\d*$/.test(text) ? Number(text) : text;
}

/** Three digits at least, as the carrier writes it: LH17 is `017`. */
export function numberText({ number, suffix }: FlightNumber): string {
  return `${String(number).padStart(3, '0')}${suffix}`;
}
