import { describe, expect, it } from 'vitest';
import { parseDateText } from '../../../frontend/src/search/date-text.ts';

describe('typed days', () => {
  it.each([
    ['22/06/2024', '2024-06-22'],
    ['22.06.2024', '2024-06-22'],
    ['22-6-24', '2024-06-22'],
    [' 2 6 2024 ', '2024-06-02'],
    ['22062024', '2024-06-22'],
    ['220624', '2024-06-22'],
    ['2024-06-22', '2024-06-22'],
  ])('%s is a day', (text, date) => {
    expect(parseDateText(text, [])).toBe(date);
  });

  it('takes the year of a known day where none is typed', () => {
    const known = ['2026-12-30', '2027-01-02', '2028-01-02'];
    expect(parseDateText('2/1', known)).toBe('2027-01-02');
    expect(parseDateText('02.01.', known)).toBe('2027-01-02');
    expect(parseDateText('3/1', known)).toBeNull();
  });

  it.each(['', 'demain', '31/02/2026', '2026/12/01', '32/01/2026', '1/1/226', '06/22/2024'])('%s is none', (text) => {
    expect(parseDateText(text, ['2026-01-01'])).toBeNull();
  });
});
