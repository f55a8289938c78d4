import { ROUTES } from '#contracts/http-api.ts';
import { siteHeaders } from '#contracts/site-headers.ts';
import { SmokeFailure } from './report.ts';
import { jsonOf, type Site } from './site.ts';

/** The page is served at its root and at its routes, which are no files. */
export async function checkPage(site: Site): Promise<string> {
  for (const path of ['/', '/flights']) {
    const { status, headers, text } = await site.get(path);
    const type = headers.get('content-type') ?? '';
    if (status !== 200 || !type.startsWith('text/html') || !/<script[^>]+src=/.test(text)) {
      throw new SmokeFailure(
        `GET ${path} answered ${status} ${type}, expected 200 and the page; is it built and uploaded?`,
      );
    }
  }
  return 'the page, at / and /flights';
}

/** Its WebSocket must be as private as the page: a browser refuses `ws:` on a page of `https:`. */
export async function checkConfig(site: Site): Promise<string> {
  const { websocketUrl } = await site.config();
  if (site.origin.startsWith('https:') && !websocketUrl.startsWith('wss:')) {
    throw new SmokeFailure(`config.json says ${websocketUrl}, expected wss:// on a site of https://`);
  }
  return websocketUrl;
}

/** Every header that the site must send, on the page and on the API; on `https:` that it is to stay there. */
export async function checkHeaders(site: Site): Promise<string> {
  const expected = siteHeaders((await site.config()).websocketUrl);
  const wrong: string[] = [];
  for (const path of ['/', ROUTES.openapi]) {
    const { headers } = await site.get(path);
    for (const [name, value] of Object.entries(expected)) {
      if (headers.get(name) !== value)
        wrong.push(`${path} ${name}: ${headers.get(name) ?? 'absent'}, expected ${value}`);
    }
    if (site.origin.startsWith('https:') && headers.get('strict-transport-security') === null) {
      wrong.push(`${path} strict-transport-security: absent`);
    }
  }
  if (wrong.length > 0) throw new SmokeFailure(wrong.join('; '));
  return `${Object.keys(expected).length} headers, content-security-policy among them`;
}

/** What the API doesn't know is a problem in JSON, never the page: an SPA fallback must not reach it. */
export async function checkApiErrors(site: Site): Promise<string> {
  const path = '/api/no-such-route';
  jsonOf(path, await site.get(path), 404);
  return 'an unknown route of the API is 404 in JSON';
}
