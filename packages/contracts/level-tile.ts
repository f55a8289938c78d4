import { columnsOf, rowsOf, tileName } from '#domain/level-tiles.ts';
import { LEVELS, type Level } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';

/** One tile of a level of detail. */
export interface LevelTile {
  readonly level: Level;
  /** Number within the level. */
  readonly tile: number;
}

const NAME = /^([a-z]+)\/(0|[1-9]\d{0,5})$/;

/**
 * Parses what {@link tileName} gives.
 * @throws ContractError when it is malformed, or when its level has no such tile
 */
export function parseTileName(text: string): LevelTile {
  const [, name, number] = NAME.exec(text) ?? [];
  const level = LEVELS.find((candidate) => candidate === name);
  if (level === undefined) {
    throw new ContractError('tile_invalid', 'tile', `tile must be ${LEVELS.join(', ')} with a number: world/0`);
  }
  const tile = Number(number);
  const last = columnsOf(level) * rowsOf(level) - 1;
  if (tile > last) {
    const [from, to] = [tileName(level, 0), tileName(level, last)];
    throw new ContractError('tile_invalid', 'tile', `tile must be ${from} to ${to} at this level`);
  }
  return { level, tile };
}
