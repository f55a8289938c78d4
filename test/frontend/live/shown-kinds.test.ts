import { describe, expect, it } from 'vitest';
import { FLAG, type FrameRow } from '#contracts/live-frame.ts';
import { createShownKinds } from '../../../frontend/src/live/shown-kinds.ts';

const FLAGS = { live: 0, replay: FLAG.replayed, simulated: FLAG.simulated } as const;

function row(kind: keyof typeof FLAGS, address = 0x3c0001): FrameRow {
  return {
    address,
    observedAtMs: 0,
    lat: 50,
    lon: 8,
    altitudeM: null,
    groundSpeedMps: null,
    trackDeg: null,
    verticalRateMps: null,
    flags: FLAGS[kind] | FLAG.mlat,
  };
}

describe('the kinds that are shown', () => {
  it('are those of the snapshot: rows of lower rank are left out', () => {
    const kinds = createShownKinds();
    kinds.decide(['live'], true);
    const rows = [row('simulated'), row('live'), row('replay')];
    expect(kinds.sift(rows)).toEqual({ rows: [row('live')], outranked: false, leftOut: true });
    kinds.decide(['live', 'simulated'], true);
    expect(kinds.sift(rows).rows).toEqual([row('simulated'), row('live')]);
  });

  it.each([
    ['simulated', 'replay'],
    ['simulated', 'live'],
    ['replay', 'live'],
  ] as const)('switch from %s to %s with its first row', (before, after) => {
    const kinds = createShownKinds();
    kinds.decide([before], true);
    expect(kinds.sift([row(before), row(after)])).toEqual({ rows: [row(after)], outranked: true, leftOut: true });
    expect(kinds.sift([row(before)])).toEqual({ rows: [], outranked: false, leftOut: true });
    expect([kinds.has(before), kinds.has(after)]).toEqual([false, true]);
  });

  it('follow the rows until a snapshot decides, and keep to the decision where a snapshot names none', () => {
    const kinds = createShownKinds();
    expect(kinds.sift([row('simulated')])).toEqual({ rows: [row('simulated')], outranked: true, leftOut: false });
    expect(kinds.sift([row('live')]).outranked).toBe(true);
    kinds.decide(['simulated'], true);
    kinds.decide([], true);
    expect([kinds.has('live'), kinds.has('simulated')]).toEqual([false, true]);
  });

  it('are not lowered by a snapshot from before the rows that raised them', () => {
    const kinds = createShownKinds();
    kinds.sift([row('live')]);
    expect(kinds.decide(['simulated'], false)).toBe(false);
    expect(kinds.has('live')).toBe(true);
    expect(kinds.decide(['simulated'], true)).toBe(true);
    expect(kinds.has('live')).toBe(false);
    expect(kinds.decide(['live'], false)).toBe(true);
    expect(kinds.has('live')).toBe(true);
  });

  it('stay as they are at a frame without rows', () => {
    const kinds = createShownKinds();
    expect(kinds.sift([])).toEqual({ rows: [], outranked: false, leftOut: false });
  });
});
