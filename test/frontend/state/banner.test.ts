import { describe, expect, it } from 'vitest';
import { capturedAtOf, decideBanners } from '../../../frontend/src/state/banner.ts';
import { EMPTY_SUMMARY, type ViewSummary } from '../../../frontend/src/state/view-summary.ts';
import { HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';
import { aStatus, aStatusFeed } from '../../fixtures/page-status.ts';

const holding = (heldByKind: ViewSummary['heldByKind']): ViewSummary => ({
  ...EMPTY_SUMMARY,
  held: heldByKind.live + heldByKind.replay + heldByKind.simulated,
  heldByKind,
});

describe('decideBanners', () => {
  it('says nothing over the real sky', () => {
    expect(decideBanners(holding({ live: 5, replay: 0, simulated: 0 }), aStatus())).toEqual([]);
  });

  it('says simulation for as long as one simulated aircraft is held, in view or not', () => {
    const summary = { ...holding({ live: 0, replay: 0, simulated: 1 }), inView: 0 };
    expect(decideBanners(summary, null)).toEqual([{ kind: 'simulated', mixed: false }]);
    expect(decideBanners(holding({ live: 900, replay: 0, simulated: 1 }), null)).toEqual([
      { kind: 'simulated', mixed: true },
    ]);
  });

  it('goes by the feeds while nothing has come yet, and by what the server shows of them', () => {
    const simulator = aStatusFeed({ feed: 'simulator', kind: 'simulated' });
    expect(decideBanners(EMPTY_SUMMARY, aStatus({ feeds: [simulator] }))).toHaveLength(1);
    expect(decideBanners(EMPTY_SUMMARY, aStatus({ feeds: [simulator, aStatusFeed()] }))).toEqual([]);
  });

  it('says of a replay when it was recorded, as its feed tells, and of other feeds nothing', () => {
    const anHourMs = 3_600_000;
    const feed = aStatusFeed({ kind: 'replay', capturedAtMs: HEARD_AT_MS - anHourMs });
    expect(capturedAtOf(feed)).toBe(HEARD_AT_MS - anHourMs);
    expect(capturedAtOf({ ...feed, kind: 'live' })).toBeNull();
    expect(decideBanners(holding({ live: 0, replay: 3, simulated: 0 }), aStatus({ feeds: [feed] }))).toEqual([
      { kind: 'replay', capturedAtMs: HEARD_AT_MS - anHourMs },
    ]);
    expect(decideBanners(holding({ live: 0, replay: 3, simulated: 0 }), null)).toEqual([
      { kind: 'replay', capturedAtMs: null },
    ]);
  });
});
