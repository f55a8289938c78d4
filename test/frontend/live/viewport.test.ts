import { describe, expect, it } from 'vitest';
import { createViewport, withMargin, type ViewRequest } from '../../../frontend/src/live/viewport.ts';
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

  it('asks again when the level of detail changes within the same box', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([0, 40, 20, 60], 5.9);
    await scheduler.advance(1000);
    viewport.show([0, 40, 20, 60], 6.1);
    await scheduler.advance(1000);
    expect(asked.map(({ zoom }) => zoom)).toEqual([5.9, 6.1]);
  });

  it('asks for less when the view has become a small part of what was asked for', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([-180, -80, 180, 80], 1);
    await scheduler.advance(1000);
    viewport.show([0, 45, 20, 55], 4);
    await scheduler.advance(1000);
    expect(asked.at(-1)?.box).toEqual([-5, 42.5, 25, 57.5]);
  });

  it('asks once more, for what is shown now, on a new connection', async () => {
    const { scheduler, asked, viewport } = setUp();
    viewport.show([0, 40, 20, 60], 5);
    await scheduler.advance(1000);
    viewport.reset();
    viewport.reset();
    await scheduler.advance(1000);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });
});
