import { describe, expect, it } from 'vitest';
import type { Status } from '#contracts/http-status.ts';
import { ApiError } from '../../../frontend/src/api/api-error.ts';
import { createCell } from '../../../frontend/src/state/cell.ts';
import type { Language } from '../../../frontend/src/i18n/languages.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { startDetailsLoad } from '../../../frontend/src/state/details-load.ts';
import { startOverview } from '../../../frontend/src/state/overview-poll.ts';
import { startStatusPoll } from '../../../frontend/src/state/status-poll.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import { aircraft, HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';
import { aStatus } from '../../fixtures/page-status.ts';

const language = createCell<Language>('fr');
const serverTime = { nowMs: () => HEARD_AT_MS, observe: () => undefined, known: () => true };

function watchStatus(isHidden = (): boolean => false) {
  const state = createPageState();
  const scheduler = createManualScheduler();
  let reads = 0;
  let next: () => Promise<Status> = () => Promise.resolve(aStatus());
  const api = {
    status: () => {
      reads += 1;
      return next();
    },
  };
  const poll = startStatusPoll({ state, api, serverTime, scheduler, isHidden });
  return { state, scheduler, poll, reads: () => reads, answer: (given: typeof next) => (next = given) };
}

const quiet = (state: ReturnType<typeof createPageState>): void =>
  state.overview.set({
    ...state.overview.get(),
    notice: null,
    summary: { ...state.overview.get().summary, inView: 3, held: 3 },
  });

describe('status poll', () => {
  it('reads every 10 s on the status page and every minute on a map that is well', async () => {
    const { state, scheduler, reads } = watchStatus();
    quiet(state);
    await scheduler.advance(0);
    expect(reads()).toBe(1);
    await scheduler.advance(59_999);
    expect(reads()).toBe(1);
    state.route.set('status');
    await scheduler.advance(0);
    expect(reads()).toBe(2);
    await scheduler.advance(30_000);
    expect(reads()).toBe(5);
  });

  it('reads at once when the map has something to explain', async () => {
    const { state, scheduler, reads } = watchStatus();
    quiet(state);
    await scheduler.advance(1000);
    state.overview.set({ ...state.overview.get(), notice: { kind: 'none-in-view', elsewhere: null } });
    await scheduler.advance(0);
    expect(reads()).toBe(2);
  });

  it('keeps the last good reading when a later one fails', async () => {
    const { state, scheduler, poll, answer } = watchStatus();
    await scheduler.advance(0);
    answer(() => Promise.reject(new ApiError(500, 'refused', 'broken')));
    poll.now();
    await scheduler.advance(0);
    expect(state.status.get()).toMatchObject({ state: 'failed', status: { status: 'ok' } });
  });

  it('asks nothing while nobody looks', async () => {
    const { scheduler, reads } = watchStatus(() => true);
    await scheduler.advance(60_000);
    expect(reads()).toBe(0);
  });
});

describe('details of the selected aircraft', () => {
  it.each([
    [new ApiError(404, 'not_found', 'unknown'), 'missing'],
    [new ApiError(null, 'unreachable', 'away'), 'failed'],
  ] as const)('are %s: %s', async (error, expected) => {
    const state = createPageState();
    const scheduler = createManualScheduler();
    startDetailsLoad({ state, api: { aircraft: () => Promise.reject(error) }, scheduler, language });
    state.selection.set('3c664e');
    expect(state.details.get().state).toBe('loading');
    await scheduler.advance(0);
    expect(state.details.get().state).toBe(expected);
    state.selection.set(null);
    expect(state.details.get().state).toBe('none');
  });

  it('drop the answer for an aircraft that is no longer selected', async () => {
    const state = createPageState();
    const scheduler = createManualScheduler();
    const rejects: ((error: Error) => void)[] = [];
    const api = { aircraft: () => new Promise<never>((_, reject) => rejects.push(reject)) };
    startDetailsLoad({ state, api, scheduler, language });
    state.selection.set('3c664e');
    state.selection.set('3c6444');
    rejects[0]?.(new ApiError(404, 'not_found', 'unknown'));
    await scheduler.advance(0);
    expect(state.details.get().state).toBe('loading');
  });
});

describe('overview', () => {
  it('counts at most once a second, and counts only what is in view', async () => {
    const state = createPageState();
    const scheduler = createManualScheduler();
    const sky = [aircraft('a00001', { lat: 50, lon: 8 }), aircraft('a00002', { lat: 10, lon: 8, emergency: true })];
    state.box.set([0, 40, 20, 60]);
    startOverview({ state, store: { all: () => sky.values() }, serverTime, scheduler });
    expect(state.overview.get().summary).toMatchObject({ inView: 1, held: 2, emergenciesInView: 0 });
    sky.push(aircraft('a00003', { lat: 51, lon: 9 }));
    await scheduler.advance(999);
    expect(state.overview.get().summary.held).toBe(2);
    await scheduler.advance(1);
    expect(state.overview.get().summary).toMatchObject({ inView: 2, held: 3 });
  });

  it('takes a view that reaches beyond the antimeridian', () => {
    const state = createPageState();
    const sky = [aircraft('a00001', { lat: 0, lon: -175 }), aircraft('a00002', { lat: 0, lon: 0 })];
    state.box.set([170, -10, 190, 10]);
    startOverview({ state, store: { all: () => sky.values() }, serverTime, scheduler: createManualScheduler() });
    expect(state.overview.get().summary.inView).toBe(1);
  });
});
