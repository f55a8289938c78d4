import { describe, expect, it } from 'vitest';
import { accessKey } from '#adapters/lufthansa/token/access-key.ts';
import { createTokenSeal } from '#adapters/lufthansa/token/token-seal.ts';

describe('token seal', () => {
  const seal = createTokenSeal('secret', 'key');

  it('opens what it sealed, and shows nothing of it', () => {
    const sealed = seal.seal('a-token');
    expect(seal.open(sealed)).toBe('a-token');
    expect(Buffer.from(sealed).includes('a-token')).toBe(false);
  });

  it('never seals twice alike', () => {
    expect(Buffer.from(seal.seal('a-token')).equals(seal.seal('a-token'))).toBe(false);
  });

  it('opens nothing that was sealed with another secret or for another client id, changed, or cut', () => {
    const sealed = seal.seal('a-token');
    expect(createTokenSeal('other', 'key').open(sealed)).toBeNull();
    expect(createTokenSeal('secret', 'other').open(sealed)).toBeNull();
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(seal.open(changed)).toBeNull();
      expect(seal.open(sealed.subarray(0, index))).toBeNull();
    }
  });
});

describe('access key', () => {
  const key = accessKey({ baseUrl: 'https://lufthansa.test/v1', clientId: 'client' });

  it('is the same for the same client id, and not the id', () => {
    expect(accessKey({ baseUrl: 'https://lufthansa.test/v1/', clientId: 'client' })).toBe(key);
    expect(key).not.toContain('client');
  });

  it('is another for another client id or address', () => {
    expect(accessKey({ baseUrl: 'https://lufthansa.test/v1', clientId: 'other' })).not.toBe(key);
    expect(accessKey({ baseUrl: 'https://lufthansa.test/v2', clientId: 'client' })).not.toBe(key);
  });
});
