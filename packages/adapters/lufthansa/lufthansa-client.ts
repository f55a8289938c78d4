import type { Clock } from '../observability/clock.ts';
import type { Logger } from '../observability/logger.ts';
import { createCallSlot } from './quota/call-slot.ts';
import { exchangeHttp, type FetchLike, type HttpAnswer, type HttpRequest } from './http-exchange.ts';
import { judgeAnswer, MOST_TRIES, type EndpointKind, type Verdict } from './judge-answer.ts';
import type { CallOptions, RawReply } from './lufthansa-api.ts';
import { LufthansaError } from './lufthansa-error.ts';
import { parseToken } from './token/parse-token.ts';
import type { QuotaStore } from './quota/quota-store.ts';
import { createTokenSource } from './token/token-source.ts';
import type { AccessToken, TokenStore } from './token/token-store.ts';

export interface LufthansaClientOptions {
  /** `https://api.lufthansa.com/v1`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly quota: QuotaStore;
  readonly tokens: TokenStore;
  readonly fetch: FetchLike;
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Logger;
  /** Names this process where one at a time may do something. */
  readonly holder: string;
}

/** What a path gave in the end. */
export type ClientAnswer =
  | { readonly kind: 'ok'; readonly json: unknown; readonly raw: RawReply }
  | { readonly kind: 'not-found' | 'bad-range'; readonly status: number };

export interface LufthansaClient {
  /**
   * Asks for a path, as often as its failures deserve.
   * @param path with query, from the base address, such as `/mds-references/countries?limit=100`
   * @throws LufthansaError
   */
  get(path: string, kind: Exclude<EndpointKind, 'token'>, options: CallOptions): Promise<ClientAnswer>;
  /** Requests sent, those for tokens and repeated ones included. */
  calls(): number;
}

const TOKEN_PATH = '/oauth/token';
/** Lufthansa's slowest answers took 15 s. */
const TIMEOUT_MS = 20_000;
/** A day of one airline's schedules has 2 MB, a page of anything less. */
const MOST_BYTES = 8 * 1024 * 1024;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 30_000;
/** Added to a wait that Lufthansa told, in jitter, so that all who were told it don't come back together. */
const WAIT_JITTER_MS = 500;

/** A path and how to ask for it; `token` is null for the one that gives tokens. */
interface Question {
  readonly kind: EndpointKind;
  readonly request: (token: string | null) => HttpRequest;
}

type Final = Extract<Verdict, { kind: 'ok' | 'not-found' | 'bad-range' }>;

interface Settled {
  readonly final: Final;
  readonly answer: HttpAnswer;
}

/** `answer` is null where none came. */
type Judged = Settled | { readonly verdict: Exclude<Verdict, Final>; readonly answer: HttpAnswer | null };

/**
 * The one place where calls of the Lufthansa API are made: each waits for its slot, carries the shared token, and is judged and
 * repeated by the table in judge-answer.ts.
 */
