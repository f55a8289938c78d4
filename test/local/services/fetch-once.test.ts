import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchOnce } from '../../../local/services/fetch-once.ts';

let folder = '';
let fetches = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
  fetches = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const target = (): string => join(folder, 'programs', 'server');
const fetchText = (staging: string): Promise<string> => {
  fetches += 1;
  const file = join(staging, 'file');
  writeFileSync(file, 'complete');
  return Promise.resolve(file);
};

describe('fetching once', () => {
  it('puts the fetched file in its place and leaves nothing else', async () => {
    await fetchOnce({ target: target(), fetch: fetchText });
    expect(readFileSync(target(), 'utf8')).toBe('complete');
    expect(readdirSync(join(folder, 'programs'))).toEqual(['server']);
  });

  it('fetches once for many that ask at the same time, and not again later', async () => {
    await Promise.all(Array.from({ length: 5 }, () => fetchOnce({ target: target(), fetch: fetchText })));
    await fetchOnce({ target: target(), fetch: fetchText });
    expect(fetches).toBe(1);
  });

  it('leaves nothing when the fetch fails, and fetches anew the next time', async () => {
    const failing = (staging: string): Promise<string> => {
      writeFileSync(join(staging, 'file'), 'half');
      return Promise.reject(new Error('connection lost'));
    };
    await expect(fetchOnce({ target: target(), fetch: failing })).rejects.toThrow('connection lost');
    expect(readdirSync(join(folder, 'programs'))).toEqual([]);
    await fetchOnce({ target: target(), fetch: fetchText });
    expect(existsSync(target())).toBe(true);
  });

  it('removes what a killed fetch has left', async () => {
    mkdirSync(join(folder, 'programs', '.server-abc123'), { recursive: true });
    writeFileSync(join(folder, 'programs', '.server-abc123', 'file'), 'half');
    await fetchOnce({ target: target(), fetch: fetchText });
    expect(readdirSync(join(folder, 'programs'))).toEqual(['server']);
  });
});
