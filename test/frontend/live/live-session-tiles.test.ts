import { describe, expect, it } from 'vitest';
import { encodeError, encodeTilesSubscribed } from '#contracts/live-messages.ts';
import { joinFrame, packTile } from '#contracts/tile-frame.ts';
import { tileArea, tileAt } from '#domain/level-tiles.ts';
import { positionOf } from '../../fakes/fake-live-server.ts';
import { setUpLivePage } from '../../fakes/live-page.ts';

const EUROPE = [-10, 35, 30, 65] as const;
/** Over Germany at the regional level: with its margin within 4 tiles, those from 6 to 18 degrees east and 48 to 60 north. */
const HESSE = [8, 50, 12, 54] as const;

describe('live session, tiles', () => {
  it('subscribes with the level that it holds, and tells what the server sends', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    expect(server.said).toMatchObject([{ v: 2, held: 'regional', everyMs: 0 }]);
    expect(session.watched.get()).toEqual({ level: 'regional', everyMs: 2000 });
    session.setView(HESSE, 5.8);
    await scheduler.advance(1000);
    expect(server.said).toHaveLength(1);
    session.setView(HESSE, 5.5);
    await scheduler.advance(1000);
    expect(server.said.at(-1)).toMatchObject({ held: 'world' });
    expect(session.watched.get()).toEqual({ level: 'world', everyMs: 5000 });
  });

  it('fetches the tiles that are new in its area, and those that stay no second time', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    publish('3c0001');
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    const first = server.asked.length;
    expect(new Set(server.asked.map((target) => JSON.stringify(target))).size).toBe(4);
    session.setView([9, 50, 19, 54], 6.3);
    await scheduler.advance(1000);
    const added = server.asked.slice(first);
    expect(added.length).toBeGreaterThan(0);
    for (const target of added) expect(server.asked.slice(0, first)).not.toContainEqual(target);
    expect(store.get('3c0001')).toBeDefined();
    expect(session.state).toMatchObject({ name: 'live', partial: false });
  });

  it('fetches all tiles anew on a new connection', async () => {
    const { scheduler, server, session } = setUpLivePage();
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    const first = [...server.asked];
    server.cut();
    await scheduler.advance(5000);
    expect(server.asked.slice(first.length)).toEqual(first);
  });

  it('goes on at once with frames of tiles that stay while new ones are on their way', async () => {
    const { scheduler, server, session, store, publish } = setUpLivePage();
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    server.setStore('hanging');
    session.setView([9, 50, 19, 54], 6.3);
    await scheduler.advance(1000);
    publish('3c0001');
    expect(store.get('3c0001')).toBeDefined();
  });

  it('takes rows, text and removals of one message', async () => {
    const { scheduler, server, session, serverMs, store } = setUpLivePage();
    session.setView(EUROPE, 4);
    await scheduler.advance(1000);
    server.publish(positionOf('3c0001', { observedAtMs: serverMs() - 70_000, callsign: 'DLH1' }));
    const position = positionOf('3c0002', { observedAtMs: serverMs() });
    const tile = tileAt('world', position);
    const [text] = joinFrame(
      { level: 'world', atMs: serverMs(), everyMs: 7000 },
      {
        tiles: packTile([position], { level: 'world', tile, atMs: serverMs() }),
        identity: ['{"id":["3c0002"],"callsign":["DLH2"],"category":["A3"]}'],
        removed: ['{"id":["3c0001"],"reason":["expired"]}'],
      },
    );
    server.send(text ?? '');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0002']);
    expect(store.get('3c0002')?.identity).toMatchObject({ callsign: 'DLH2', category: 'A3' });
    expect(session.watched.get()).toEqual({ level: 'world', everyMs: 7000 });
  });
});

