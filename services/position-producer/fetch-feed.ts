import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FeedError } from './feed-error.ts';

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly clock: () => number;
  /** For the whole answer. @default 15000 */
  readonly timeoutMs?: number;
  /** Of the answer, and again of what it unpacks to. @default 16 MB */
  readonly maxBytes?: number;
  /** Sent with POST where there is one. @default none, with GET */
  readonly form?: URLSearchParams;
  /** @default none */
  readonly token?: string | null;
  /** Gets the head of every answer, also of one that is a failure. */
  readonly onHeaders?: (headers: Headers) => void;
}

const TIMEOUT_MS = 15_000;
/** The whole sky is some 9 MB as readsb writes it. JSON of this size takes 20 times as much memory at worst. */
const MAX_BYTES = 16 * 2 ** 20;
/** OpenSky's own name for `Retry-After`. */
const OPENSKY_RETRY_AFTER = 'x-rate-limit-retry-after-seconds';
const gunzipBounded = promisify(gunzip);
/** Each chunk waits for its turn: by Node's own 16 kB a picture of the sky would wait 600 times. */
const CHUNK_BYTES = 2 ** 20;

/**
 * Fetches a feed's text by HTTP.
 * @throws FeedError where it is away, slow, too large, answers with an error or with a web page
 */
export async function fetchFeedText(url: URL, options: FetchOptions): Promise<string> {
  const { signal, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(withoutUser(url), {
      signal: AbortSignal.any([signal, timeout]),
      headers: { accept: 'application/json', ...authorization(url, options.token ?? null) },
      ...(options.form === undefined ? {} : { method: 'POST', body: options.form }),
    });
    options.onHeaders?.(response.headers);
    if (!response.ok) {
      await response.body?.cancel();
      throw statusError(response, options.clock());
    }
    if (response.headers.get('content-type')?.includes('text/html')) {
      await response.body?.cancel();
      throw new FeedError('answered with a web page instead of JSON');
    }
    return await unpack(await readBounded(response, maxBytes), maxBytes);
  } catch (error) {
    if (error instanceof FeedError) throw error;
    if (timeout.aborted) throw new FeedError(`no complete answer within ${timeoutMs / 1000} s`, { cause: error });
    throw new FeedError(networkReason(error), { cause: error });
  }
}

/**
 * Reads a feed's text from a file, unpacking it where it is gzip.
 * @throws FeedError where it can't be read or is too large
 */
export async function readFeedFile(path: string, maxBytes = MAX_BYTES): Promise<string> {
  let file;
  try {
    file = await open(path);
    const { size } = await file.stat();
    if (size > maxBytes) throw tooLarge(maxBytes);
    return await unpack(await file.readFile(), maxBytes);
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(`file can't be read: ${errorCode(error)}`, { cause: error });
  } finally {
    await file?.close();
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return Buffer.alloc(0);
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body.cancel();
    throw tooLarge(maxBytes);
  }
  const body: AsyncIterable<unknown> = response.body;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new FeedError('answered with something else than bytes');
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpack(bytes: Buffer, maxBytes: number): Promise<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return (await gunzipBounded(bytes, { maxOutputLength: maxBytes, chunkSize: CHUNK_BYTES })).toString('utf8');
  } catch (error) {
    throw new FeedError(`gzip can't be unpacked: ${errorCode(error)}`, { cause: error });
  }
}

function tooLarge(maxBytes: number): FeedError {
  return new FeedError(`larger than ${Math.round(maxBytes / 2 ** 20)} MB`);
}

function statusError(response: Response, nowMs: number): FeedError {
  const asked = response.headers.get('retry-after') ?? response.headers.get(OPENSKY_RETRY_AFTER);
  const retryAfterMs = parseRetryAfter(asked, nowMs);
  const hint = response.status === 429 ? ': asked too often' : '';
  return new FeedError(`HTTP ${response.status}${hint}`, { retryAfterMs, status: response.status });
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** fetch refuses addresses with a user in them; it belongs into the header. */
function withoutUser(url: URL): URL {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain;
}

function authorization({ username, password }: URL, token: string | null): Record<string, string> {
  if (token !== null) return { authorization: `Bearer ${token}` };
  if (username === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function networkReason(error: unknown): string {
  const code = errorCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
  return `can't be reached: ${code}`;
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
