import { useEffect, useState } from 'preact/hooks';
import type { Airport } from '#domain/airports.ts';

/** The airport of an IATA code; null until the list has been loaded, and for a code that isn't in it. */
export function useAirport(iata: string | null): Airport | null {
  const [airport, setAirport] = useState<Airport | null>(null);
  useEffect(() => {
    let current = true;
    setAirport(null);
    if (iata !== null) {
      void import('#domain/airports.ts').then(({ airportByIata }) => {
        if (current) setAirport(airportByIata(iata) ?? null);
      });
    }
    return () => {
      current = false;
    };
  }, [iata]);
  return airport;
}
