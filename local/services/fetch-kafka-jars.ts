import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeExit, startProcess } from '../processes/supervised-process.ts';
import { parseChecksums, verifyFolder } from './checksums.ts';
import { showProgress, type StartProgress } from './download-progress.ts';
import { fetchOnce } from './fetch-once.ts';
import { kafkaPom } from './kafka-files.ts';

const pinned = new URL('kafka-jars.sha256', import.meta.url);

/**
 * Kafka's jars by the machine's own Maven, which takes them from wherever it is configured to; each is held against its
 * pinned SHA-256.
 *
 * @returns the folder that holds them
 */
export async function fetchKafkaJars(downloadsFolder: string, progress: StartProgress = showProgress): Promise<string> {
  const target = join(downloadsFolder, 'kafka-libs');
  await fetchOnce({
    target,
    onWait: () => console.error('Waiting for another start that is fetching Kafka'),
    fetch: async (staging) => {
      const manifest = parseChecksums(readFileSync(pinned, 'utf8'));
      await writeFile(join(staging, 'pom.xml'), kafkaPom());
      await runMaven(staging, progress('Fetching Kafka  ', manifest.size, 'jars'));
      const jars = join(staging, 'jars');
      await verifyFolder(jars, manifest);
      return jars;
    },
  });
  return target;
}

async function runMaven(staging: string, bar: ReturnType<StartProgress>): Promise<void> {
  let downloaded = 0;
  let copied = 0;
  const maven = startProcess({
    name: 'mvn',
    command: 'mvn',
    args: [
      ...['--batch-mode', '--file', join(staging, 'pom.xml'), 'dependency:copy-dependencies'],
      ...['-DincludeScope=runtime', `-DoutputDirectory=${join(staging, 'jars')}`],
    ],
    onLine: (line) => {
      if (/Copying .*\.jar to /.test(line)) copied += 1;
      // Maven's own plugins come first; what is Kafka's is seen by the names of its repository paths.
      else if (/Downloaded .*\/(kafka|log4j|jackson|scala|org\/rocksdb|metrics)[^:]*\.jar /.test(line)) downloaded += 1;
      bar.update(Math.max(downloaded, copied));
    },
  });
  const exit = await maven.exited;
  bar.finish();
  if (exit.code !== 0) throw new Error(describeExit('Fetching Kafka with mvn', exit));
}
