import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { createApp } from '../../lambdas/admin-api/app.ts';
import type { AdminApiDeps, AdminApiHandler } from '../../lambdas/admin-api/handler.ts';
import { answerFailures } from '../../lambdas/admin-api/refuse.ts';
import type { Environment } from './environment.ts';

/** The admin function, which gets what it works with only after the page is there. */
export interface AdminHost {
  readonly handler: (event: APIGatewayProxyEventV2) => Promise<unknown>;
  /** From here on it works. */
  host(env: Environment, startEtl: NonNullable<AdminApiDeps['startEtl']>): Promise<void>;
  close(): Promise<void>;
}

export interface AdminHostOptions {
  readonly adminToken: string | null;
  /** Why it doesn't work yet, or at all, for those who ask in the meantime. */
  readonly notYet: { readonly reason: string; readonly retryAfterMs: number };
  readonly logger: Logger;
}

/** Until it works operators are told why not, and nobody else more than ever. */
export function createAdminHost({ adminToken, notYet, logger }: AdminHostOptions): AdminHost {
  const { reason, retryAfterMs } = notYet;
  const refuse = (): Promise<never> => Promise.reject(new LufthansaError('throttled', reason, { retryAfterMs }));
  const waiting = answerFailures(
    createApp({ importDay: refuse, startReferences: refuse, adminToken, clock: systemClock, logger }),
    logger,
  );
  let hosted: AdminApiHandler | null = null;
  return {
    handler: (event) => (hosted ?? waiting)(event),
    host: async (env, startEtl) => {
      // Loaded only now: what it needs is of no use to those who wait for the page.
      const [{ readConfig }, { createHandler }] = await Promise.all([
        import('../../lambdas/admin-api/config.ts'),
        import('../../lambdas/admin-api/handler.ts'),
      ]);
      const config = readConfig({ ...env, [ENV.adminToken]: adminToken ?? undefined });
      hosted = createHandler(config, { logger, startEtl });
    },
    close: async () => {
      await hosted?.close();
    },
  };
}
