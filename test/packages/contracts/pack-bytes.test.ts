import { describe, expect, it } from 'vitest';
import {
  createByteWriter,
  readSigned,
  readText,
  readVarint,
  writeBytes,
  writeSigned,
  writeText,
  writeVarint,
  writtenBytes,
  type ByteWriter,
} from '#contracts/pack-bytes.ts';

function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = createByteWriter(0);
  write(writer);
  return writtenBytes(writer).slice();
}

describe('varint', () => {
  it.each([
    [0, 1],
    [127, 1],
    [128, 2],
    [0x0fffffff, 4],
    [0x10000000, 5],
    [2 ** 31, 5],
    [2 ** 32 + 1, 5],
    [1_732_400_000_123, 6],
    [Number.MAX_SAFE_INTEGER, 8],
  ])('%d survives in %d bytes', (value, length) => {
    const bytes = written((writer) => writeVarint(writer, value));
    expect(bytes).toHaveLength(length);
    expect(readVarint({ bytes, at: 0 })).toBe(value);
  });

  it.each([0, -1, 1, -64, 64, -1_732_400_000_123, 2 ** 51])('%d survives with its sign', (value) => {
    const bytes = written((writer) => writeSigned(writer, value));
    expect(readSigned({ bytes, at: 0 })).toBe(value);
  });

  it('cut short is an error that says so', () => {
    const bytes = written((writer) => writeVarint(writer, 300));
    expect(() => readVarint({ bytes: bytes.subarray(0, 1), at: 0 })).toThrow(
      expect.objectContaining({ code: 'pack_truncated' }),
    );
    expect(() => readVarint({ bytes: bytes.subarray(0, 0), at: 0 })).toThrow(
      expect.objectContaining({ code: 'pack_truncated' }),
    );
  });
});

describe('text', () => {
  it.each(['', 'DLH4TR', 'Zürich', '東京', '✈️ 𝔸', '\ud800'])(
    '%j survives, even where it is not well formed',
    (text) => {
      const bytes = written((writer) => writeText(writer, text));
      expect(readText({ bytes, at: 0 })).toBe(text);
    },
  );

  it('takes one byte a character and one for its length in ASCII', () => {
    expect(written((writer) => writeText(writer, 'DLH4TR'))).toHaveLength(7);
  });
});

describe('a writer', () => {
  it('grows as needed and keeps what was written before', () => {
    const writer = createByteWriter(4);
    const block = Uint8Array.from({ length: 100 }, (_, index) => index);
    writeVarint(writer, 5);
    writeBytes(writer, block);
    expect([...writtenBytes(writer)]).toEqual([5, ...block]);
  });
});
