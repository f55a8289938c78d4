import type { FetchLike } from '#adapters/lufthansa/http-exchange.ts';

export interface FakeReply {
  /** @default 200 */
  readonly status?: number;
  /** JSON unless it is text. @default {} */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `hang`: never answers; `refuse`: no connection; else what is answered. */
export type FakeBehaviour = FakeReply | 'hang' | 'refuse';

/** A token, with these members instead of the usual, or a failure. */
export type FakeTokenReply = { readonly token: object } | FakeBehaviour;

export interface SeenRequest {
  readonly method: string;
  /** With query, from the base address. */
  readonly path: string;
  readonly authorization: string | null;
  readonly accept: string | null;
  readonly body: string;
  readonly redirect: string;
}

export interface FakeLufthansa {
  readonly baseUrl: string;
  readonly fetch: FetchLike;
  readonly requests: readonly SeenRequest[];
  /** Paths asked for, without those for tokens. */
  paths(): string[];
  /** Requests for tokens. */
  tokenRequests(): number;
  /** Tokens handed out so far are no longer accepted. */
  revoke(): void;
}

const BASE_URL = 'https://lufthansa.test/v1';

/** Lufthansa as `fetch`: gives tokens and accepts no others; what it answers otherwise is the test's. */
export function createFakeLufthansa(
  answer: (path: string, nth: number) => FakeBehaviour,
  answerToken: (nth: number) => FakeTokenReply = () => ({ token: {} }),
): FakeLufthansa {
  const requests: SeenRequest[] = [];
  const good = new Set<string>();
  const isToken = ({ path }: SeenRequest): boolean => path === '/oauth/token';
  const count = (token: boolean): number => requests.filter((request) => isToken(request) === token).length;

  const behave = (request: SeenRequest): FakeBehaviour => {
    if (isToken(request)) {
      const nth = count(true);
      const behaviour = answerToken(nth);
      if (typeof behaviour === 'string' || !('token' in behaviour)) return behaviour;
      good.add(`Bearer token${nth}`);
      return {
        body: { access_token: `token${nth}`, token_type: 'bearer', expires_in: 21_600, ...behaviour.token },
      };
    }
    if (!good.has(request.authorization ?? '')) return { status: 401, body: { Error: 'Unauthorized' } };
    return answer(request.path, count(false));
  };

  return {
    baseUrl: BASE_URL,
    requests,
    paths: () => requests.filter((request) => !isToken(request)).map(({ path }) => path),
    tokenRequests: () => count(true),
    revoke: () => good.clear(),
    async fetch(url, { method = 'GET', headers, body, signal, redirect = 'follow' }) {
      if (!url.startsWith(BASE_URL)) throw new Error(`unexpected address ${url}`);
      const sent = new Headers(headers);
      requests.push({
        method,
        path: url.slice(BASE_URL.length),
        authorization: sent.get('authorization'),
        accept: sent.get('accept'),
        body: typeof body === 'string' ? body : '',
        redirect,
      });
      const behaviour = behave(requests.at(-1)!);
      if (behaviour === 'refuse')
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
      if (behaviour === 'hang') return hang(signal ?? null);
      const { status = 200, body: reply = {}, headers: replyHeaders = {} } = behaviour;
      return new Response(typeof reply === 'string' ? reply : JSON.stringify(reply), { status, headers: replyHeaders });
    },
  };
}

const hang = (signal: AbortSignal | null): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
  });
