import type { MiddlewareHandler } from 'hono';
import { MAX_ANSWER_BYTES } from '#contracts/http-api.ts';
import { entityTag, type AnswerBody } from './answer-body.ts';
import { createCompressedBodies } from './compressed-bodies.ts';
import { chooseCoding } from './compression.ts';
import { HttpProblem } from './problem.ts';

/** What a route says of its answer. */
export interface DeliveryEnv {
  Variables: {
    /** The parameter that makes the answer smaller. */
    narrowedBy: string | undefined;
    /** The body, where the route keeps it for others; its answer has none then. */
    body: AnswerBody | undefined;
  };
}

/**
 * Brings a route's answer to the client: entity tag, 304 where the client has it already, compressed as the client
 * prefers, refused where it would be too large.
 */
export function deliver(maxBytes = MAX_ANSWER_BYTES): MiddlewareHandler<DeliveryEnv> {
  const compressed = createCompressedBodies();
  const bodyOf = async (answer: Response): Promise<AnswerBody> => {
    const plain = Buffer.from(await answer.arrayBuffer());
    const etag = entityTag(plain);
    return { plain, etag, encoded: (coding) => compressed(plain, etag, coding) };
  };
  return async (c, next) => {
    await next();
    const answer = c.res;
    vary(answer.headers, 'Accept-Encoding');
    const body = c.get('body') ?? (await bodyOf(answer));
    if (answer.status === 200) {
      answer.headers.set('ETag', body.etag);
      if (isKnown(c.req.header('If-None-Match'), body.etag)) {
        c.res = new Response(null, { status: 304, headers: withoutContent(answer.headers) });
        return;
      }
    }
    const coding = chooseCoding(c.req.header('Accept-Encoding'), body.plain.length);
    const encoded = coding === undefined ? body.plain : await body.encoded(coding);
    // A compressed body leaves the function as base64.
    const bytes = coding === undefined ? encoded.length : Math.ceil(encoded.length / 3) * 4;
    if (bytes > maxBytes) throw tooLarge(c.get('narrowedBy'), coding !== undefined);
    if (coding !== undefined) answer.headers.set('Content-Encoding', coding);
    c.res = new Response(new Uint8Array(encoded), { status: answer.status, headers: answer.headers });
  };
}

function vary(headers: Headers, name: string): void {
  const known = headers.get('Vary');
  headers.set('Vary', known === null ? name : `${known}, ${name}`);
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): the coding is another matter. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}

function withoutContent(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('Content-Type');
  return kept;
}

function tooLarge(parameter: string | undefined, isCompressed: boolean): HttpProblem {
  const narrow = parameter === undefined ? 'Ask for less' : `Narrow it with ${parameter}`;
  const remedy = isCompressed ? narrow : `${narrow}, or accept the content coding br or gzip`;
  return new HttpProblem('too-large', { detail: `The answer would be over 5 MB. ${remedy}.`, parameter });
}
