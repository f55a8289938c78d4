import { describe, expect, it } from 'vitest';
import { nextOrder, pageOf, PAGE_ROWS } from '../../../frontend/src/state/table-order.ts';

describe('nextOrder', () => {
  const current = { ids: ['a', 'b', 'c'], outdated: false };

  it('takes the new order while nobody is in the table', () => {
    expect(nextOrder(current, ['c', 'a'], false)).toEqual({ ids: ['c', 'a'], outdated: false });
  });

  it.each([
    ['changed places', ['b', 'a', 'c']],
    ['gained a row', ['a', 'b', 'c', 'd']],
    ['lost a row', ['a', 'c']],
  ])('moves nothing under the reader when the order has %s, and says that there is news', (_case, fresh) => {
    expect(nextOrder(current, fresh, true)).toEqual({ ids: ['a', 'b', 'c'], outdated: true });
  });

  it('says nothing when the order is still the same', () => {
    expect(nextOrder({ ...current, outdated: true }, ['a', 'b', 'c'], true).outdated).toBe(false);
  });

  it('fills an empty table even under the pointer', () => {
    expect(nextOrder({ ids: [], outdated: false }, ['a'], true)).toEqual({ ids: ['a'], outdated: false });
  });
});

describe('pageOf', () => {
  const ids = Array.from({ length: 250 }, (_, index) => `id${index}`);

  it('cuts pages of 100', () => {
    expect(PAGE_ROWS).toBe(100);
    expect(pageOf(ids, 0)).toMatchObject({ page: 0, pages: 3, from: 1, to: 100 });
    expect(pageOf(ids, 2)).toMatchObject({ page: 2, from: 201, to: 250 });
    expect(pageOf(ids, 2).ids).toHaveLength(50);
  });

  it('shows the last page when there are fewer by now, and an empty one for nothing', () => {
    expect(pageOf(ids.slice(0, 120), 2)).toMatchObject({ page: 1, from: 101, to: 120 });
    expect(pageOf([], 3)).toEqual({ ids: [], page: 0, pages: 1, from: 0, to: 0 });
  });
});
