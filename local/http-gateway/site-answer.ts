import type { IncomingMessage } from 'node:http';
import type { HttpAnswer } from './api-answer.ts';
import { acceptedEncoding } from './accepted-encoding.ts';
import type { SiteFiles } from './site-files.ts';

const EMPTY = Buffer.alloc(0);

/** Answers GET and HEAD for the page and its files. */
export async function siteAnswer(request: IncomingMessage, path: string, files: SiteFiles): Promise<HttpAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...textAnswer(405, 'Method not allowed'), headers: { allow: 'GET, HEAD' } };
  }
  const file = await files.find(path, acceptedEncoding(request.headers['accept-encoding']));
  if (file === null) return textAnswer(404, 'Not found');
  const headers = {
    'cache-control': file.cacheControl,
    etag: file.etag,
    ...(file.varies && { vary: 'accept-encoding' }),
  };
  if (isKnown(request.headers['if-none-match'], file.etag)) return { statusCode: 304, headers, body: EMPTY };
  return {
    statusCode: 200,
    headers: {
      ...headers,
      'content-type': file.contentType,
      ...(file.encoding !== 'identity' && { 'content-encoding': file.encoding }),
    },
    body: file.body,
  };
}

export function textAnswer(statusCode: number, text: string): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from(`${text}\n`),
  };
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
