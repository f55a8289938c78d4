import { expect, test } from 'vitest';
import { showBytes } from '../../tools/show-bytes.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  [null, 'null'],
  [bytes('{"v":1}'), '{"v":1}'],
  [bytes('a\u001b[31m\nb'), 'a\\u001b[31m\\u000ab'],
  [bytes('Zürich'), 'Zürich'],
  [new Uint8Array([0xff, 0x41]), '\ufffdA'],
  [bytes('right\u202eleft'), 'right\\u202eleft'],
  [bytes('0123456789012345678901234'), '01234567890123456789…'],
])('showBytes() makes one harmless line, case %#', (value, expected) => {
  expect(showBytes(value, 20)).toBe(expected);
});
