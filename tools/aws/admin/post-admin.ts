import { problemSchema } from '#contracts/http-api.ts';
import { oneLine } from '../aws-error.ts';

/** Who an operator is to the API, as headers of one request. */
export type Authorize = (method: string, url: URL) => Promise<Readonly<Record<string, string>>>;

export interface AdminAnswer {
  readonly status: number;
  /** JSON of the API; null where it sent none. */
  readonly body: unknown;
  /** What to say where the API refused or failed; null where it did what was asked. */
  readonly problem: string | null;
}

/** The API itself answers within 20 s. */
const TIMEOUT_MS = 30_000;

/**
 * Sends one request to the admin routes. Never a second one: what was started once isn't to be started twice.
 * @param baseUrl of the API, without the path `/api/…`
 * @throws Error where there was no answer
 */
export async function postAdmin(baseUrl: string, path: string, authorize: Authorize): Promise<AdminAnswer> {
  const url = new URL(`${baseUrl}${path}`);
  const headers = await authorize('POST', url);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    // A redirect would carry the token or the signature to somebody else.
    const response = await fetch(url, { method: 'POST', headers: { ...headers }, redirect: 'error', signal });
    const body = jsonOrNull(await response.text());
    return { status: response.status, body, problem: response.ok ? null : problemOf(response, body) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${url.origin} did not answer: ${oneLine(String(cause))}`, { cause: error });
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The API's own words; API Gateway refuses in words of its own. */
function problemOf({ status, headers }: Response, body: unknown): string {
  const wait = headers.get('retry-after');
  const again = wait === null ? '' : ` Again in ${wait} s.`;
  const problem = problemSchema.safeParse(body);
  if (problem.success) return oneLine(`${status}: ${problem.data.title}. ${problem.data.detail}${again}`);
  if (status === 403) {
    return "403: API Gateway refuses the signature. Allow your role execute-api:Invoke on the admin routes, and is it the API's own address, not the site's?";
  }
  return `${status} ${STATUS_TEXTS[status] ?? ''}${again}`.trim();
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  404: 'there is no such route: is it the address of the API?',
  429: 'too many requests',
  500: 'the function failed; its log says why',
  503: 'Lambda has no execution free',
};
