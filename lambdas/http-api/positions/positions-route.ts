import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '#contracts/http-api.ts';
import { columnSnapshotSchema, positionsQuery, snapshotSchema } from '#contracts/http-positions.ts';
import { toColumns } from '#contracts/live-frame.ts';
import { toIdentityColumns } from '#contracts/live-messages.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { COLUMNS_EXAMPLE, SNAPSHOT_EXAMPLE } from '../examples.ts';
import { listPositions, type PositionList } from './list-positions.ts';
import { preferred } from '../answers/negotiation.ts';
import { malformed, tooLarge, unavailable } from '../answers/problem-answers.ts';
import type { Picture } from './read-picture.ts';
import { roundedMotion } from './rounding.ts';

const positionsRoute = createRoute({
  method: 'get',
  path: ROUTES.positions,
  summary: 'Aircraft heard lately',
  description:
    'The newest position of every aircraft heard lately. Live ones; where no live feed runs, those of a replay; where ' +
    'that does not run either, simulated ones.',
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

export function servePositions(app: OpenAPIHono<DeliveryEnv>, readPicture: () => Promise<Picture>): void {
  app.openapi(positionsRoute, async (c) => {
    const { bbox, simulated = false } = c.req.valid('query');
    c.set('narrowedBy', 'bbox');
    const list = listPositions(await readPicture(), { bbox, simulated });
    c.header('Cache-Control', CACHE_CONTROL);
    c.header('Vary', 'Accept');
    const mediaType = preferred(c.req.header('Accept') ?? '*/*', ['application/json', COLUMNS_MEDIA_TYPE]);
    return mediaType === COLUMNS_MEDIA_TYPE
      ? c.json(toColumnSnapshot(list), 200, { 'Content-Type': COLUMNS_MEDIA_TYPE })
      : c.json(toSnapshot(list), 200);
  });
}

function toSnapshot({ asOfMs, kinds, positions }: PositionList) {
  return {
    asOfMs,
    kinds: [...kinds],
    positions: positions.map((position) => ({ ...position, ...roundedMotion(position) })),
  };
}

/** The WebSocket's columns without the limits of its frames. */
function toColumnSnapshot({ asOfMs, readAtMs, kinds, positions }: PositionList) {
  return {
    asOfMs,
    kinds,
    positions: toColumns(positions, readAtMs, 'world'),
    identity: toIdentityColumns(positions),
  };
}
