import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../read-body.ts';
import type { AccountBook } from './account.ts';
import type { FaultPlan } from './faults.ts';
import { gatewayError, type StubReply } from './reply.ts';
import { UNAUTHORIZED, type Tokens } from './tokens.ts';

/** The API behind the gateway. Null for a path that it doesn't have. */
export type SampleApi = (path: readonly string[], query: URLSearchParams) => StubReply | null;

interface AnswerTools {
  readonly tokens: Tokens;
  readonly withinQuota: (client: string) => StubReply | null;
  readonly plan: FaultPlan;
  readonly latencyMs: number;
  readonly book: AccountBook;
  readonly api: SampleApi;
}

const MOST_BODY_BYTES = 16_384;
const PREFIX = '/v1/';
const TOKEN_PATHS = new Set(['/oauth/token', '/partners/oauth/token']);

/** Answers a request as the gateway does: who is it, may it call yet, and what does the API say. */
export function createAnswers(tools: AnswerTools): (request: IncomingMessage) => Promise<StubReply> {
  const { tokens, withinQuota, plan, latencyMs, book, api } = tools;

  const issueToken = async (request: IncomingMessage): Promise<StubReply> => {
    const body = await readBody(request, MOST_BODY_BYTES);
    if (request.method !== 'POST' || body === null) return gatewayError(405, 'Method Not Allowed');
    const form = new URLSearchParams(body.toString('utf8'));
    return withinQuota(form.get('client_id') ?? '') ?? tokens.issue(form);
  };

  const callApi = (request: IncomingMessage, url: URL): StubReply => {
    const client = tokens.clientOf(request.headers.authorization);
    if (client === null) return UNAUTHORIZED;
    const refusal = withinQuota(client) ?? plan.nextCall();
    if (refusal !== null) return refusal;
    if (request.method !== 'GET' && request.method !== 'HEAD') return gatewayError(405, 'Method Not Allowed');
    const path = url.pathname.slice(PREFIX.length).split('/').filter(Boolean).map(decodeURIComponent);
    return api(path, url.searchParams) ?? gatewayError(596, 'Service Not Found');
  };

  return async (request) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    if (url.pathname === '/stub/account') return { status: 200, body: { ...book.account } };
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length - 1) : url.pathname;
    book.countCall(path);
    const reply = TOKEN_PATHS.has(path) ? await issueToken(request) : callApi(request, url);
    book.countAnswer(reply.status);
    if (reply.isFault === true) book.countFault();
    if (latencyMs > 0) await sleep(latencyMs);
    return reply;
  };
}
