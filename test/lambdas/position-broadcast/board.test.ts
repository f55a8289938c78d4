import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVEL_RULES } from '#domain/level.ts';
import { tileAt } from '#domain/level-tiles.ts';
import { supersedes, type Position } from '#domain/position.ts';
import { createBoard, type Board } from '../../../lambdas/position-broadcast/board.ts';
import { LONGEST_SILENCE_MS } from '../../../lambdas/position-broadcast/flush-plan.ts';
import { aPosition } from '../../fixtures/positions.ts';

const NOW_MS = 1_732_400_001_000;
const { tileDeg, frameEveryMs } = LEVEL_RULES.regional;
/** In the middle of a regional tile, and of the one north of it. */
const HERE = { lat: 51, lon: 9 };
const NORTH = { lat: 51 + tileDeg, lon: 9 };
const [here, north] = [tileAt('regional', HERE), tileAt('regional', NORTH)];

/** Flushes in the longest time that a viewer may go without one, and some to spare. */
const TOLD_FLUSHES = LONGEST_SILENCE_MS / frameEveryMs + 5;

let nextMs = NOW_MS;
/** A record that is newer than all before it. */
const newer = (overrides: Partial<Position> = {}): Position => {
  nextMs += 1000;
  return aPosition({ ...HERE, observedAtMs: nextMs, receivedAtMs: nextMs, ...overrides });
};

function setUp(): { board: Board; flush: (...positions: Position[]) => number } {
  const board = createBoard('regional');
  const flush = (...positions: Position[]): number => {
    for (const position of positions) board.take(position);
    return board.flush(nextMs);
  };
  return { board, flush };
}

const idsOf = (positions: readonly Position[] | undefined): string[] => (positions ?? []).map(({ icao24 }) => icao24);
const shownIn = (board: Board, tile: number, since: number): string[] => idsOf(board.changes(tile, since)?.shown);
const namedIn = (board: Board, tile: number, since: number): string[] => idsOf(board.changes(tile, since)?.introduced);

