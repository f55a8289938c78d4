import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '#contracts/http-api.ts';
import { AIRLINES_VERSION } from '#contracts/version.ts';
import type { DeliveryEnv } from './answers/deliver.ts';
import { describeAdmin } from './describe-admin.ts';

const openapiRoute = createRoute({
  method: 'get',
  path: ROUTES.openapi,
  summary: 'This description',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      content: {
        'application/json': {
          schema: z.record(z.string(), z.unknown()).meta({ id: 'OpenApi' }),
          example: { openapi: '3.1.0', info: { title: 'Airlines', version: AIRLINES_VERSION }, paths: {} },
        },
      },
    },
  },
});

/** Serves the text that follows from the routes' own schemas, with the admin function's; add it last. */
export function serveOpenApi(app: OpenAPIHono<DeliveryEnv>): void {
  let document: Record<string, unknown> | undefined;
  describeAdmin(app);
  app.openapi(openapiRoute, (c) => {
    document ??= {
      ...app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Airlines',
          version: AIRLINES_VERSION,
          description: 'Aircraft positions, live and stored. Errors are problem details (RFC 9457).',
          license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
        },
        servers: [{ url: '/', description: 'The same origin as the page.' }],
      }),
    };
    c.header('Cache-Control', 'public, max-age=3600');
    return c.json(document, 200);
  });
}
