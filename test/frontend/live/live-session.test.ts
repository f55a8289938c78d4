import { describe, expect, it } from 'vitest';
import { encodeError } from '#contracts/live-messages.ts';
import { positionOf } from '../../fakes/fake-live-server.ts';
import { setUpLivePage } from '../../fakes/live-page.ts';

const MINUTE_MS = 60_000;
const EUROPE = [-10, 35, 30, 65] as const;
/** Tiles of the world level that Europe and a margin lie in. */
const TILES = 4;

describe('live session, order of connecting', () => {
  it('subscribes, loads the snapshot, then is live', async () => {
    const { scheduler, server, session, states, store, publish } = setUpLivePage();
    publish('3c0001');
    session.setView(EUROPE, 4);
    await scheduler.advance(2000);
    expect(states).toEqual(['connecting', 'loading', 'live']);
    expect(server.said[0]).toMatchObject({ action: 'subscribe', zoom: 4 });
    expect(store.get('3c0001')).toBeDefined();
  });

  it('misses nothing while the store is held back 3 s', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage({ storeLagMs: 3000 });
    await scheduler.advance(1000);
    // Published before this viewer subscribes: it is in no frame, and not yet in the store.
    publish('3c0002');
    session.setView(EUROPE, 4);
    await scheduler.advance(600);
    expect(session.state.name).toBe('live');
    expect(store.get('3c0002')).toBeUndefined();
    publish('3c0003');
    expect(store.get('3c0003')).toBeDefined();
    await scheduler.advance(5000);
    expect(store.get('3c0002')).toBeDefined();
    expect(server.snapshots).toBeGreaterThan(2 * TILES);
    expect(server.snapshots).toBeLessThanOrEqual(5 * TILES);
  });

  it('fetches each snapshot five times at most when the store stands still', async () => {
    const { scheduler, server, session } = setUpLivePage({ storeLagMs: 60 * MINUTE_MS });
    session.setView(EUROPE, 4);
    await scheduler.advance(MINUTE_MS);
    expect(server.snapshots).toBe(5 * TILES);
    expect(session.state.name).toBe('live');
  });

  it('applies what came during the snapshot after it: a newer fix wins, a removal stays', async () => {
    const { scheduler, server, serverMs, session, store, publish } = setUpLivePage();
    publish('3c0004');
    server.publish(positionOf('3c0005', { observedAtMs: serverMs() - 100, lat: 50 }));
    session.setView(EUROPE, 4);
    const { fetchSnapshot } = server;
    await scheduler.advance(0);
    const early = await fetchSnapshot({ box: EUROPE }, new AbortController().signal);
    expect(early.rows).toHaveLength(2);
    await scheduler.advance(500);
    server.remove('3c0004');
    server.publish(positionOf('3c0005', { observedAtMs: serverMs(), lat: 51 }));
    store.applySnapshot({ ...early, asOfMs: serverMs() }, EUROPE);
    expect(store.get('3c0004')).toBeUndefined();
    expect(store.get('3c0005')?.fix.lat).toBeCloseTo(51, 3);
  });

  it('shows the right ages on a machine whose clock is ten minutes wrong', async () => {
    for (const browserErrorMs of [10 * MINUTE_MS, -10 * MINUTE_MS]) {
      const { scheduler, serverTime, serverMs, session, store, publish } = setUpLivePage({ browserErrorMs });
      session.setView(EUROPE, 4);
      await scheduler.advance(1000);
      publish('3c0006');
      await scheduler.advance(4000);
      expect(serverTime.nowMs()).toBeCloseTo(serverMs(), -2);
      const aircraft = store.get('3c0006');
      expect(serverTime.nowMs() - (aircraft?.fix.observedAtMs ?? 0)).toBeCloseTo(4200, -2);
      expect(aircraft?.heardAtMs).toBeCloseTo(serverMs() - 4000, -2);
    }
  });
});

