import { isJsonObject } from '#contracts/read.ts';
import { ApiError } from './api-error.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default application/json */
  readonly accept?: string;
  /** A status of an error whose body is an answer all the same. */
  readonly alsoStatus?: number;
}

/** The page's only fetch: reads that can be aborted, end within 15 s and fail with an {@link ApiError}. */
export interface ApiRequest {
  /** @returns the parsed body; null where it is no JSON */
  readonly get: (url: string, options?: RequestOptions) => Promise<unknown>;
}

const TIMEOUT_MS = 15_000;
const JSON_TYPE = 'application/json';

export function createApiRequest(fetchImplementation: Fetch): ApiRequest {
  return {
    async get(url, { signal, accept = JSON_TYPE, alsoStatus } = {}) {
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetchImplementation(url, {
        headers: { Accept: accept },
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      }).catch((cause: unknown) => {
        if (signal?.aborted) throw cause;
        throw new ApiError(null, 'unreachable', 'The server could not be reached.', { cause });
      });
      const body = await bodyOf(response);
      if (response.ok || response.status === alsoStatus) return body;
      throw problemOf(response.status, body);
    },
  };
}

/** Parses an answer; one of an unknown form is an {@link ApiError} that names where it came from. */
export async function checked<T>(url: string, body: unknown, parse: (body: unknown) => T): Promise<T> {
  try {
    return await Promise.resolve(parse(body));
  } catch (cause) {
    throw new ApiError(null, 'contract', `The answer of ${url} is not of the form that this page knows.`, { cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}

/** What the server says about a refusal (RFC 9457); a proxy in between may answer without it. */
function problemOf(status: number, body: unknown): ApiError {
  const detail = isJsonObject(body) && typeof body['detail'] === 'string' ? body['detail'] : `HTTP status ${status}`;
  return new ApiError(status, status === 404 ? 'not_found' : 'refused', detail);
}
