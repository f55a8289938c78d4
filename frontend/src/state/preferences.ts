import { isJsonObject } from '#contracts/read.ts';
import { UNIT_SYSTEMS, type UnitSystem } from '../i18n/formats.ts';
import { createCell, type ReadonlyCell } from './cell.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the reader chose and the browser remembers. */
export interface Preferences {
  /** Null follows the browser. */
  readonly language: Language | null;
  readonly units: UnitSystem;
  readonly theme: Theme;
  /** Single-key shortcuts; WCAG 2.1.4 asks for a way to switch them off. */
  readonly shortcuts: boolean;
  readonly legendOpen: boolean | null;
}

export const DEFAULT_PREFERENCES: Preferences = {
  language: null,
  units: 'aviation',
  theme: 'system',
  shortcuts: true,
  legendOpen: null,
};

/** The part of `localStorage` that is needed. */
export interface PreferenceStorage {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
}

export interface PreferencesCell extends ReadonlyCell<Preferences> {
  readonly change: (changed: Partial<Preferences>) => void;
}

const STORAGE_KEY = 'airlines.preferences';

/**
 * Preferences kept in the browser. Storage that is refused (private windows, a full disk) costs only the memory: the
 * page works with what was chosen until it is closed.
 */
export function createPreferences(storage: PreferenceStorage | null): PreferencesCell {
  const cell = createCell(read(storage));
  return {
    get: cell.get,
    subscribe: cell.subscribe,
    change: (changed) => {
      const next = { ...cell.get(), ...changed };
      write(storage, next);
      cell.set(next);
    },
  };
}

function read(storage: PreferenceStorage | null): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
  } catch {
    return DEFAULT_PREFERENCES;
  }
  return parsePreferences(stored);
}

/** Reads what an older or newer page may have stored; anything that isn't a known value becomes the default. */
export function parsePreferences(stored: unknown): Preferences {
  if (!isJsonObject(stored)) return DEFAULT_PREFERENCES;
  return {
    language: memberOf(LANGUAGES, stored['language']),
    units: memberOf(UNIT_SYSTEMS, stored['units']) ?? DEFAULT_PREFERENCES.units,
    theme: memberOf(THEMES, stored['theme']) ?? DEFAULT_PREFERENCES.theme,
    shortcuts: stored['shortcuts'] !== false,
    legendOpen: booleanOrNull(stored['legendOpen']),
  };
}

function memberOf<T extends string>(members: readonly T[], value: unknown): T | null {
  return members.find((member) => member === value) ?? null;
}

function booleanOrNull(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function write(storage: PreferenceStorage | null, preferences: Preferences): void {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    // Refused storage: the choice holds until the page is closed.
  }
}
