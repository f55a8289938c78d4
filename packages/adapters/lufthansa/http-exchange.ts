import { LufthansaError } from './lufthansa-error.ts';

export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpExchangeOptions {
  readonly fetch: FetchLike;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Longest body that is read, decompressed. */
  readonly maxBytes: number;
}

export interface HttpRequest {
  /** What it is called in messages: the path, never a secret. */
  readonly label: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** `Retry-After` as sent. */
  readonly retryAfter: string | null;
  /** The gateway's own word for a refusal, `ERR_403_DEVELOPER_OVER_QPS`. */
  readonly errorCode: string | null;
  readonly messageId: string | null;
}

/**
 * Sends one request and reads the answer as text, whatever its status.
 * @throws LufthansaError `unavailable` for no answer in time, `aborted`, or `bad-answer` for a body over the limit
 */
export async function exchangeHttp(
  { fetch, sleep, maxBytes }: HttpExchangeOptions,
  request: HttpRequest,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<HttpAnswer> {
  const { label, url, method, headers, body } = request;
  const isOver = new AbortController();
  const stop = new AbortController();
  // The limit holds for the body too, which may stop in its middle.
  const limit = sleep(timeoutMs, AbortSignal.any([signal, isOver.signal])).then(() => {
    stop.abort();
  });
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // A redirect would carry the secret of the token call along.
      redirect: 'manual',
      signal: stop.signal,
    });
    return {
      status: response.status,
      body: await readText(response, { label, maxBytes }),
      retryAfter: response.headers.get('retry-after'),
      errorCode: response.headers.get('x-mashery-error-code'),
      messageId: response.headers.get('x-mashery-message-id'),
    };
  } catch (error) {
    if (error instanceof LufthansaError) throw error;
    if (signal.aborted) throw new LufthansaError('aborted', `${label}: no longer wanted`, { cause: error });
    const reason = stop.signal.aborted
      ? `no answer within ${Math.round(timeoutMs / 1000)} s`
      : `no connection (${codeOf(error)})`;
    throw new LufthansaError('unavailable', `${label}: ${reason}`, { cause: error });
  } finally {
    isOver.abort();
    await limit;
  }
}

async function readText(
  response: Response,
  { label, maxBytes }: { readonly label: string; readonly maxBytes: number },
): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new LufthansaError('bad-answer', `${label}: more than ${maxBytes} bytes`, { status: response.status });
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** `ECONNREFUSED`; fetch wraps it in an error that says nothing. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