describe('board', () => {
  it('has for a viewer what changed since its flush, however far back that is', () => {
    const { board, flush } = setUp();
    flush(newer({ icao24: '000001' }));
    flush(newer({ icao24: '000002' }));
    flush(newer({ icao24: '000003' }));
    expect([0, 1, 2].map((since) => shownIn(board, here, since).length)).toEqual([3, 2, 1]);
    expect(board.changes(here, 3)).toBeNull();
    expect(board.changes(north, 0)).toBeNull();
  });

  it('holds only the newest of what a viewer missed', () => {
    const { board, flush } = setUp();
    flush(newer({ lat: 50 }));
    flush(newer({ lat: 50.1 }));
    flush(newer({ lat: 50.2 }));
    expect(board.changes(here, 0)?.shown).toMatchObject([{ lat: 50.2 }]);
  });

  it('takes records of its level and coarser ones, newer ones and later states alone', () => {
    const { board, flush } = setUp();
    const first = newer();
    flush(first);
    board.take(newer({ level: 'fine' }));
    board.take({ ...first, lat: 50 });
    board.take({ ...first, observedAtMs: first.observedAtMs - 1 });
    expect(board.hasNews()).toBe(false);
    board.take({ ...first, state: 'stale' });
    expect(board.hasNews()).toBe(true);
  });

  it('gives a flush without news the number of the one before', () => {
    const { flush } = setUp();
    expect([flush(newer()), flush(), flush(newer())]).toEqual([1, 1, 2]);
  });

  it('shows an aircraft that leaves a tile to both tiles, the old one once', () => {
    const { board, flush } = setUp();
    flush(newer());
    flush(newer(NORTH));
    expect([shownIn(board, here, 1), shownIn(board, north, 1)]).toEqual([['3c664e'], ['3c664e']]);
    flush(newer(NORTH));
    expect([shownIn(board, here, 2), shownIn(board, north, 2)]).toEqual([[], ['3c664e']]);
    // One that missed both is still told, by the newest record.
    expect(board.changes(here, 1)?.shown).toMatchObject([NORTH]);
  });

  it('forgets that an aircraft left once it is back', () => {
    const { board, flush } = setUp();
    flush(newer());
    flush(newer(NORTH));
    flush(newer());
    expect([shownIn(board, here, 1), shownIn(board, north, 1)]).toEqual([['3c664e'], ['3c664e']]);
    expect(shownIn(board, here, 2)).toEqual(['3c664e']);
  });

  it('takes the text of an aircraft to a tile once, and again when it changes', () => {
    const { board, flush } = setUp();
    flush(newer());
    expect(namedIn(board, here, 0)).toEqual(['3c664e']);
    flush(newer());
    expect(namedIn(board, here, 1)).toEqual([]);
    flush(newer({ squawk: '7700' }));
    expect(namedIn(board, here, 2)).toEqual(['3c664e']);
  });

  it('takes the text of one that crosses into a tile to those that lack the tile that it came from', () => {
    const { board, flush } = setUp();
    flush(newer());
    flush(newer(NORTH));
    expect(namedIn(board, north, 1)).toEqual([]);
    const arrived = board.changes(north, 1)?.arrived ?? new Map<number, Position[]>();
    expect([...arrived].map(([from, positions]) => [from, idsOf(positions)])).toEqual([[here, ['3c664e']]]);
    expect(board.changes(north, 2)?.arrived.size ?? 0).toBe(0);
  });

  it('takes the text of one that crosses twice to everybody: a viewer may have missed the first', () => {
    const { board, flush } = setUp();
    flush(newer());
    flush(newer(NORTH));
    flush(newer());
    expect(namedIn(board, here, 2)).toEqual(['3c664e']);
  });

  it('tells of a removed aircraft where it was shown, the tile that it just left too', () => {
    const { board, flush } = setUp();
    flush(newer());
    flush(newer(NORTH));
    flush(newer({ ...NORTH, state: 'removed' }));
    expect(board.changes(north, 2)).toMatchObject({ shown: [], removed: ['3c664e'] });
    expect(board.changes(here, 0)).toMatchObject({ shown: [], removed: ['3c664e'] });
  });

  it('tells of a removed aircraft that it never had in the tile that the record names', () => {
    const { board, flush } = setUp();
    flush(newer({ state: 'removed' }));
    expect(board.changes(here, 0)).toMatchObject({ shown: [], removed: ['3c664e'] });
    expect(board.changes(north, 0)).toBeNull();
  });

  it('introduces a removed aircraft anew when it is heard again, and no older record of it', () => {
    const { board, flush } = setUp();
    const first = newer();
    flush(first);
    flush({ ...first, state: 'removed' });
    board.take(first);
    expect(board.hasNews()).toBe(false);
    flush(newer(NORTH));
    // Who wasn't told yet that it was removed is told where it is.
    expect(board.changes(here, 1)).toMatchObject({ shown: [NORTH], removed: [] });
    expect(namedIn(board, north, 1)).toEqual(['3c664e']);
  });

  it('tells of one that left and of one that is gone for as long as a viewer may go without a frame', () => {
    const { board, flush } = setUp();
    flush(newer({ icao24: '000001' }), newer({ icao24: '000002' }));
    const endMs = nextMs + LONGEST_SILENCE_MS;
    flush(newer({ icao24: '000001', state: 'removed' }), newer({ icao24: '000002', ...NORTH }));
    while (nextMs < endMs) {
      nextMs += frameEveryMs - 1000;
      flush(newer({ icao24: '000003', lat: -51 }));
    }
    expect(board.changes(here, 1)).toMatchObject({ removed: ['000001'], shown: [NORTH] });
  });

  it('forgets what was told long ago and aircraft whose removal got lost', () => {
    const { board, flush } = setUp();
    flush(newer({ icao24: '000001' }), newer({ icao24: '000002' }));
    flush(newer({ icao24: '000001', state: 'removed' }), newer({ icao24: '000002', ...NORTH }));
    nextMs += 30 * 60_000;
    for (let n = 0; n < TOLD_FLUSHES; n += 1) flush(newer({ icao24: '000003', lat: -51 }));
    nextMs += 30_000;
    flush(newer({ icao24: '000003', lat: -51 }));
    expect(board.changes(here, 0)).toBeNull();
    expect(shownIn(board, north, 0)).toEqual(['000002']);
    expect(board.aircraft()).toBe(2);
    nextMs += 10 * 60_000;
    flush(newer({ icao24: '000003', lat: -51 }));
    expect(board.aircraft()).toBe(1);
    expect(board.changes(north, 0)).toBeNull();
  });

  it('leaves every viewer with the newest record of each aircraft in its tile, whichever flushes reached it', () => {
    const step = fc.record({
      icao24: fc.constantFrom('000001', '000002', '000003'),
      place: fc.constantFrom(HERE, NORTH),
      state: fc.constantFrom('seen', 'seen', 'stale', 'removed'),
      flushes: fc.boolean(),
      reads: fc.boolean(),
    } as const);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { board } = setUp();
        const newest = new Map<string, Position>();
        const seen = new Map<string, Position>();
        let since = 0;
        const read = (): void => {
          const changes = board.changes(here, since);
          for (const position of changes?.shown ?? []) seen.set(position.icao24, position);
          for (const icao24 of changes?.removed ?? []) seen.delete(icao24);
          since = board.flushed();
        };
        for (const { icao24, place, state, flushes, reads } of steps) {
          const position = newer({ icao24, ...place, state });
          const known = newest.get(icao24);
          if (known === undefined || supersedes(position, known)) newest.set(icao24, position);
          board.take(position);
          if (flushes) board.flush(nextMs);
          if (reads) read();
        }
        board.flush(nextMs);
        read();
        const inTile = ({ lat, state }: Position): boolean => lat === HERE.lat && state !== 'removed';
        const byId = (a: Position, b: Position): number => a.icao24.localeCompare(b.icao24);
        expect([...seen.values()].filter(inTile).toSorted(byId)).toEqual(
          [...newest.values()].filter(inTile).toSorted(byId),
        );
      }),
    );
  });
});
