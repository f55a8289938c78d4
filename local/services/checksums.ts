import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** File names of a folder and the SHA-256 that each must have, lower-case hex. */
export type ChecksumManifest = ReadonlyMap<string, string>;

/** Reads the text that `sha256sum` writes. @throws on a line of another form */
export function parseChecksums(text: string): ChecksumManifest {
  const manifest = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? [];
    if (sum === undefined || name === undefined) throw new Error(`not a line of sha256sum: ${line.slice(0, 100)}`);
    manifest.set(name, sum);
  }
  return manifest;
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** @throws naming the file whose content isn't what was pinned */
export async function verifyFile(path: string, sha256: string): Promise<void> {
  const found = await sha256OfFile(path);
  if (found !== sha256) throw new Error(`${path} has the checksum ${found}, pinned is ${sha256}: fetch it again`);
}

/** Every file of the manifest and no other must be there, each with its content. @throws naming all differences */
export async function verifyFolder(folder: string, manifest: ChecksumManifest): Promise<void> {
  const present = await readdir(folder);
  const problems = present.filter((name) => !manifest.has(name)).map((name) => `${name} isn't pinned`);
  for (const [name, sha256] of manifest) {
    if (!present.includes(name)) problems.push(`${name} is missing`);
    else if ((await sha256OfFile(join(folder, name))) !== sha256) problems.push(`${name} differs from its checksum`);
  }
  if (problems.length > 0) throw new Error(`${folder} is not what was pinned: ${problems.join('; ')}`);
}
