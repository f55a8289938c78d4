import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFeedFile } from '../../services/position-producer/fetch-feed.ts';

const root = new URL('../../../shared/data/', import.meta.url);
/** The Swiss tracks unpack to 27 MB. */
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Text of a captured file, unpacked: `readShared('tracks/switzerland.json.gz')`.
 * @throws Error that says what to do where the captures don't lie beside the checkout
 */
export async function readShared(path: string): Promise<string> {
  const file = fileURLToPath(new URL(path, root));
  if (!existsSync(file)) {
    throw new Error(
      `${file} is missing. The captures are not part of the repository: put them beside the checkout, as ../shared/data.`,
    );
  }
  return readFeedFile(file, MOST_BYTES);
}
