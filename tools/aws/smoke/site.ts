import { parseJsonObject } from '#contracts/read.ts';
import { parseRuntimeConfig, type RuntimeConfig } from '#contracts/runtime-config.ts';
import { SmokeFailure } from './report.ts';

/** An answer of the site. */
export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The deployed site, asked as a browser would. */
export interface Site {
  /** `https://d111111abcdef8.cloudfront.net` */
  readonly origin: string;
  get(path: string): Promise<SiteAnswer>;
  /** What the site says of where it runs. */
  config(): Promise<RuntimeConfig>;
}

/** Far beyond what any answer may weigh. */
const MOST_BYTES = 20_000_000;

/** @param timeoutMs of one request, its answer included */
export function createSite(origin: string, timeoutMs: number): Site {
  const get = async (path: string): Promise<SiteAnswer> => {
    try {
      const response = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await readText(response) };
    } catch (error) {
      throw new SmokeFailure(`GET ${path}: ${failureOf(error, timeoutMs)}`);
    }
  };
  let known: Promise<RuntimeConfig> | undefined;
  const readConfig = async (): Promise<RuntimeConfig> => {
    const answer = await get('/config.json');
    return parseRuntimeConfig(jsonOf('/config.json', answer, 200));
  };
  return { origin, get, config: () => (known ??= readConfig()) };
}

/** A site that sends without end is stopped here, not by the memory. */
async function readText(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Only what took the whole time is said to have taken it. */
function failureOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const cause = causeOf(error);
  if (cause === 'ECONNREFUSED') return 'the connection was refused (ECONNREFUSED): does anything listen there?';
  return `no answer (${cause})`;
}

/** `fetch` tells only of a failure; its cause says which. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

/**
 * An answer's JSON.
 * @throws SmokeFailure where the status is another, or it is no JSON: a site that answers errors of the API with its page
 * shows here
 */
export function jsonOf(path: string, { status, headers, text }: SiteAnswer, ...expected: readonly number[]): unknown {
  const type = headers.get('content-type') ?? 'nothing';
  if (!expected.includes(status)) {
    throw new SmokeFailure(
      `GET ${path} answered ${status}, expected ${expected.join(' or ')}. ${problemOf(text)}`.trim(),
    );
  }
  if (!/^application\/([\w.+-]+\+)?json\b/.test(type))
    throw new SmokeFailure(`GET ${path} answered ${type}, expected JSON`);
  try {
    return JSON.parse(text);
  } catch {
    throw new SmokeFailure(`GET ${path} answered ${type} that is no JSON`);
  }
}

/** The detail of a problem, empty where there is none. */
export function problemOf(text: string): string {
  try {
    const { detail } = parseJsonObject(text);
    return typeof detail === 'string' ? detail : '';
  } catch {
    return '';
  }
}
