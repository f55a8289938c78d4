import { createCell, type ReadonlyCell } from '../state/cell.ts';
import type { AddressBar } from '../state/address-sync.ts';
import type { PreferenceStorage } from '../state/preferences.ts';

/** The address bar and history of this window. */
export const browserAddress: AddressBar = {
  pathname: () => window.location.pathname,
  search: () => window.location.search,
  push: (address) => window.history.pushState(null, '', address),
  replace: (address) => window.history.replaceState(null, '', address),
  onPop: (listener) => {
    window.addEventListener('popstate', listener);
    return () => window.removeEventListener('popstate', listener);
  },
};

/** Whether a media query matches, followed for as long as the page lives. */
export function mediaCell(query: string): ReadonlyCell<boolean> {
  const media = window.matchMedia(query);
  const cell = createCell(media.matches);
  media.addEventListener('change', (event) => cell.set(event.matches));
  return cell;
}

/** The browser's storage, or null where it is refused: even asking for it throws then. */
export function browserStorage(): PreferenceStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
