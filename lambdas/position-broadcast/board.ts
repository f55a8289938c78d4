import { includesLevel, LEVEL_RULES } from '#domain/level.ts';
import { tileAt } from '#domain/level-tiles.ts';
import { ADSC_LIFETIME_MS, supersedes, type Level, type Position } from '#domain/position.ts';
import { changesOf, createBoardTile, sweepTile, type BoardTile, type Entry, type TileChanges } from './board-tile.ts';
import { LONGEST_SILENCE_MS } from './flush-plan.ts';
import { hasSameText } from './same-text.ts';

/**
 * What viewers of one level are to see: per tile the newest record of each aircraft, with the number of the flush that
 * takes it. A viewer that has the flushes up to a number gets all that is newer: the newest state, however much it missed.
 */
export interface Board {
  readonly level: Level;
  /** Takes a record of this level or a coarser one that is newer than what is here; others change nothing. */
  take(position: Position): void;
  /** Whether anything came since the last flush. */
  hasNews(): boolean;
  /** Closes what came since the last flush and gives its number; without news the last one's. */
  flush(nowMs: number): number;
  /** Number of the last flush. */
  flushed(): number;
  /** What the flushes after `since` take to a tile's viewers; null for nothing. */
  changes(tile: number, since: number): TileChanges | null;
  /** The aircraft that the flushes after `since` take, gone ones too. */
  changedEntries(since: number): Iterable<Entry>;
  aircraft(): number;
}

/** How long viewers that missed it can still be told that an aircraft left a tile or is gone. */
const TOLD_MS = LONGEST_SILENCE_MS;
/** A pause that ends right after a flush lasts until the next one; and the clock of the frames may be a little ahead. */
const SPARE_FLUSHES = 2;
/** The whole sky is some 15,000 aircraft at a time; a container may see all of them. */
const MOST_AIRCRAFT = 50_000;
/** An aircraft without a record for so long is gone: the record that said so got lost. */
const FORGOTTEN_AFTER_MS = ADSC_LIFETIME_MS + 5 * 60_000;
const SWEEP_EVERY_MS = 30_000;

export function createBoard(level: Level): Board {
  const aircraft = new Map<string, Entry>();
  const tiles = new Map<number, BoardTile>();
  const toldFlushes = Math.ceil(TOLD_MS / LEVEL_RULES[level].frameEveryMs) + SPARE_FLUSHES;
  let flushed = 0;
  let isNew = false;
  let sweepAtMs = -Infinity;

  /** The tile, with something in it for the next flush. */
  const touch = (tile: number): BoardTile => {
    let held = tiles.get(tile);
    if (held === undefined) tiles.set(tile, (held = createBoardTile()));
    held.flush = flushed + 1;
    return held;
  };

  /** To the end of the map: the first one is the longest untouched. */
  const moveToEnd = (icao24: string, entry: Entry): void => {
    aircraft.delete(icao24);
    aircraft.set(icao24, entry);
  };

  const newEntry = (position: Position, flush: number): Entry => ({
    position,
    flush,
    tile: tileAt(level, position),
    textFlush: flush,
    from: null,
    movedFlush: 0,
    before: null,
  });

  const place = (entry: Entry): void => {
    const { icao24 } = entry.position;
    const { entries, left, removed } = touch(entry.tile);
    left.delete(icao24);
    removed.delete(icao24);
    entries.set(icao24, entry);
  };

  const remove = (entry: Entry): void => {
    const { icao24 } = entry.position;
    for (const number of [entry.tile, entry.from]) {
      const tile = number === null ? undefined : tiles.get(number);
      if (number === null || tile === undefined) continue;
      const isShown = number === entry.tile || tile.left.has(icao24);
      tile.entries.delete(icao24);
      tile.left.delete(icao24);
      if (isShown) touch(number).removed.set(icao24, flushed + 1);
    }
  };

  const move = (entry: Entry, tile: number): void => {
    const { icao24 } = entry.position;
    const old = touch(entry.tile);
    old.entries.delete(icao24);
    old.left.set(icao24, { entry, flush: flushed + 1 });
    // One that moves again soon may be of a tile that a slow viewer has never been sent.
    if (entry.movedFlush > Math.max(0, flushed - toldFlushes)) entry.textFlush = flushed + 1;
    entry.from = entry.tile;
    entry.movedFlush = flushed + 1;
    entry.tile = tile;
  };

  const forget = (icao24: string, entry: Entry): void => {
    aircraft.delete(icao24);
    tiles.get(entry.tile)?.entries.delete(icao24);
  };

  /**
   * Shows an aircraft as a new one. Tiles whose viewers weren't told yet that it was removed are told where it is instead.
   */
  const introduce = (position: Position, gone?: Entry): void => {
    const { icao24 } = position;
    const fresh = newEntry(position, flushed + 1);
    const toldIn = gone === undefined ? [] : [gone.tile, gone.from];
    // The same object: tiles that it left refer to it.
    const entry = gone === undefined ? fresh : Object.assign(gone, fresh);
    moveToEnd(icao24, entry);
    for (const number of toldIn) {
      if (number === null || tiles.get(number)?.removed.delete(icao24) !== true) continue;
      touch(number).left.set(icao24, { entry, flush: flushed + 1 });
    }
    if (position.state === 'removed') touch(entry.tile).removed.set(icao24, flushed + 1);
    else place(entry);
  };

  const update = (entry: Entry, position: Position): void => {
    const next = flushed + 1;
    if (entry.flush !== next) entry.before = entry.position;
    if (!hasSameText(entry.position, position)) entry.textFlush = next;
    entry.position = position;
    entry.flush = next;
    moveToEnd(position.icao24, entry);
    if (position.state === 'removed') {
      remove(entry);
      return;
    }
    const tile = tileAt(level, position);
    if (tile !== entry.tile) move(entry, tile);
    place(entry);
  };

  const sweep = (nowMs: number): void => {
    sweepAtMs = nowMs + SWEEP_EVERY_MS;
    for (const [icao24, entry] of aircraft) {
      const isOld = nowMs - entry.position.receivedAtMs > FORGOTTEN_AFTER_MS;
      const isTold = entry.position.state === 'removed' && entry.flush < flushed - toldFlushes;
      if (isOld || isTold) forget(icao24, entry);
    }
    for (const [number, tile] of tiles) if (!sweepTile(tile, flushed - toldFlushes)) tiles.delete(number);
  };

  return {
    level,
    take(position) {
      if (!includesLevel(level, position.level)) return;
      const known = aircraft.get(position.icao24);
      if (known !== undefined && !supersedes(position, known.position)) return;
      isNew = true;
      if (known === undefined || known.position.state === 'removed') introduce(position, known);
      else update(known, position);
      const [oldest] = aircraft.size > MOST_AIRCRAFT ? aircraft : [];
      if (oldest !== undefined) forget(...oldest);
    },
    hasNews: () => isNew,
    flush(nowMs) {
      if (isNew) flushed += 1;
      isNew = false;
      if (nowMs >= sweepAtMs) sweep(nowMs);
      return flushed;
    },
    flushed: () => flushed,
    changes(tile, since) {
      const held = tiles.get(tile);
      return held === undefined || held.flush <= since ? null : changesOf(held, since);
    },
    *changedEntries(since) {
      for (const entry of aircraft.values()) if (entry.flush > since) yield entry;
    },
    aircraft: () => aircraft.size,
  };
}
