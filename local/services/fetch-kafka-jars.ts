import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess } from '../processes/supervised-process.ts';
import { parseChecksums, verifyFolder } from './checksums.ts';
import { createProgress, type StartProgress } from './download-progress.ts';
import { fetchOnce } from './fetch-once.ts';
import { kafkaPom } from './kafka-files.ts';

/** What Maven fetches when it has nothing yet: the jars, their descriptions and its own plugin. Only for the progress. */
const FILES = 411;

const pinned = new URL('kafka-jars.sha256', import.meta.url);

/**
 * Kafka's jars by the machine's own Maven, which takes them from wherever it is configured to; each is held against its
 * pinned SHA-256.
 *
 * @returns the folder that holds them
 */
export async function fetchKafkaJars(
  downloadsFolder: string,
  progress: StartProgress = createProgress(),
): Promise<string> {
  const target = join(downloadsFolder, 'kafka-libs');
  await fetchOnce({
    target,
    onWait: () => console.error('Waiting for another start that is fetching Kafka'),
    fetch: async (staging) => {
      const manifest = parseChecksums(readFileSync(pinned, 'utf8'));
      await writeFile(join(staging, 'pom.xml'), kafkaPom());
      await runMaven(staging, progress('Fetching Kafka', FILES, 'files'));
      const jars = join(staging, 'jars');
      await verifyFolder(jars, manifest);
      return jars;
    },
  });
  return target;
}

async function runMaven(staging: string, bar: ReturnType<StartProgress>): Promise<void> {
  let downloaded = 0;
  const maven = startProcess({
    name: 'mvn',
    command: 'mvn',
    args: [
      ...['--batch-mode', '--file', join(staging, 'pom.xml'), 'dependency:copy-dependencies'],
      ...['-DincludeScope=runtime', `-DoutputDirectory=${join(staging, 'jars')}`],
    ],
    onLine: (line) => {
      if (!line.includes('Downloaded ')) return;
      downloaded += 1;
      bar.update(downloaded);
    },
  });
  const exit = await maven.exited;
  if (exit.code !== 0) throw new Error(describeExit('Fetching Kafka with mvn', exit));
  bar.finish();
}
