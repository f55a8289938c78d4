import { describe, expect, it } from 'vitest';
import { dictionaryOf } from '../../../frontend/src/i18n/dictionary.ts';
import { loadAirportTexts } from '../../../frontend/src/i18n/airport-dictionary.ts';
import { loadMapToolsTexts } from '../../../frontend/src/i18n/map-tools-dictionary.ts';
import { loadSearchTexts } from '../../../frontend/src/i18n/search-dictionary.ts';
import { loadStatusTexts } from '../../../frontend/src/i18n/status-dictionary.ts';
import { LANGUAGES, type Language } from '../../../frontend/src/i18n/languages.ts';

/** Every text of a dictionary with its path; functions are called with as many counts and words as they take. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (isText(value)) {
    return [0, 1, 2, 1_000_000].map((count) => [path, called(value, count)]);
  }
  return Object.entries(value as object).flatMap(([key, child]) =>
    textsOf(child, path === '' ? key : `${path}.${key}`),
  );
}

const isText = (value: unknown): value is (...given: unknown[]) => unknown => typeof value === 'function';

/** A text that takes arguments, with the count and its text for them, as many as any takes. */
function called(text: (...given: unknown[]) => unknown, count: number): string {
  return String(text(count, ...Array.from({ length: 5 }, () => `${count}`)));
}

const keysOf = (texts: [string, string][]): string[] => [...new Set(texts.map(([path]) => path))].sort();

/** All texts of a language, with those that pages bring along. */
async function allTextsOf(language: Language): Promise<[path: string, text: string][]> {
  const [search, airport, status, mapTools] = await Promise.all([
    loadSearchTexts(language),
    loadAirportTexts(language),
    loadStatusTexts(language),
    loadMapToolsTexts(language),
  ]);
  return textsOf({ ...dictionaryOf(language), search, airport, status, mapTools });
}

describe('dictionaries', async () => {
  const french = await allTextsOf('fr');

  it.each(LANGUAGES)('%s has every key of the French original and no other', async (language) => {
    expect(keysOf(await allTextsOf(language))).toEqual(keysOf(french));
  });

  it.each(LANGUAGES)('%s has no empty text and none with a hole', async (language) => {
    for (const [path, text] of await allTextsOf(language)) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/\b(undefined|null|NaN)\b|\[object/);
    }
  });

  it.each(['en', 'de'] as const)('%s translates: texts of several words differ from the French', async (language) => {
    const own = new Map(await allTextsOf(language));
    const same = french.filter(([path, text]) => own.get(path) === text && /\p{L} \p{L}/u.test(text));
    expect(same.filter(([path]) => !path.startsWith('document.'))).toEqual([]);
  });

  it('French sets no-break spaces before colons, semicolons, question and exclamation marks', () => {
    for (const [path, text] of french) {
      expect(text, path).not.toMatch(/[^\u00a0\u202f\d/]([;!?]|:(?!\/))/u);
      expect(text, path).not.toMatch(/ [:;!?»]|« /);
      expect(text, path).not.toMatch(/'/);
    }
  });

  it('French counts nothing in the singular, and a million with its preposition', () => {
    const { inView } = dictionaryOf('fr').count;
    expect(inView(0, '0')).toBe('0 avion affiché');
    expect(inView(1, '1')).toBe('1 avion affiché');
    expect(inView(2, '2')).toBe('2 avions affichés');
    expect(inView(1_000_000, '1 000 000')).toBe('1 000 000 d’avions affichés');
  });

  it('German counts nothing in the plural', () => {
    expect(dictionaryOf('de').count.inView(0, '0')).toBe('0 Flugzeuge im Bild');
    expect(dictionaryOf('de').count.inView(1, '1')).toBe('1 Flugzeug im Bild');
  });
});
