import { describe, expect, it } from 'vitest';
import { chooseLanguage, languageOfTag } from '../../../frontend/src/i18n/languages.ts';

describe('chooseLanguage', () => {
  it('follows the address before the memory before the browser', () => {
    expect(chooseLanguage('de', 'fr', ['en'])).toBe('de');
    expect(chooseLanguage(null, 'fr', ['en'])).toBe('fr');
    expect(chooseLanguage(null, null, ['es-ES', 'fr-CA', 'en'])).toBe('fr');
  });

  it('passes over what it has no dictionary for, and falls back to English', () => {
    expect(chooseLanguage('xx', 'yy', ['de-AT'])).toBe('de');
    expect(chooseLanguage(null, null, ['es', 'it'])).toBe('en');
    expect(chooseLanguage(null, null, [])).toBe('en');
  });

  it('reads tags in any case and with either separator', () => {
    expect(languageOfTag('FR_be')).toBe('fr');
    expect(languageOfTag('french')).toBeNull();
    expect(languageOfTag('')).toBeNull();
  });
});
