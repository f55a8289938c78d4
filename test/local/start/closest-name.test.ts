import { expect, it } from 'vitest';
import { closestName } from '../../../local/start/closest-name.ts';

it.each([
  ['sorce', 'source'],
  ['aircrafts', 'aircraft'],
  ['PORT', 'port'],
  ['count', 'countries'],
  ['colour', null],
  ['', null],
])('finds for %j the name %j', (text, name) => {
  expect(closestName(text, ['port', 'source', 'aircraft', 'countries'])).toBe(name);
});