describe('live session, what it asks for', () => {
  it('subscribes at most twice a second while the view moves', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    const before = server.said.length;
    for (let step = 0; step < 20; step++) {
      session.setView([step * 9 - 90, 35, step * 9 - 50, 65], 4);
      await scheduler.advance(100);
    }
    await scheduler.advance(1000);
    expect(server.said.length - before).toBeLessThanOrEqual(5);
    expect(server.said.at(-1)).toMatchObject({ v: 2, held: 'world' });
    expect(server.said.length).toBeGreaterThan(before);
  });

  it('asks for nothing new while the view stays within the margin', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    session.setView([-8, 36, 32, 66], 4.3);
    await scheduler.advance(2000);
    expect(server.said).toHaveLength(1);
  });

  it('goes on showing what comes while a new subscription is not yet confirmed', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setAnswering(false);
    session.setView([60, 35, 100, 65], 4);
    await scheduler.advance(600);
    publish('3c000a');
    expect(store.get('3c000a')).toBeDefined();
  });

  it('goes on showing what comes while a new subscription is refused again and again', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setAnswering(false);
    session.setView([60, 35, 100, 65], 4);
    await scheduler.advance(500);
    for (const [index, code] of ['too_many_subscriptions', 'unavailable', 'unavailable', 'unavailable'].entries()) {
      server.send(encodeError(code, 'later'));
      publish(`3c010${index}`);
      expect(store.get(`3c010${index}`)).toBeDefined();
      await scheduler.advance(10_000);
    }
    expect(session.state.name).toBe('live');
  });

  it('leaves more time between two subscriptions than the 500 ms that the server asks for', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(0);
    const times: number[] = [];
    let before = server.said.length;
    for (let step = 0; step < 200; step++) {
      session.setView([step - 90, 35, step - 50, 65], 4 + (step % 2) * 3);
      await scheduler.advance(10);
      if (server.said.length > before) times.push(scheduler.nowMs());
      before = server.said.length;
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses.length).toBeGreaterThanOrEqual(2);
    for (const pauseMs of pauses) expect(pauseMs).toBeGreaterThanOrEqual(600);
  });

  it('asks again, later each time, for a subscription that is refused, until it is confirmed', async () => {
    const { scheduler, server, session, states } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setAnswering(false);
    session.setView([60, 35, 100, 65], 4);
    await scheduler.advance(500);
    const asked = server.said.length;
    for (const pauseMs of [700, 1400, 2800]) {
      server.send(encodeError('too_many_subscriptions', 'later'));
      const before = server.said.length;
      await scheduler.advance(pauseMs - 1);
      expect(server.said).toHaveLength(before);
      await scheduler.advance(2);
      expect(server.said).toHaveLength(before + 1);
    }
    server.setAnswering(true);
    server.send(encodeError('unavailable', 'later'));
    await scheduler.advance(6000);
    expect(server.said).toHaveLength(asked + 4);
    expect(server.said.at(-1)).toEqual(server.said[asked - 1]);
    server.send(encodeError('unavailable', 'of something else'));
    await scheduler.advance(MINUTE_MS);
    expect(server.said).toHaveLength(asked + 4);
    expect(states).not.toContain('reconnecting');
  });

  it('gives up a connection after ten refusals where no subscription was ever taken', async () => {
    const { scheduler, server, session } = setUpLivePage();
    server.setAnswering(false);
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    for (let refusals = 1; refusals <= 10; refusals++) {
      expect(session.state.name).toBe('connecting');
      server.send(encodeError('unavailable', 'later'));
      await scheduler.advance(refusals < 10 ? 10_000 : 0);
    }
    expect(session.state.name).toBe('reconnecting');
    server.setAnswering(true);
    await scheduler.advance(2000);
    expect(session.state.name).toBe('live');
  });

  it('takes a connection on which a subscription stays unanswered for lost', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setAnswering(false);
    session.setView([60, 35, 100, 65], 4);
    await scheduler.advance(9900);
    expect(session.state.name).toBe('live');
    await scheduler.advance(200);
    expect(session.state.name).toBe('reconnecting');
  });

  it('drops messages of another form and goes on', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    for (const text of ['not json', '{"type":"positions","v":1}', '{"type":"tomorrow","v":2}', '[]']) server.send(text);
    publish('3c0007');
    expect(store.get('3c0007')).toBeDefined();
    expect(session.state.name).toBe('live');
    expect(session.rejected).toBe(3);
  });
});

describe('live session, when the line is lost', () => {
  it('comes back with growing, jittered delays and loads the snapshot anew', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage({ random: () => 1 });
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setRefusing(true);
    server.cut();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      if (session.state.name !== 'reconnecting') throw new Error(`is ${session.state.name}`);
      delays.push(session.state.retryAtMs - scheduler.nowMs());
      await scheduler.advance(session.state.retryAtMs - scheduler.nowMs());
    }
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    server.setRefusing(false);
    publish('3c0008');
    await scheduler.advance(40_000);
    expect(session.state.name).toBe('live');
    expect(store.get('3c0008')).toBeDefined();
  });

  it('tries at once when asked to', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.cut();
    expect(session.state.name).toBe('reconnecting');
    session.retryNow();
    await scheduler.advance(10);
    expect(session.state.name).toBe('live');
  });

  it('notices a connection that no longer answers', async () => {
    const { scheduler, server, session, states } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.setAnswering(false);
    await scheduler.advance(5 * MINUTE_MS);
    expect(states).toContain('reconnecting');
  });

  it('says offline without a network and comes back with it', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    presence.online = false;
    server.cut();
    expect(session.state.name).toBe('offline');
    await scheduler.advance(10 * MINUTE_MS);
    expect(session.state.name).toBe('offline');
    presence.online = true;
    presence.changed();
    await scheduler.advance(1000);
    expect(session.state.name).toBe('live');
  });
});

