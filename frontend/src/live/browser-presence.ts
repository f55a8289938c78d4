import { isJsonObject } from '#contracts/read.ts';
import { budgetOf, type LinkHints, type PagePresence } from './presence.ts';

const INPUTS = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const;
/** Who does something after so long was away. */
const BACK_AFTER_MS = 60_000;

function createBrowserPresence(): PagePresence {
  const listeners = new Set<() => void>();
  let lastInputMs = performance.now();

  function noteInput(): void {
    const awayMs = performance.now() - lastInputMs;
    lastInputMs = performance.now();
    if (awayMs > BACK_AFTER_MS) changed();
  }

  function changed(): void {
    if (!document.hidden) lastInputMs = performance.now();
    for (const listener of listeners) listener();
  }

  for (const input of INPUTS) window.addEventListener(input, noteInput, { passive: true, capture: true });
  document.addEventListener('visibilitychange', changed);
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);

  return {
    isHidden: () => document.hidden,
    isOnline: () => navigator.onLine,
    idleMs: () => performance.now() - lastInputMs,
    budgetBytesPerS: () => budgetOf(linkHints()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether the page is looked at and has a network, from the browser. */
export const browserPresence: PagePresence = createBrowserPresence();

function linkHints(): LinkHints {
  const connection: unknown = Reflect.get(navigator, 'connection');
  if (!isJsonObject(connection)) return {};
  const { saveData, effectiveType } = connection;
  return {
    saveData: saveData === true,
    ...(typeof effectiveType === 'string' ? { effectiveType } : {}),
  };
}
