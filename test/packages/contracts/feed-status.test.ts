import { describe, expect, test } from 'vitest';
import { parseFeedStatus } from '#contracts/feed-status.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';

describe('parseFeedStatus()', () => {
  test('accepts what a producer writes', () => {
    expect(parseFeedStatus(JSON.parse(JSON.stringify(aFeedStatus())))).toEqual(aFeedStatus());
  });

  test('ignores fields of a newer producer and fills in absent ones that may be', () => {
    const written = {
      ...aFeedStatus(),
      mood: 'fine',
      reason: undefined,
      clockOffsetMs: undefined,
      capturedAtMs: undefined,
    };
    expect(parseFeedStatus(written)).toEqual({ ...aFeedStatus(), clockOffsetMs: null, capturedAtMs: null });
  });

  test('takes acknowledged records with their topic and, as earlier producers wrote them, without', () => {
    const record = { partition: 0, offset: 7, receivedAtMs: 5 };
    const acknowledged = [{ topic: 'positions', ...record }, record];
    expect(parseFeedStatus({ ...aFeedStatus(), acknowledged }).acknowledged).toStrictEqual(acknowledged);
  });

  test('keeps the time of a recording', () => {
    expect(parseFeedStatus(aFeedStatus({ kind: 'replay', capturedAtMs: 42 })).capturedAtMs).toBe(42);
  });

  test('keeps the budget of a feed; earlier producers wrote none', () => {
    const budget = { unit: 'credits', limit: 400, used: 4, remaining: 396, resetsAtMs: 86_400_000 };
    expect(parseFeedStatus(aFeedStatus({ budget })).budget).toEqual(budget);
    expect(parseFeedStatus({ ...aFeedStatus(), budget: undefined }).budget).toBeNull();
  });

  test('keeps the licence of a feed; earlier producers wrote none', () => {
    const licence = { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' };
    expect(parseFeedStatus(aFeedStatus({ licence })).licence).toEqual(licence);
    expect(parseFeedStatus({ ...aFeedStatus(), licence: undefined }).licence).toBeNull();
  });

  test('takes no rows as held and none as thinned where an earlier producer counted neither', () => {
    const { held, thinned, ...counts } = aFeedStatus().counts;
    expect([held, thinned]).toEqual([0, 0]);
    expect(parseFeedStatus({ ...aFeedStatus(), counts }).counts).toEqual(aFeedStatus().counts);
  });

  test.each([
    ['licence_invalid', { licence: 'ODbL' }],
    ['name_missing', { licence: { url: 'https://example.org' } }],
    ['url_missing', { licence: { name: 'ODbL' } }],
    ['url_invalid', { licence: { name: 'ODbL', url: 'javascript:alert(1)' } }],
    ['url_invalid', { licence: { name: 'ODbL', url: 'https:// example.org' } }],
    ['budget_invalid', { budget: 400 }],
    ['remaining_invalid', { budget: { unit: 'credits', limit: 400, used: 4, remaining: -1, resetsAtMs: null } }],
    ['version_unsupported', { v: 2 }],
    ['_id_missing', { _id: '' }],
    ['kind_invalid', { kind: 'real' }],
    ['health_invalid', { health: null }],
    ['reportedAtMs_invalid', { reportedAtMs: '1' }],
    ['counts_invalid', { counts: { received: 1 } }],
    ['duplicate_invalid', { counts: { ...aFeedStatus().counts, rejected: { duplicate: 'two' } } }],
    ['acknowledged_invalid', { acknowledged: [1] }],
    ['offset_invalid', { acknowledged: [{ partition: 0, receivedAtMs: 1 }] }],
  ])('refuses with %s', (code, overrides) => {
    expect(() => parseFeedStatus({ ...aFeedStatus(), ...overrides })).toThrow(expect.objectContaining({ code }));
  });

  test('takes a status without the time of writing, as the first producers wrote it, as written when it reports', () => {
    const { writtenAtMs, ...first } = aFeedStatus({ reportedAtMs: 5 });
    expect(writtenAtMs).toBe(5);
    expect(parseFeedStatus(first).writtenAtMs).toBe(5);
    expect(parseFeedStatus({ ...first, writtenAtMs: 9 })).toMatchObject({ reportedAtMs: 5, writtenAtMs: 9 });
  });

  test('refuses what is no object', () => {
    expect(() => parseFeedStatus([])).toThrow(expect.objectContaining({ code: 'not_an_object' }));
  });
});
