import { createHash } from 'node:crypto';

/** What quota and token of a client id are kept under: the same for all who use it, and not the id itself. */
export function accessKey({ baseUrl, clientId }: { readonly baseUrl: string; readonly clientId: string }): string {
  const base = baseUrl.replace(/\/+$/, '');
  return createHash('sha256')
    .update(JSON.stringify([base, clientId]))
    .digest('base64url')
    .slice(0, 24);
}
