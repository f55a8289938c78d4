import { identityText, parseServerMessage, removedText, type ServerMessage } from '#contracts/live-messages.ts';
import { joinFrame, packTile } from '#contracts/tile-frame.ts';
import { includesLevel, LEVEL_RULES } from '#domain/level.ts';
import { tileAt } from '#domain/level-tiles.ts';
import type { Level, Position } from '#domain/position.ts';

/** What is sent to one viewer of everything. */
export interface FrameLine {
  /** @returns the messages that leave when these records have come, none between two frames */
  take(atMs: number, records: readonly Position[]): readonly string[];
}

export function createFrameLine(level: Level): FrameLine {
  const everyMs = LEVEL_RULES[level].frameEveryMs;
  let flushedAtMs = -Infinity;
  const waiting = new Map<string, Position>();
  const texts = new Map<string, string>();
  return {
    take(atMs, records) {
      for (const record of records) if (includesLevel(level, record.level)) waiting.set(record.icao24, record);
      if (waiting.size === 0 || atMs - flushedAtMs < everyMs) return [];
      flushedAtMs = atMs;
      const newest = [...waiting.values()];
      waiting.clear();
      const shown = newest.filter(({ state }) => state !== 'removed');
      const introduced = shown.filter((position) => {
        const { callsign, registration, typeCode, squawk, category } = position;
        const text = [callsign, registration, typeCode, squawk, category].join();
        const isNew = texts.get(position.icao24) !== text;
        texts.set(position.icao24, text);
        return isNew;
      });
      const removed = newest.filter(({ state }) => state === 'removed');
      const tiles = Map.groupBy(shown, (position) => tileAt(level, position));
      return joinFrame(
        { level, atMs, everyMs },
        {
          tiles: [...tiles].flatMap(([tile, positions]) => packTile(positions, { level, tile, atMs })),
          identity: identityText(introduced),
          removed: removedText(removed.map(({ icao24 }) => ({ icao24, reason: 'expired' }))),
        },
      );
    },
  };
}

/** A frame as a viewer decodes it. */
export type DecodedFrame = Extract<ServerMessage, { type: 'frame' }>;

export function decodeFrame(text: string): DecodedFrame {
  const message = parseServerMessage(text);
  if (message.type !== 'frame') throw new Error(`expected a frame, not ${message.type}`);
  return message;
}
