import { describe, expect, it } from 'vitest';
import { decideNotice, type NoticeInput } from '../../../frontend/src/state/map-notice.ts';
import { connectionState } from '../../../frontend/src/state/connection-state.ts';
import { EMPTY_SUMMARY } from '../../../frontend/src/state/view-summary.ts';
import { HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';
import { aStatus, aStatusFeed } from '../../fixtures/page-status.ts';

const LIVE = { name: 'live', sinceMs: 0, partial: false } as const;
const full = {
  ...EMPTY_SUMMARY,
  inView: 3,
  held: 5,
  heldByKind: { live: 5, replay: 0, simulated: 0 },
  newestObservedAtMs: HEARD_AT_MS,
  newestHeardAtMs: HEARD_AT_MS,
};

function input(given: Partial<NoticeInput> = {}): NoticeInput {
  return {
    session: LIVE,
    wasLive: true,
    retrying: false,
    summary: full,
    status: aStatus(),
    nowMs: HEARD_AT_MS,
    monotonicMs: 10_000,
    ...given,
  };
}

describe('decideNotice', () => {
  it('says nothing while aircraft are in view and news comes', () => {
    expect(decideNotice(input())).toBeNull();
  });

  it('says what hides all that is in view, and not that there is nothing', () => {
    const hidden = { ...full, inView: 0, filteredInView: 2, groundInView: 3, vehiclesInView: 1 };
    expect(decideNotice(input({ summary: hidden }))).toEqual({
      kind: 'all-hidden',
      filtered: 2,
      ground: 3,
      vehicles: 1,
    });
  });

  it('says that it loads before the first connection, not on every later one', () => {
    const connecting = { session: { name: 'connecting' }, summary: EMPTY_SUMMARY } as const;
    expect(decideNotice(input({ ...connecting, wasLive: false }))).toEqual({ kind: 'loading' });
    expect(decideNotice(input({ ...connecting, wasLive: true }))).toBeNull();
  });

  it('waits for the first data where the server has none either', () => {
    const empty = aStatus({ status: 'empty', aircraft: { live: 0, replay: 0, simulated: 0 } });
    expect(decideNotice(input({ summary: EMPTY_SUMMARY, status: empty }))).toEqual({ kind: 'waiting' });
    expect(decideNotice(input({ summary: EMPTY_SUMMARY, status: null }))).toEqual({ kind: 'waiting' });
  });

  it('says that there are none in view, and how many elsewhere, of the kind that is shown', () => {
    const status = aStatus({ aircraft: { live: 0, replay: 7, simulated: 300 } });
    expect(decideNotice(input({ summary: EMPTY_SUMMARY, status }))).toEqual({ kind: 'none-in-view', elsewhere: 7 });
    expect(decideNotice(input({ summary: { ...full, inView: 0 }, status: null }))).toEqual({
      kind: 'none-in-view',
      elsewhere: 5,
    });
  });

  it('says that aircraft may be missing while no snapshot can be had, unless the feeds are silent too', () => {
    const partial = { ...LIVE, partial: true };
    expect(decideNotice(input({ session: partial }))).toEqual({ kind: 'partial' });
    expect(decideNotice(input({ session: partial, summary: EMPTY_SUMMARY, status: null }))).toEqual({
      kind: 'partial',
    });
    const late = { nowMs: HEARD_AT_MS + 91_000, status: null };
    expect(decideNotice(input({ session: partial, ...late }))?.kind).toBe('silent');
  });

  it('names silent feeds and since when, once the newest position is too old', () => {
    const late = { nowMs: HEARD_AT_MS + 91_000 };
    const feeds = [
      aStatusFeed({ health: 'silent', lastGoodAtMs: HEARD_AT_MS + 500 }),
      aStatusFeed({ feed: 'sbs', health: 'ok' }),
    ];
    expect(decideNotice(input({ ...late, status: aStatus({ status: 'stale', feeds }) }))).toEqual({
      kind: 'silent',
      sinceMs: HEARD_AT_MS + 500,
      feeds: ['readsb'],
    });
    expect(decideNotice(input({ ...late, status: null }))).toMatchObject({ kind: 'silent', sinceMs: HEARD_AT_MS });
  });

  it('takes the age that is too old from the server: a captured file is minutes old by nature', () => {
    const slow = aStatus({ status: 'stale', newest: { ...aStatus().newest, limitMs: 1_200_000 } });
    expect(decideNotice(input({ nowMs: HEARD_AT_MS + 300_000, status: slow }))).toBeNull();
  });

  it('does not take a view of old aircraft for silence while the server has newer ones elsewhere', () => {
    expect(decideNotice(input({ nowMs: HEARD_AT_MS + 91_000 }))).toBeNull();
  });

  it('puts a lost connection before everything else, with the time to the next try', () => {
    const session = { name: 'reconnecting', retryAtMs: 14_200, attempt: 2 } as const;
    expect(decideNotice(input({ session, summary: EMPTY_SUMMARY, status: null }))).toEqual({
      kind: 'lost',
      retryInMs: 4200,
    });
    expect(decideNotice(input({ session: { ...session, retryAtMs: 9000 } }))).toMatchObject({ retryInMs: 0 });
    expect(decideNotice(input({ session: { name: 'offline' } }))).toEqual({ kind: 'lost', retryInMs: null });
  });

  it('goes on saying so while it tries again, and not while it connects for any other reason', () => {
    const connecting = { session: { name: 'connecting' } } as const;
    expect(decideNotice(input({ ...connecting, retrying: true }))).toEqual({ kind: 'lost', retryInMs: null });
    expect(decideNotice(input({ ...connecting, retrying: false }))).toBeNull();
  });

  it('says nothing while nobody looks', () => {
    expect(decideNotice(input({ session: { name: 'hidden' }, summary: EMPTY_SUMMARY }))).toBeNull();
  });
});

describe('connectionState', () => {
  it.each([
    ['live', LIVE, null, full],
    ['replay', LIVE, null, { ...full, heldByKind: { live: 0, replay: 2, simulated: 3 } }],
    ['simulated', LIVE, null, { ...full, heldByKind: { live: 0, replay: 0, simulated: 3 } }],
    ['waiting', LIVE, { kind: 'waiting' }, EMPTY_SUMMARY],
    ['replay', LIVE, { kind: 'none-in-view', elsewhere: 3 }, EMPTY_SUMMARY],
    ['stale', LIVE, { kind: 'silent', sinceMs: 0, feeds: [] }, full],
    ['lost', { name: 'offline' }, { kind: 'lost', retryInMs: null }, full],
    ['connecting', { name: 'loading' }, null, full],
    ['sleeping', { name: 'hidden' }, null, full],
  ] as const)('is %s', (expected, session, notice, summary) => {
    expect(connectionState(session, notice, summary, 'replay')).toBe(expected);
  });
});