export function createLufthansaClient(options: LufthansaClientOptions): LufthansaClient {
  const { quota, tokens, clock, random, sleep, log, holder } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const slot = createCallSlot({ quota, clock, sleep });
  const http = { fetch: options.fetch, sleep, maxBytes: MOST_BYTES };
  const tokenSource = createTokenSource({ store: tokens, request: requestToken, clock, random, sleep, holder });
  let calls = 0;

  async function send(request: HttpRequest, call: CallOptions): Promise<HttpAnswer> {
    await slot.take(call);
    calls += 1;
    const timeoutMs = Math.min(TIMEOUT_MS, Math.max(0, call.untilMs - clock()));
    const answer = await exchangeHttp(http, request, { signal: call.signal, timeoutMs });
    log.debug('lufthansa answered', { path: request.label, status: answer.status, messageId: answer.messageId });
    return answer;
  }

  /** @throws LufthansaError of what can't be repeated */
  async function judged(request: HttpRequest, kind: EndpointKind, call: CallOptions): Promise<Judged> {
    try {
      const answer = await send(request, call);
      const verdict = judgeAnswer(answer, kind, clock());
      return isFinal(verdict) ? { final: verdict, answer } : { verdict, answer };
    } catch (error) {
      if (!(error instanceof LufthansaError) || error.kind !== 'unavailable') throw error;
      if (clock() >= call.untilMs) throw new LufthansaError('aborted', `${request.label}: no answer in the time given`);
      const verdict = { kind: 'retry', error: error.kind, reason: error.message, waitMs: null } as const;
      return { verdict: { ...verdict, mostTries: MOST_TRIES }, answer: null };
    }
  }

  async function ask(question: Question, call: CallOptions): Promise<Settled> {
    let refused: string | null = null;
    for (let tries = 1; ; tries += 1) {
      const token: string | null = question.kind === 'token' ? null : await tokenSource.get(refused, call);
      const request = question.request(token);
      const outcome = await judged(request, question.kind, call);
      if ('final' in outcome) return outcome;
      const { verdict, answer } = outcome;
      const failure = { label: request.label, answer };
      if (verdict.kind === 'refresh' && refused === null && tries < MOST_TRIES) refused = token;
      else if (verdict.kind === 'retry' && tries < verdict.mostTries) await pauseFor(verdict, { tries, call, failure });
      else throw await failed(verdict, failure);
    }
  }

  async function pauseFor(
    verdict: Extract<Verdict, { kind: 'retry' }>,
    { tries, call, failure }: { readonly tries: number; readonly call: CallOptions; readonly failure: Failure },
  ): Promise<void> {
    const waitMs =
      verdict.waitMs === null
        ? random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1))
        : verdict.waitMs + random() * WAIT_JITTER_MS;
    if (clock() + waitMs > call.untilMs) throw await failed(verdict, failure, waitMs);
    log.debug('lufthansa is asked again', { path: failure.label, reason: verdict.reason, waitMs: Math.round(waitMs) });
    await sleep(waitMs, call.signal);
  }

  /** The error of a verdict that ends a call; a spent hour is told to all others first. */
  async function failed(
    verdict: Exclude<Verdict, Final>,
    { label, answer }: Failure,
    retryAfterMs: number | null = null,
  ): Promise<LufthansaError> {
    const details = { status: answer?.status ?? null, messageId: answer?.messageId ?? null };
    const id = answer?.messageId == null ? '' : ` (message ${answer.messageId.slice(0, 100)})`;
    const message = answer === null ? verdict.reason : `${label}: ${verdict.reason}${id}`;
    if (verdict.kind !== 'pause') return new LufthansaError(verdict.error, message, { ...details, retryAfterMs });
    await quota.pause(verdict.waitMs);
    log.warn('lufthansa takes no more calls for now', { reason: verdict.reason, waitMs: verdict.waitMs });
    return new LufthansaError('quota', message, { ...details, retryAfterMs: verdict.waitMs });
  }

  async function requestToken(call: CallOptions): Promise<AccessToken> {
    const body = new URLSearchParams({
      client_id: options.clientId,
      client_secret: options.clientSecret,
      grant_type: 'client_credentials',
    });
    const { answer } = await ask(
      {
        kind: 'token',
        request: () => ({
          label: TOKEN_PATH,
          url: baseUrl + TOKEN_PATH,
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
          body: body.toString(),
        }),
      },
      call,
    );
    return parseToken(answer.body);
  }

  return {
    async get(path, kind, call) {
      const { final, answer } = await ask({ kind, request: (token) => aGet(baseUrl, path, token) }, call);
      if (final.kind !== 'ok') return { kind: final.kind, status: answer.status };
      return { kind: 'ok', json: final.json, raw: { path, status: answer.status, body: answer.body } };
    },
    calls: () => calls,
  };
}

interface Failure {
  readonly label: string;
  /** Null where there was none. */
  readonly answer: HttpAnswer | null;
}

const isFinal = (verdict: Verdict): verdict is Final =>
  verdict.kind === 'ok' || verdict.kind === 'not-found' || verdict.kind === 'bad-range';

/** `Bearer` with a capital B: Lufthansa takes no other, though its token says `bearer`. */
const aGet = (baseUrl: string, path: string, token: string | null): HttpRequest => ({
  label: path,
  url: baseUrl + path,
  method: 'GET',
  headers: { accept: 'application/json', authorization: `Bearer ${token ?? ''}` },
});
