import type { AddressBar } from '../../frontend/src/state/address-sync.ts';

/** A browser's history: entries and where it stands. */
export function createBrowserHistory(start: string) {
  const entries = [start];
  let at = 0;
  const listeners = new Set<() => void>();
  const url = (): URL => new URL(entries[at] ?? '/', 'http://page');
  const bar: AddressBar = {
    pathname: () => url().pathname,
    search: () => url().search,
    push(address) {
      entries.splice(at + 1, Infinity, address);
      at += 1;
    },
    replace(address) {
      entries[at] = address;
    },
    onPop(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bar,
    entries,
    current: () => entries[at],
    go(steps: number) {
      at += steps;
      for (const listener of listeners) listener();
    },
  };
}
