import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCompressedBodies } from '../../../../lambdas/http-api/answers/compressed-bodies.ts';

describe('createCompressedBodies()', () => {
  const body = Buffer.from('position '.repeat(1000));

  test('compresses a body once for all who ask for it', async () => {
    const compressed = createCompressedBodies();
    const [first, second] = await Promise.all([compressed(body, 'a', 'gzip'), compressed(body, 'a', 'gzip')]);
    expect(second).toBe(first);
    expect(gunzipSync(first)).toEqual(body);
  });

  test('tells codings and bodies apart', async () => {
    const compressed = createCompressedBodies();
    const gzip = await compressed(body, 'a', 'gzip');
    expect(await compressed(body, 'a', 'br')).not.toEqual(gzip);
    const other = await compressed(Buffer.from('other'), 'b', 'gzip');
    expect(gunzipSync(other).toString()).toBe('other');
  });

  test('forgets the oldest of many', async () => {
    const compressed = createCompressedBodies();
    const first = await compressed(body, 'a', 'gzip');
    for (let n = 0; n < 8; n += 1) await compressed(body, `other ${n}`, 'gzip');
    expect(await compressed(body, 'a', 'gzip')).not.toBe(first);
  });
});
