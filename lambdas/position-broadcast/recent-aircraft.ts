/** Remembers something per aircraft, at most `limit` of them; the longest untouched is forgotten first. */
export interface RecentAircraft<T> {
  get(icao24: string): T | undefined;
  set(icao24: string, value: T): void;
}

export function createRecentAircraft<T>(limit: number): RecentAircraft<T> {
  const held = new Map<string, T>();
  return {
    get: (icao24) => held.get(icao24),
    set: (icao24, value) => {
      held.delete(icao24);
      held.set(icao24, value);
      if (held.size <= limit) return;
      const [oldest] = held.keys();
      if (oldest !== undefined) held.delete(oldest);
    },
  };
}
