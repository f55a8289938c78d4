/** Pages of the site; the names of their paths are the same in all languages. */
export type Route = 'map' | 'status' | 'not-found';

export const PATHS: Readonly<Record<Exclude<Route, 'not-found'>, string>> = { map: '/', status: '/status' };

export function routeOfPath(pathname: string): Route {
  const path = pathname.replace(/\/+$/, '') || '/';
  if (path === PATHS.map || path === '/index.html') return 'map';
  return path === PATHS.status ? 'status' : 'not-found';
}
