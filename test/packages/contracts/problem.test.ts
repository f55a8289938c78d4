import { expect, test } from 'vitest';
import { problemSchema } from '#contracts/http-api.ts';
import { problemOf } from '#contracts/problem.ts';

test('problemOf() names kind, status and request, and the parameter only where one is to be changed', () => {
  const wrong = problemOf('parameter', {
    detail: 'date must be a date.',
    instance: '/api/schedule',
    parameter: 'date',
  });
  expect(wrong).toEqual({
    type: '/problems/parameter',
    title: 'A parameter is malformed',
    status: 400,
    detail: 'date must be a date.',
    instance: '/api/schedule',
    parameter: 'date',
  });
  const away = problemOf('unavailable', { detail: 'Come again.', instance: '/api/schedule' });
  expect(away).not.toHaveProperty('parameter');
  expect([wrong, away].map((problem) => problemSchema.safeParse(problem).success)).toEqual([true, true]);
});
