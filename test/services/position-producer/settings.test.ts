import { expect, test } from 'vitest';
import {
  listSetting,
  numberSetting,
  requiredSetting,
  SettingError,
} from '../../../services/position-producer/settings.ts';

const range = { fallback: 5, min: 1, max: 60 };

test('a number is the given one, or the fallback where none is given', () => {
  expect(numberSetting({ speed: '2.5' }, 'speed', range)).toBe(2.5);
  expect(numberSetting({}, 'speed', range)).toBe(5);
  expect(numberSetting({ speed: '' }, 'speed', range)).toBe(5);
  expect(numberSetting({ speed: '60' }, 'speed', range)).toBe(60);
});

test.each(['0.9', '61', 'fast', ' ', 'NaN', '1e9'])('a number of "%s" is refused with the range', (speed) => {
  expect(() => numberSetting({ speed }, 'speed', range)).toThrow(SettingError);
  expect(() => numberSetting({ speed }, 'speed', range)).toThrow(/--speed must be a number from 1 to 60/);
});

test('a fraction is refused where a whole number is wanted', () => {
  expect(() => numberSetting({ n: '2.5' }, 'n', { ...range, whole: true })).toThrow(/whole number/);
});

test('a list is split at commas, trimmed, without empty parts', () => {
  expect(listSetting({ countries: ' FR, DE,,ES ' }, 'countries')).toEqual(['FR', 'DE', 'ES']);
  expect(listSetting({}, 'countries')).toEqual([]);
});

test('a missing option is named, with what to set', () => {
  expect(() => requiredSetting({}, 'url', 'the address')).toThrow('--url is missing: the address');
  expect(requiredSetting({ url: 'x' }, 'url', '')).toBe('x');
});
