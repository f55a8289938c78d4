/** Pages of the site; the names of their paths are the same in all languages. */
export type Route = 'map' | 'flights' | 'airport' | 'status' | 'not-found';

/** Pages with one path. */
export type FixedRoute = Exclude<Route, 'airport' | 'not-found'>;

export const PATHS: Readonly<Record<FixedRoute, string>> = { map: '/', flights: '/flights', status: '/status' };

const AIRPORT_PATH = /^\/airports\/([A-Za-z0-9]{2,4})\/?$/;

export function routeOfPath(pathname: string): Route {
  const path = pathname.replace(/\/+$/, '') || '/';
  if (path === '/index.html') return 'map';
  if (airportCodeOfPath(pathname) !== null) return 'airport';
  for (const route of ['map', 'flights', 'status'] as const) if (path === PATHS[route]) return route;
  return 'not-found';
}

/** The code in the path of an airport's page, in upper case; null for every other path. */
export function airportCodeOfPath(pathname: string): string | null {
  return AIRPORT_PATH.exec(pathname)?.[1]?.toUpperCase() ?? null;
}

export function airportPath(code: string): string {
  return `/airports/${encodeURIComponent(code)}`;
}
