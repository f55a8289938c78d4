import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseChecksums, verifyFile, verifyFolder } from '../../../local/services/checksums.ts';
import { KAFKA_VERSION } from '../../../local/services/kafka-files.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
  writeFileSync(join(folder, 'a.jar'), 'alpha');
  writeFileSync(join(folder, 'b.jar'), 'beta');
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = new Map([
  ['a.jar', sha256('alpha')],
  ['b.jar', sha256('beta')],
]);

describe('checksums of fetched files', () => {
  it('reads the text of sha256sum, binary or not', () => {
    expect(parseChecksums(`${sha256('alpha')}  a.jar\n${sha256('beta')} *b.jar\n`)).toEqual(manifest);
  });

  it('refuses a line of another form', () => {
    expect(() => parseChecksums('da39a3ee  a.jar')).toThrow('not a line of sha256sum');
  });

  it('accepts a folder that holds what was pinned', async () => {
    await expect(verifyFolder(folder, manifest)).resolves.toBeUndefined();
  });

  it('names every difference of a folder: changed, missing, not pinned', async () => {
    writeFileSync(join(folder, 'a.jar'), 'cut of');
    rmSync(join(folder, 'b.jar'));
    writeFileSync(join(folder, 'c.jar'), 'new');
    await expect(verifyFolder(folder, manifest)).rejects.toThrow(
      /c\.jar isn't pinned; a\.jar differs from its checksum; b\.jar is missing/,
    );
  });

  it('refuses a file whose content differs', async () => {
    await expect(verifyFile(join(folder, 'a.jar'), sha256('beta'))).rejects.toThrow('fetch it again');
  });

  it("pins Kafka's own jars and the libraries that come with them", () => {
    const pinned = parseChecksums(
      readFileSync(new URL('../../../local/services/kafka-jars.sha256', import.meta.url), 'utf8'),
    );
    expect([...pinned.keys()]).toContain(`kafka_2.13-${KAFKA_VERSION}.jar`);
    expect(pinned.size).toBe(46);
  });
});