describe('live session, while no snapshot can be had', () => {
  it('shows live data on the connection that it has, says that it is partial, and fills up later', async () => {
    const { scheduler, server, session, states, store, publish } = setUpLivePage();
    publish('3c0020');
    server.setStore('away');
    session.setView(EUROPE, 4);
    await scheduler.advance(100);
    publish('3c0021');
    expect(store.get('3c0021')).toBeDefined();
    expect(session.state).toMatchObject({ name: 'live', partial: true });
    await scheduler.advance(10 * MINUTE_MS);
    expect(server.connections).toBe(1);
    expect(store.get('3c0020')).toBeUndefined();
    server.setStore('well');
    await scheduler.advance(30_000);
    expect(session.state).toMatchObject({ name: 'live', partial: false });
    expect(store.get('3c0020')).toBeDefined();
    expect(states).toEqual(['connecting', 'loading', 'live', 'live']);
  });

  it('asks for it more and more seldom', async () => {
    const { scheduler, server, session } = setUpLivePage({ random: () => 1 });
    server.setStore('away');
    session.setView(EUROPE, 4);
    await scheduler.advance(16_000);
    expect(server.snapshots).toBe(5 * TILES);
    await scheduler.advance(10 * MINUTE_MS);
    expect(server.snapshots).toBeLessThanOrEqual(26 * TILES);
  });

  it('holds frames back for three seconds at most while the answer is out', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    server.setStore('hanging');
    session.setView(EUROPE, 4);
    await scheduler.advance(100);
    publish('3c0022');
    expect(store.get('3c0022')).toBeUndefined();
    await scheduler.advance(3000);
    expect(store.get('3c0022')).toBeDefined();
    expect(session.state).toMatchObject({ name: 'live', partial: true });
  });
});

describe('live session, kinds', () => {
  it('leaves out simulated aircraft for as long as the snapshot says that the real sky is shown', async () => {
    const { scheduler, session, store, publish } = setUpLivePage();
    publish('3c0030');
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    publish('3c0031', 'simulated');
    publish('3c0032', 'replay');
    publish('3c0033');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0030', '3c0033']);
  });

  it('shows a simulation alone, and the real sky alone from its first frame on', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage({ storeLagMs: 3000 });
    publish('3c0034', 'simulated');
    await scheduler.advance(4000);
    session.setView(EUROPE, 4);
    await scheduler.advance(15_000);
    expect(store.get('3c0034')).toBeDefined();
    const before = server.snapshots;
    publish('3c0035');
    publish('3c0036', 'simulated');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0035']);
    await scheduler.advance(10_000);
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0035']);
    expect(server.snapshots).toBeGreaterThan(before);
    expect(server.snapshots).toBeLessThanOrEqual(before + 5 * TILES);
  });

  it('never shows two kinds while the database is away', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    server.setStore('away');
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    publish('3c0037', 'simulated');
    expect(store.get('3c0037')?.kind).toBe('simulated');
    publish('3c0038');
    publish('3c0037', 'simulated');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0038']);
  });

  it('asks what counts once nothing of the kind shown is left, at most every ten seconds', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    publish('3c0039');
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.remove('3c0039');
    expect(store.count).toBe(0);
    const before = server.snapshots;
    for (let second = 0; second < 12; second++) {
      publish('3c003a', 'simulated');
      await scheduler.advance(1000);
    }
    expect(server.snapshots).toBe(before + TILES);
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c003a']);
  });
});

describe('live session, its limits', () => {
  it('pings well within ten minutes of silence', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(30 * MINUTE_MS);
    expect(server.said.filter((message) => message.action === 'ping').length).toBeGreaterThanOrEqual(6);
    expect(server.connections).toBe(1);
  });

  it('takes a new connection before two hours are over', async () => {
    const { scheduler, server, session, states } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(119 * MINUTE_MS);
    expect(server.connections).toBe(2);
    expect(session.state.name).toBe('live');
    expect(states).not.toContain('reconnecting');
  });

  it('leaves after five minutes hidden and returns when looked at', async () => {
    const { scheduler, server, session, store, presence, publish } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    presence.hidden = true;
    presence.changed();
    await scheduler.advance(4 * MINUTE_MS);
    expect(session.state.name).toBe('live');
    await scheduler.advance(2 * MINUTE_MS);
    expect(session.state.name).toBe('hidden');
    publish('3c0009');
    expect(store.get('3c0009')).toBeUndefined();
    presence.hidden = false;
    presence.changed();
    await scheduler.advance(1000);
    expect(session.state.name).toBe('live');
    expect(store.get('3c0009')).toBeDefined();
    expect(server.connections).toBe(2);
  });

  it('stays when looked at again within five minutes', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    session.setView(EUROPE, 4);
    for (const hidden of [true, false, true, false]) {
      presence.hidden = hidden;
      presence.changed();
      await scheduler.advance(4 * MINUTE_MS);
    }
    expect(server.connections).toBe(1);
    expect(session.state.name).toBe('live');
  });

  it('ends everything it started when closed', async () => {
    const { scheduler, session } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    session.close();
    expect(scheduler.pending).toBe(0);
  });
});
