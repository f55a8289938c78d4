import { expect, test } from 'vitest';
import { parseFeedJson } from '../../../../services/position-producer/sources/feed-json.ts';

test('an object is returned as it is', () => {
  expect(parseFeedJson('{"now":1}')).toEqual({ now: 1 });
});

test.each([
  ['', 'an empty answer'],
  [' \n', 'an empty answer'],
  ['  <html>', 'a web page instead of JSON'],
  ['{"now":', 'JSON that is cut off or damaged'],
  ['[1]', 'must be a JSON object'],
])('of %j it says what came instead', (text, message) => {
  expect(() => parseFeedJson(text)).toThrow(expect.objectContaining({ message }));
});

test.each([
  ['objects', `{"aircraft":[${'{},'.repeat(500_000)}{}]}`],
  ['lists', `{"aircraft":[${'[],'.repeat(500_000)}[]]}`],
  ['depth', '['.repeat(2 ** 21)],
])('of too many %s no memory is taken for them', (_, text) => {
  expect(() => parseFeedJson(text)).toThrow(expect.objectContaining({ code: 'parts_too_many' }));
});

test('the most aircraft that a feed may list are parsed', () => {
  const aircraft = '{"hex":"3c664e","mlat":[],"tisb":[],"nav_modes":[]}';
  const { list } = parseFeedJson(`{"list":[${`${aircraft},`.repeat(99_999)}${aircraft}]}`);
  expect(list).toHaveLength(100_000);
});
