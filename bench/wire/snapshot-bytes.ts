import { tilesOf, type TileArea } from '#domain/level-tiles.ts';
import { createSnapshotBodies } from '../../lambdas/http-api/positions/snapshot-bodies.ts';
import type { Picture } from './rivals.ts';

/** Bytes of the bodies that the page of a new viewer fetches: the area's tiles, each compressed with Brotli as it is served. */
export async function snapshotBytes({ atMs, positions }: Picture, area: TileArea): Promise<number> {
  const stored = { live: positions, replay: [], simulated: [] };
  const picture = { asOfMs: atMs, readAtMs: atMs, newestReceivedAtMs: atMs, positions: stored, feeds: [] };
  const bodyOf = createSnapshotBodies();
  const bodies = await Promise.all(
    tilesOf(area).map((tile) =>
      bodyOf(picture, { tile: { level: area.level, tile }, simulated: false, form: 'columns' }).encoded('br'),
    ),
  );
  return bodies.reduce((sum, { length }) => sum + length, 0);
}
