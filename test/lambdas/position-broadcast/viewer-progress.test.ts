import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../lambdas/position-broadcast/viewer-list.ts';
import { createViewerProgress } from '../../../lambdas/position-broadcast/viewer-progress.ts';

const VIEWER: Viewer = { connectionId: 'a', bbox: [8, 49, 10, 51], level: 'regional', version: 2, everyMs: 0 };
const ELSEWHERE = { ...VIEWER, bbox: [9, 49, 13, 51] } as const;

/** The progress of a viewer that has flush 3 when flush 7 has gone out and it subscribes to something else. */
function sinceAfter(next: Viewer, before: Viewer = VIEWER): number | undefined {
  const progress = createViewerProgress();
  expect(progress.of([before], () => 3)[0]?.since).toBe(3);
  return progress.of([next], () => 7)[0]?.since;
}

describe('progress of a viewer', () => {
  it('is kept where it moves at its level, so that it gets what it lacks of tiles that stay', () => {
    expect(sinceAfter(ELSEWHERE)).toBe(3);
    expect(sinceAfter({ ...VIEWER, everyMs: 10_000 })).toBe(3);
  });

  it('begins anew at another level, and in version 1, where it fetches all of it', () => {
    expect(sinceAfter({ ...VIEWER, level: 'fine' })).toBe(7);
    expect(sinceAfter(VIEWER, { ...VIEWER, version: 1 })).toBe(7);
    expect(sinceAfter({ ...ELSEWHERE, version: 1 }, { ...VIEWER, version: 1 })).toBe(7);
  });

  it('is forgotten with the viewer', () => {
    const progress = createViewerProgress();
    progress.of([VIEWER], () => 3);
    progress.of([], () => 5);
    expect(progress.of([VIEWER], () => 7)[0]?.since).toBe(7);
  });
});
