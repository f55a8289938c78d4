import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePositionPack, encodePositionPack, POSITION_PACK_VERSION } from '#contracts/position-pack.ts';
import { isJsonObject, parseJsonObject } from '#contracts/read.ts';
import { aPosition } from '../fixtures/positions.ts';

const folder = new URL('../fixtures/packs/', import.meta.url);
const samples = readdirSync(folder).filter((name) => name.startsWith('position-pack-v'));

function readSample(name: string): { pack: Uint8Array; rows: unknown } {
  const sample = parseJsonObject(readFileSync(new URL(name, folder), 'utf8'));
  return { pack: Buffer.from(String(sample['pack']), 'hex'), rows: sample['rows'] };
}

describe('samples of every version of packed positions', () => {
  it('include the version that is written now', () => {
    expect(samples).toContain(`position-pack-v${POSITION_PACK_VERSION}.json`);
  });

  it.each(samples)('%s decodes to the rows that were packed', (name) => {
    const { pack, rows } = readSample(name);
    expect(decodePositionPack(pack)).toEqual(rows);
  });

  it('are of the version that their first byte says', () => {
    for (const name of samples) expect(readSample(name).pack[0]).toBe(Number(/v(\d+)/.exec(name)?.[1]));
  });

  it('of the version written now are what this code writes: the format has not changed silently', () => {
    const { pack, rows } = readSample(`position-pack-v${POSITION_PACK_VERSION}.json`);
    const positions = (Array.isArray(rows) ? rows : []).filter(isJsonObject).map((row) => aPosition(row));
    const aircraft = [...Map.groupBy(positions, (position) => position.icao24).values()];
    expect(Buffer.from(encodePositionPack(aircraft)).toString('hex')).toBe(Buffer.from(pack).toString('hex'));
  });
});
