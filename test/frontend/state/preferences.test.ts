import { describe, expect, it } from 'vitest';
import {
  createPreferences,
  DEFAULT_PREFERENCES,
  parsePreferences,
  type PreferenceStorage,
} from '../../../frontend/src/state/preferences.ts';

function memory(): PreferenceStorage {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) };
}

const refusing: PreferenceStorage = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('full');
  },
};

describe('preferences', () => {
  it('are remembered by the next page', () => {
    const storage = memory();
    createPreferences(storage).change({ units: 'metric', language: 'de', theme: 'dark', shortcuts: false });
    expect(createPreferences(storage).get()).toMatchObject({
      units: 'metric',
      language: 'de',
      theme: 'dark',
      shortcuts: false,
    });
  });

  it.each([null, refusing])('work without storage until the page is closed', (storage) => {
    const preferences = createPreferences(storage);
    preferences.change({ units: 'metric' });
    expect(preferences.get().units).toBe('metric');
  });

  it.each([undefined, null, 'text', [], { units: 'parsec', theme: 3, language: 'xx', shortcuts: 'no' }])(
    'take the defaults for what they do not know: %j',
    (stored) => expect(parsePreferences(stored)).toEqual(DEFAULT_PREFERENCES),
  );

  it('survive broken JSON', () => {
    const storage = memory();
    storage.setItem('airlines.preferences', '{');
    expect(createPreferences(storage).get()).toEqual(DEFAULT_PREFERENCES);
  });
});
