import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '#contracts/http-api.ts';
import { columnSnapshotSchema, positionsQuery, snapshotSchema } from '#contracts/http-positions.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { COLUMNS_EXAMPLE, SNAPSHOT_EXAMPLE } from '../examples.ts';
import { preferred } from '../answers/negotiation.ts';
import { malformed, tooLarge, unavailable } from '../answers/problem-answers.ts';
import type { Picture } from './read-picture.ts';
import { createSnapshotBodies } from './snapshot-bodies.ts';
import { validQuery } from '../answers/validation.ts';

const positionsRoute = createRoute({
  method: 'get',
  path: ROUTES.positions,
  summary: 'Aircraft heard lately',
  description:
    'The newest position of every aircraft heard lately. Live ones; where no live feed runs, those of a replay; where ' +
    'that does not run either, simulated ones. Of the world, of a box, or of one tile of a level of detail: those who look at ' +
    'the same tile get the same answer, which caches keep for a second.',
  request: { query: positionsQuery },
  responses: {
    200: {
      description: 'The snapshot, as rows or as columns by `Accept`.',
      content: {
        'application/json': { schema: snapshotSchema, example: SNAPSHOT_EXAMPLE },
        [COLUMNS_MEDIA_TYPE]: { schema: columnSnapshotSchema, example: COLUMNS_EXAMPLE },
      },
    },
    400: malformed,
    413: tooLarge,
    503: unavailable,
  },
});

/** As long as the picture is remembered: a cache in between saves the invocation, and nobody sees older than 2 s. */
const CACHE_CONTROL = 'public, max-age=1';

/**
 * Described in the OpenAPI text but routed by itself: a typed route would make its answer's text anew for each of those who
 * ask for the same tile.
 */
export function servePositions(app: OpenAPIHono<DeliveryEnv>, readPicture: () => Promise<Picture>): void {
  const bodyOf = createSnapshotBodies();
  app.openAPIRegistry.registerPath(positionsRoute);
  app.get(ROUTES.positions, async (c) => {
    const query = validQuery(c, positionsQuery);
    if (query instanceof Response) return query;
    const { bbox, tile, simulated = false } = query;
    c.set('narrowedBy', tile === undefined ? 'bbox' : 'tile');
    const mediaType = preferred(c.req.header('Accept') ?? '*/*', ['application/json', COLUMNS_MEDIA_TYPE]);
    const form = mediaType === COLUMNS_MEDIA_TYPE ? 'columns' : 'rows';
    c.set('body', bodyOf(await readPicture(), { bbox, tile, simulated, form }));
    return c.body(null, 200, {
      'Content-Type': mediaType ?? 'application/json',
      'Cache-Control': CACHE_CONTROL,
      Vary: 'Accept',
    });
  });
}
