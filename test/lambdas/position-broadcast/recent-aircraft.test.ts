import { expect, it } from 'vitest';
import { createRecentAircraft } from '../../../lambdas/position-broadcast/recent-aircraft.ts';

it('remembers at most the given number of aircraft and forgets the longest untouched first', () => {
  const recent = createRecentAircraft<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.set('c', 4);
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([3, undefined, 4]);
});
