import { describe, expect, it } from 'vitest';
import { createCell } from '../../../frontend/src/state/cell.ts';
import type { Watched } from '../../../frontend/src/live/confirmation.ts';
import { AT_FULL_RATE } from '../../../frontend/src/live/pace.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { startLiveConnection } from '../../../frontend/src/state/live-connection.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import type { LiveSession, SessionState } from '../../../frontend/src/live/live-session.ts';

function setUp(answers: readonly boolean[]) {
  const state = createPageState();
  const scheduler = createManualScheduler();
  const left = [...answers];
  const views: unknown[] = [];
  const urls: string[] = [];
  const listeners = new Set<(state: SessionState) => void>();
  const watched = createCell<Watched>({ level: 'regional', everyMs: 2000 });
  let retries = 0;
  const session: LiveSession = {
    state: { name: 'connecting' },
    rejected: 0,
    watched,
    pace: createCell(AT_FULL_RATE),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setView: (box, zoom) => void views.push([box, zoom]),
    retryNow: () => void (retries += 1),
    close: () => undefined,
  };
  const connection = startLiveConnection({
    state,
    scheduler,
    random: () => 1,
    api: {
      runtimeConfig: () =>
        left.shift() === true ? Promise.resolve({ websocketUrl: 'ws://page/ws' }) : Promise.reject(new Error('503')),
    },
    loadSession: () =>
      Promise.resolve((url) => {
        urls.push(url);
        return session;
      }),
  });
  return { watched, state, scheduler, views, urls, listeners, connection, retries: () => retries };
}

describe('live connection', () => {
  it('opens the stream that the configuration names, and tells it the view', async () => {
    const { state, scheduler, urls, views, listeners } = setUp([true]);
    state.box.set([0, 40, 20, 60]);
    await scheduler.advance(0);
    expect(urls).toEqual(['ws://page/ws']);
    expect(views).toEqual([[[0, 40, 20, 60], state.camera.get().zoom]]);
    listeners.forEach((listener) => listener({ name: 'live', sinceMs: 0, partial: false }));
    expect(state.session.get().name).toBe('live');
  });

  it('shows what the server sends, and each change of it', async () => {
    const { state, scheduler, watched } = setUp([true]);
    await scheduler.advance(0);
    expect(state.watched.get()).toEqual({ level: 'regional', everyMs: 2000 });
    watched.set({ level: 'fine', everyMs: 4000 });
    expect(state.watched.get()).toEqual({ level: 'fine', everyMs: 4000 });
  });

  it('asks again for a configuration that cannot be read, later each time, and shows when', async () => {
    const { state, scheduler, urls } = setUp([false, false, true]);
    await scheduler.advance(0);
    expect(state.session.get()).toEqual({ name: 'reconnecting', retryAtMs: 1000, attempt: 1 });
    await scheduler.advance(1000);
    expect(state.session.get()).toEqual({ name: 'reconnecting', retryAtMs: 3000, attempt: 2 });
    await scheduler.advance(2000);
    expect(urls).toHaveLength(1);
  });

  it('asks at once when told', async () => {
    const { scheduler, urls, connection, retries } = setUp([false, true]);
    await scheduler.advance(0);
    connection.retryNow();
    await scheduler.advance(0);
    expect(urls).toHaveLength(1);
    connection.retryNow();
    expect(retries()).toBe(1);
  });

  it('subscribes to Europe where no map can be drawn, so that the table has something to show', async () => {
    const { state, scheduler, views } = setUp([true]);
    await scheduler.advance(0);
    expect(views).toEqual([]);
    state.map.set('failed');
    expect(views).toHaveLength(1);
  });

  it('asks nothing more once closed', async () => {
    const { scheduler, urls, connection } = setUp([false, true]);
    await scheduler.advance(0);
    connection.close();
    await scheduler.advance(60_000);
    expect(urls).toEqual([]);
  });
});
