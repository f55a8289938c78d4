import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseCoding, CODINGS, compress } from '../../../../lambdas/http-api/answers/compression.ts';

/** Text that no coding makes vanish. */
const textOf = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, n) => String.fromCharCode(97 + ((n * n * 31 + n) % 26))).join(''));

test.each(CODINGS.flatMap((coding) => [1024, 65_536, 65_537, 300_000].map((bytes) => [coding, bytes] as const)))(
  'compress() by %s of %d bytes can be undone and is smaller',
  async (coding, bytes) => {
    const body = textOf(bytes);
    const compressed = await compress(body, coding);
    const back = coding === 'br' ? brotliDecompressSync(compressed) : gunzipSync(compressed);
    expect(back.equals(body)).toBe(true);
    expect(compressed.length).toBeLessThan(body.length);
  },
);

test.each([
  ['br, gzip', 1024, 'br'],
  ['gzip', 1024, 'gzip'],
  ['br', 1023, undefined],
  [undefined, 100_000, undefined],
])('chooseCoding(%s) of %d bytes is %s', (accepted, bytes, coding) => {
  expect(chooseCoding(accepted, bytes)).toBe(coding);
});
