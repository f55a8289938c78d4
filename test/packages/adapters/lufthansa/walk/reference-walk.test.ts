import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferenceAnswer, ReferenceRange } from '#adapters/lufthansa/lufthansa-api.ts';
import { createReferenceWalk, type ReferenceWalk } from '#adapters/lufthansa/walk/reference-walk.ts';
import { parseWalkState } from '#adapters/lufthansa/walk/reference-walk-state.ts';
import { ContractError } from '#contracts/contract-error.ts';

type CountryAnswer = ReferenceAnswer<'countries'>;
type CountryRange = ReferenceRange & { readonly resource: 'countries' };

/** A list as Lufthansa serves it: a range with a bad record fails as a whole. Codes are the offsets. */
function serve(total: number, bad: ReadonlySet<number>, pageSize = 100) {
  return ({ offset, limit }: ReferenceRange): CountryAnswer => {
    const end = Math.min(total, offset + Math.min(limit, pageSize) - 1);
    if (offset > total) return { kind: 'bad-range', status: 404 };
    const offsets = Array.from({ length: end - offset + 1 }, (_, index) => offset + index);
    return offsets.some((one) => bad.has(one)) ? { kind: 'bad-range', status: 500 } : aPage(total, offsets);
  };
}

function aPage(totalCount: number, offsets: readonly number[]): CountryAnswer {
  const records = offsets.map((offset) => ({ countryCode: String(offset), names: {} }));
  return { kind: 'page', totalCount, records, rejected: [], raw: { path: '/', status: 200, body: '' } };
}

const countries = (options = {}): ReferenceWalk => createReferenceWalk({ resources: ['countries'], ...options });

function take(walk: ReferenceWalk): CountryRange | null {
  const range = walk.next();
  return range === null ? null : { ...range, resource: 'countries' };
}

