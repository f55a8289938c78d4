import { once } from 'node:events';
import { createServer } from 'node:http';
import { systemClock } from '#adapters/observability/clock.ts';
import { createAccountBook } from './lufthansa-stub/account.ts';
import { createAnswers } from './lufthansa-stub/answer-request.ts';
import { createFaultPlan } from './lufthansa-stub/faults.ts';
import { NO_FAULTS, type LufthansaStub, type LufthansaStubOptions } from './lufthansa-stub/options.ts';
import { createQuota } from './lufthansa-stub/quota.ts';
import { createSampleApi } from './lufthansa-stub/sample-api.ts';
import { sendReply } from './lufthansa-stub/send-reply.ts';
import { createTokens } from './lufthansa-stub/tokens.ts';

export type { LufthansaStub, LufthansaStubOptions, StubAccount, StubFaults } from './lufthansa-stub/options.ts';

const FREE_PLAN = { callsPerSecond: 6, callsPerHour: 1000 };
/** 6 hours, as the documentation's example. */
const TOKEN_EXPIRES_IN_S = 21_600;
/** Connections at one time. */
const MOST_CONNECTIONS = 256;

/**
 * The Lufthansa Open API for machines without credentials, quirks and all: listens on 127.0.0.1. `GET /stub/account` beside
 * the API tells what {@link LufthansaStub.account} tells, for other processes.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startLufthansaStub(options: LufthansaStubOptions = {}): Promise<LufthansaStub> {
  const { port = 0, size = 'standard', clock = systemClock } = options;
  const faults = { ...NO_FAULTS, ...options.faults };
  const plan = createFaultPlan(faults);
  const book = createAccountBook();
  const answer = createAnswers({
    tokens: createTokens({
      clients: options.clients ?? null,
      expiresInS: options.tokenExpiresInS ?? TOKEN_EXPIRES_IN_S,
      clock,
    }),
    withinQuota: createQuota({ ...FREE_PLAN, ...options.quota }, clock, book),
    plan,
    latencyMs: faults.latencyMs,
    book,
    api: createSampleApi({ size, plan, clock }),
  });

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => sendReply(request, response, reply),
      (error: unknown) => {
        console.error('The stub failed to answer', request.url, error);
        response.destroy();
      },
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    account: book.account,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