describe('live session, with a server from before version 2', () => {
  it('subscribes in version 1 by the box of its tiles, with one snapshot of it', async () => {
    const { scheduler, server, session, states, store, publish } = setUpLivePage({ speaksTiles: false });
    publish('3c0001');
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    expect(server.said).toMatchObject([{ v: 2 }, { v: 1, id: 1, bbox: [6, 48, 18, 60] }]);
    for (const target of server.asked) expect(target).toEqual({ box: [6, 48, 18, 60] });
    publish('3c0002');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0001', '3c0002']);
    expect(states).toEqual(['connecting', 'loading', 'live']);
    expect(session.rejected).toBe(0);
    session.setView([20, 50, 24, 54], 6.3);
    await scheduler.advance(1000);
    expect(server.said.slice(2)).toMatchObject([{ v: 1 }]);
  });

  it('tries the newer version again on the next connection, and never asks an old server for another pace', async () => {
    const { scheduler, server, session, presence } = setUpLivePage({ speaksTiles: false });
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    presence.idleMs = 600_000;
    await scheduler.advance(10_000);
    expect(session.pace.get()).toEqual({ everyMs: 10_000, reason: 'idle' });
    expect(server.said.map(({ action }) => action)).toEqual(['subscribe', 'subscribe']);
    server.cut();
    await scheduler.advance(5000);
    expect(server.said.slice(2)).toMatchObject([{ v: 2 }, { v: 1 }]);
  });
});

describe('live session, pace', () => {
  it('asks for less while hidden and for all once looked at again, at once', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    presence.hidden = true;
    presence.changed();
    await scheduler.advance(0);
    expect(server.said.at(-1)).toEqual({ action: 'pace', v: 2, everyMs: 30_000 });
    await scheduler.advance(60_000);
    presence.hidden = false;
    presence.changed();
    await scheduler.advance(0);
    expect(server.said.at(-1)).toEqual({ action: 'pace', v: 2, everyMs: 0 });
    await scheduler.advance(60_000);
    expect(server.said).toHaveLength(3);
  });

  it('says it again where it was refused, and subscribes again where the server knows nothing of it', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    presence.hidden = true;
    presence.changed();
    await scheduler.advance(0);
    presence.hidden = false;
    presence.changed();
    await scheduler.advance(0);
    server.send(encodeError('too_many_paces', 'later'));
    await scheduler.advance(3000);
    expect(server.said.slice(1)).toEqual([30_000, 0, 0].map((everyMs) => ({ action: 'pace', v: 2, everyMs })));
    server.send(encodeError('not_subscribed', 'subscribe first'));
    await scheduler.advance(3000);
    expect(server.said.slice(4)).toMatchObject([{ action: 'subscribe', v: 2, everyMs: 0 }]);
    expect(session.state.name).toBe('live');
  });

  it('says it once confirmed where it changed while the answer was out', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    server.setAnswering(false);
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    presence.hidden = true;
    presence.changed();
    await scheduler.advance(0);
    expect(server.said).toHaveLength(1);
    const [area, atMs] = [tileArea(HESSE, 'regional'), 1_732_449_601_000];
    server.send(encodeTilesSubscribed(1, atMs, area, 2000));
    await scheduler.advance(0);
    expect(server.said.slice(1)).toEqual([{ action: 'pace', v: 2, everyMs: 30_000 }]);
  });

  it('says it in the subscription where it is known before', async () => {
    const { scheduler, server, session, presence } = setUpLivePage();
    presence.idleMs = 600_000;
    await scheduler.advance(10_000);
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    expect(server.said).toMatchObject([{ action: 'subscribe', everyMs: 10_000 }]);
  });

  it('asks for less when the link is said to be narrow and more comes', async () => {
    const { scheduler, server, session, presence, publish } = setUpLivePage();
    presence.budgetBytesPerS = 100;
    session.setView(HESSE, 6.3);
    await scheduler.advance(1000);
    for (let second = 0; second < 20; second++) {
      for (let aircraft = 0; aircraft < 10; aircraft++) publish(`3c01${second + 10}`);
      await scheduler.advance(1000);
    }
    expect(server.said.at(-1)).toMatchObject({ action: 'pace', everyMs: 5000 });
    expect(server.said).toHaveLength(2);
    expect(session.pace.get().reason).toBe('slow');
  });
});
