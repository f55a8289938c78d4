import type { PagePresence } from './live-session.ts';

/** Whether the page is looked at and has a network, from the browser. */
export const browserPresence: PagePresence = {
  isHidden: () => document.hidden,
  isOnline: () => navigator.onLine,
  subscribe(listener) {
    document.addEventListener('visibilitychange', listener);
    window.addEventListener('online', listener);
    window.addEventListener('offline', listener);
    return () => {
      document.removeEventListener('visibilitychange', listener);
      window.removeEventListener('online', listener);
      window.removeEventListener('offline', listener);
    };
  },
};
