import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from '../../../local/processes/log-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a log file', () => {
  it('goes on with what an earlier run has written', () => {
    const path = join(folder, 'a.log');
    for (const line of ['one', 'two']) {
      const log = openLogFile(path);
      log.write(line);
      log.close();
      log.write('after the end');
    }
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  });

  it('stays within about twice its limit and keeps the newest lines', () => {
    const path = join(folder, 'a.log');
    const log = openLogFile(path, 1000);
    for (let n = 0; n < 500; n += 1) log.write(`line ${n} `.padEnd(50, '.'));
    log.close();
    expect(readdirSync(folder).sort()).toEqual(['a.log', 'a.log.1']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(1100);
    expect(readFileSync(path, 'utf8')).toContain('line 499 ');
  });
});
