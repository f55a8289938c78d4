const MINUTE_MS = 60_000;

/** A wall clock's reading later or earlier by so many minutes, without looking at any zone. */
export function shiftLocal(local: string, minutes: number): string {
  return new Date(Date.parse(`${local}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16);
}
