import { describe, expect, it } from 'vitest';
import { plainText } from '../../../frontend/src/schedules/plain-text.ts';

describe('plainText', () => {
  it('reads without accents, case and signs', () => {
    expect(plainText('  São Paulo–Guarulhos ')).toBe('sao paulo guarulhos');
    expect(plainText('Łódź, Straße, Œuf')).toBe('lodz strasse oeuf');
  });
});
