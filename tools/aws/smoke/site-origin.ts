import { UsageError } from '../command-line.ts';

/** The origin of an address as it was typed. @throws UsageError */
export function siteOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new UsageError(`${JSON.stringify(text)} is no address such as https://d111111abcdef8.cloudfront.net`);
  }
  if (url.username !== '' || url.password !== '' || url.pathname !== '/' || url.search !== '') {
    throw new UsageError(`the address of the site has neither name nor path: ${url.origin}`);
  }
  return url.origin;
}