/** Walks to the end with up to `parallel` ranges on their way. @returns codes in the order in which they came */
function walkThrough(walk: ReferenceWalk, answer: (range: ReferenceRange) => CountryAnswer, parallel = 1): string[] {
  const codes: string[] = [];
  const onTheWay: CountryRange[] = [];
  for (let calls = 0; calls < 50_000; calls += 1) {
    for (let range = onTheWay.length < parallel ? take(walk) : null; range !== null;) {
      onTheWay.push(range);
      range = onTheWay.length < parallel ? take(walk) : null;
    }
    // The last asked is answered first, so that answers come out of order.
    const range = onTheWay.pop();
    if (range === undefined) return codes;
    const answered = answer(range);
    if (answered.kind === 'page') codes.push(...answered.records.map(({ countryCode }) => countryCode));
    walk.done(range, answered);
  }
  throw new Error('the walk has no end');
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const sorted = (codes: readonly string[]): string[] => codes.toSorted((a, b) => Number(a) - Number(b));

describe('reference walk', () => {
  it('asks first for the first page of each list, then for all that the totals tell', () => {
    const walk = createReferenceWalk({ resources: ['countries', 'cities'] });
    const first = walk.next();
    expect(first).toEqual({ resource: 'countries', offset: 1, limit: 100 });
    walk.done({ resource: 'countries', offset: 1, limit: 100 }, serve(238, new Set())(first!));
    expect([walk.next(), walk.next(), walk.next(), walk.next()]).toEqual([
      { resource: 'cities', offset: 1, limit: 100 },
      { resource: 'countries', offset: 101, limit: 100 },
      { resource: 'countries', offset: 201, limit: 38 },
      null,
    ]);
    expect(walk.progress()).toEqual({ done: 1, total: 4 });
    expect(walk.isFinished()).toBe(false);
    expect([walk.totalCount('countries'), walk.totalCount('cities')]).toEqual([238, null]);
  });

  it('needs 245 calls for the lists as long as they are', () => {
    let calls = 0;
    for (const total of [238, 10_688, 11_850, 1132, 382]) {
      const walk = countries();
      walkThrough(walk, serve(total, new Set()), 4);
      calls += walk.progress().done;
    }
    expect(calls).toBe(245);
  });

  it('hands every good record exactly once and lists every bad one, whichever they are and however many calls run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 730 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 730 }), { maxLength: 14 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(7, 20, 100),
        (total, badOffsets, parallel, pageSize) => {
          const bad = badOffsets.filter((offset) => offset <= total).toSorted((a, b) => a - b);
          // A list of which no record is good tells nothing, not even its length.
          fc.pre(bad.length < total);
          const walk = countries();
          const codes = walkThrough(walk, serve(total, new Set(bad), pageSize), parallel);
          expect(sorted(codes)).toEqual(numbered(1, total).filter((code) => !bad.includes(Number(code))));
          expect(walk.unlisted().map(({ offset, limit }) => [offset, limit])).toEqual(bad.map((offset) => [offset, 1]));
          expect(walk.isFinished()).toBe(true);
          const { done, total: ranges } = walk.progress();
          expect(done).toBe(ranges);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes on from its state as JSON at any point, with what was on its way to do again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (total, badOffsets, answered, lost) => {
          const bad = new Set(badOffsets.filter((offset) => offset <= total));
          fc.pre(bad.size < total);
          const answer = serve(total, bad);
          const before = countries();
          const codes: string[] = [];
          for (let count = 0; count < answered; count += 1) {
            const range = take(before);
            if (range === null) break;
            const page = answer(range);
            if (page.kind === 'page') codes.push(...page.records.map(({ countryCode }) => countryCode));
            before.done(range, page);
          }
          for (let count = 0; count < lost; count += 1) before.next();
          const stored: unknown = JSON.parse(JSON.stringify(before.state()));
          const after = countries({ from: parseWalkState(stored) });
          codes.push(...walkThrough(after, answer, 3));
          expect(sorted(codes)).toEqual(numbered(1, total).filter((code) => !bad.has(Number(code))));
          expect(after.unlisted()).toHaveLength(bad.size);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds the bad record of a page in 14 calls at most, 8 where it is the last: what is not in the first half is in the second', () => {
    for (const bad of [1, 37, 50, 51, 100]) {
      const walk = countries();
      walkThrough(walk, serve(1000, new Set([700 + bad])), 4);
      expect(walk.unlisted().map(({ offset }) => offset)).toEqual([700 + bad]);
      expect(walk.progress().done).toBeLessThanOrEqual(10 + 14);
    }
    const walk = countries();
    walkThrough(walk, serve(1000, new Set([800])), 4);
    expect(walk.progress().done).toBeLessThanOrEqual(10 + 8);
  });

  it('reads all records of a page that failed for another reason', () => {
    const walk = countries();
    const codes = walkThrough(walk, (range) =>
      range.limit === 100 && range.offset === 201 ? { kind: 'bad-range', status: 500 } : serve(400, new Set())(range),
    );
    expect(sorted(codes)).toEqual(numbered(1, 400));
    expect(walk.unlisted()).toEqual([]);
  });

  it('tells the codes before and after a bad record, and none where they are bad too', () => {
    const walk = countries();
    walkThrough(walk, serve(300, new Set([1, 150, 151, 300])), 2);
    expect(walk.unlisted()).toEqual([
      { resource: 'countries', offset: 1, limit: 1, status: 500, before: null, after: '2' },
      { resource: 'countries', offset: 150, limit: 1, status: 500, before: '149', after: null },
      { resource: 'countries', offset: 151, limit: 1, status: 500, before: null, after: '152' },
      { resource: 'countries', offset: 300, limit: 1, status: 500, before: '299', after: null },
    ]);
  });

  it('takes no code of a page with a rejected record for a neighbour', () => {
    const walk = countries();
    const reject = { resource: 'countries', reason: 'code_missing', field: '', record: '{}' };
    walkThrough(walk, (range) => {
      const answer = serve(4, new Set([4]))(range);
      return answer.kind === 'page' ? { ...answer, records: answer.records.slice(1), rejected: [reject] } : answer;
    });
    expect(walk.unlisted()).toMatchObject([{ offset: 4, before: null }]);
  });

  it('reads what a list grew by in the middle of a run', () => {
    const walk = countries();
    let calls = 0;
    const codes = walkThrough(walk, (range) => serve((calls += 1) < 3 ? 450 : 612, new Set())(range));
    expect(sorted(codes)).toEqual(numbered(1, 612));
  });

  it('stops at the new end of a list that shrank, and takes nothing beyond for bad', () => {
    const walk = countries();
    let calls = 0;
    const codes = walkThrough(walk, (range) => serve((calls += 1) < 3 ? 738 : 450, new Set())(range), 3);
    expect(sorted(codes)).toEqual(numbered(1, 450));
    expect(walk.unlisted()).toEqual([]);
    expect(walk.isFinished()).toBe(true);
    expect(calls).toBeLessThan(12);
  });

  it('takes no record for bad that the list no longer has', () => {
    const walk = countries();
    walkThrough(walk, serve(300, new Set([300])));
    expect(walk.unlisted()).toHaveLength(1);
    const again = countries({
      from: { ...walk.state(), lists: { countries: { ...walk.state().lists.countries!, total: 299 } } },
    });
    expect(again.unlisted()).toEqual([]);
  });

  it('asks again for the part of a failed range that a shorter list still has, before it halves it', () => {
    const walk = countries();
    const first = take(walk)!;
    walk.done(first, serve(300, new Set())(first));
    const [second, third] = [take(walk)!, take(walk)!];
    walk.done(second, serve(250, new Set())(second));
    walk.done(third, { kind: 'bad-range', status: 500 });
    expect(walk.next()).toEqual({ resource: 'countries', offset: 201, limit: 50 });
  });

  it('makes no extra pages when the length goes up and down', () => {
    const walk = countries();
    let calls = 0;
    const codes = walkThrough(walk, (range) => serve((calls += 1) % 2 === 0 ? 843 : 853, new Set())(range));
    expect(calls).toBeLessThanOrEqual(10);
    expect(new Set(codes).size).toBeGreaterThanOrEqual(843);
  });

  it('gives up a list of which nothing can be read, soon', () => {
    const walk = countries();
    let calls = 0;
    walkThrough(walk, () => {
      calls += 1;
      return { kind: 'bad-range', status: 404 };
    });
    expect(calls).toBeLessThan(40);
    expect(walk.isFinished()).toBe(true);
    expect(walk.totalCount('countries')).toBeNull();
    expect(walk.unlisted().reduce((sum, { limit }) => sum + limit, 0)).toBe(100);
    expect(walk.badInARow()).toBe(calls);
  });

  it('is bounded where a page without records claims that there are some', () => {
    const walk = countries();
    walkThrough(walk, (range) => aPage(3, range.offset === 1 && range.limit > 3 ? [1] : []));
    expect(walk.unlisted().map(({ offset, status }) => [offset, status])).toEqual([
      [2, 200],
      [3, 200],
    ]);
  });

  it('reads no more than 100,000 records of a list, whatever it claims', () => {
    const walk = countries();
    const range = take(walk)!;
    walk.done(range, { ...aPage(1e12, [1]), kind: 'page', totalCount: 1e12 } as CountryAnswer);
    expect(walk.progress().total).toBeLessThanOrEqual(1001);
  });

  it('gives a range again that was not answered, and refuses what it did not give', () => {
    const walk = countries();
    const range = take(walk)!;
    walk.giveBack(range);
    expect(take(walk)).toEqual(range);
    const other: CountryRange = { resource: 'countries', offset: 2, limit: 1 };
    expect(() => walk.giveBack(other)).toThrow(RangeError);
    expect(() => walk.done(other, { kind: 'bad-range', status: 500 })).toThrow(RangeError);
    expect(() => walk.giveBack({ ...other, resource: 'cities' })).toThrow(RangeError);
  });

  it('refuses a stored state that no walk made', () => {
    for (const state of [null, {}, { v: 2, lists: {} }, { v: 1, lists: { cities: { pending: [] } } }]) {
      expect(() => parseWalkState(state)).toThrow(ContractError);
    }
    const good = countries().state();
    const broken = { ...good, lists: { countries: { ...good.lists.countries, pending: [[0, 100]] } } };
    expect(() => parseWalkState(broken)).toThrow('whole numbers');
  });
});
