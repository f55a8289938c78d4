/** What schedules are asked for: a day of a route, with the codes as asked. A city code stays one. */
export interface RouteDay {
  readonly origin: string;
  readonly destination: string;
  /** Local date of departure, `2026-12-01`. */
  readonly date: string;
}

/** `FRA-JFK/2026-12-01` */
export function routeDayText({ origin, destination, date }: RouteDay): string {
  return `${origin}-${destination}/${date}`;
}
