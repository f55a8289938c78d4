import { describe, expect, it } from 'vitest';
import { areaKey } from '#domain/level-tiles.ts';
import { createViewport, requestFor, withMargin, type ViewRequest } from '../../../frontend/src/live/viewport.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';

function setUp() {
  const scheduler = createManualScheduler();
  const asked: ViewRequest[] = [];
  return { scheduler, asked, viewport: createViewport(scheduler, (request) => asked.push(request)) };
}

describe('viewport', () => {
  it('adds a quarter on each side, across the antimeridian too', () => {
    expect(withMargin([0, 40, 20, 60])).toEqual([-5, 35, 25, 65]);
    expect(withMargin([170, -10, 190, 10])).toEqual([165, -15, -165, 15]);
    expect(withMargin([170, -10, -170, 10])).toEqual([165, -15, -165, 15]);
    expect(withMargin([-170, -80, 170, 80])).toEqual([-180, -90, 180, 90]);
  });

  it('asks again when the level of detail changes within the same box, and keeps it within 0.3 of zoom', async () => {
    const { scheduler, asked, viewport } = setUp();
    for (const zoom of [5.9, 6.2, 6.3, 5.8, 5.7, 5.69]) {
      viewport.show([0, 40, 20, 60], zoom);
      await scheduler.advance(1000);
    }
    expect(asked.map(({ zoom, level }) => [zoom, level])).toEqual([
      [5.9, 'world'],
      [6.3, 'regional'],
      [5.69, 'world'],
    ]);
  });

  it('asks for nothing while the view stays in the tiles asked for, however far it moves in them', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([1, 46, 4, 49], 6.5);
    await scheduler.advance(1000);
    expect(areaKey(asked[0]?.area ?? requestFor([0, 0, 0, 0], 0, undefined).area)).toBe('regional/30+1/22+2');
    // The tiles end at 0 and 6 degrees of longitude, 42 and 54 of latitude.
    for (const box of [
      [0, 46, 3, 49],
      [2.9, 42, 5.9, 45],
      [0.1, 50.9, 3.1, 53.9],
    ] as const) {
      viewport.show(box, 6.5);
      await scheduler.advance(1000);
    }
    expect(asked).toHaveLength(1);
    viewport.show([3.5, 46, 6.5, 49], 6.5);
    await scheduler.advance(1000);
    expect(asked).toHaveLength(2);
  });

  it('leaves the margin away where it would cost a level', async () => {
    const { scheduler, asked, viewport } = setUp();
    // 60 degrees by 36 are 10 or 11 by 6 or 7 tiles; with the margin they are more than 64.
    viewport.show([0.5, 30.5, 53.5, 65.5], 6.5);
    await scheduler.advance(1000);
    expect(asked[0]).toMatchObject({ level: 'regional', box: [0.5, 30.5, 53.5, 65.5], area: { level: 'regional' } });
    viewport.show([0.5, 0.5, 110, 65.5], 6.5);
    await scheduler.advance(1000);
    expect(asked[1]).toMatchObject({ level: 'regional', area: { level: 'world' } });
  });

  it('asks for less when the view has become a small part of what was asked for', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([-180, -80, 180, 80], 1);
    await scheduler.advance(1000);
    viewport.show([0, 45, 20, 55], 4);
    await scheduler.advance(1000);
    expect(asked.at(-1)?.box).toEqual([-5, 42.5, 25, 57.5]);
  });

  it('asks once more, for what is shown now and at the level held, on a new connection', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([0, 40, 20, 60], 6.3);
    await scheduler.advance(1000);
    viewport.show([0, 40, 20, 60], 5.8);
    viewport.reset();
    viewport.reset();
    await scheduler.advance(1000);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual({ ...asked[0], zoom: 5.8 });
  });
});
