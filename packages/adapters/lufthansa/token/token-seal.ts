import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what only those may read who know the client secret. */
export interface TokenSeal {
  seal(text: string): Uint8Array;
  /** Null for what another secret sealed, or what was changed. */
  open(sealed: Uint8Array): string | null;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key derived from the client secret: nonce, tag and cipher text one after the other. Who can read the
 * database but doesn't have the secret, with which tokens are to be had anyway, gets nothing.
 * @param accessKey binds what is sealed to one client id
 */
export function createTokenSeal(clientSecret: string, accessKey: string): TokenSeal {
  const key = new Uint8Array(hkdfSync('sha256', clientSecret, accessKey, 'airlines lufthansa token', KEY_BYTES));
  const bound = Buffer.from(accessKey);
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
      const parts = Buffer.from(sealed);
      const decipher = createDecipheriv(CIPHER, key, parts.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(bound)
        .setAuthTag(parts.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(parts.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
