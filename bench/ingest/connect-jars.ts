import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchOnce } from '../../local/services/fetch-once.ts';
import { KAFKA_VERSION } from '../../local/services/kafka-files.ts';
import { startProcess } from '../../local/processes/supervised-process.ts';

const CONNECTOR_VERSION = '2.0.1';

/** Kafka Connect of our Kafka's version with MongoDB's sink; the older Kafka that the sink names is left out. */
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>connect-local</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-runtime</artifactId><version>${KAFKA_VERSION}</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-json</artifactId><version>${KAFKA_VERSION}</version></dependency>
<dependency><groupId>org.mongodb.kafka</groupId><artifactId>mongo-kafka-connect</artifactId><version>${CONNECTOR_VERSION}</version>
<exclusions><exclusion><groupId>org.apache.kafka</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies>
</project>
`;

/** Fetches the jars once by the machine's Maven. @returns the folder that holds them */
export async function fetchConnectJars(downloadsFolder: string): Promise<string> {
  const target = join(downloadsFolder, 'connect-libs');
  await fetchOnce({
    target,
    fetch: async (staging) => {
      await writeFile(join(staging, 'pom.xml'), pom);
      const jars = join(staging, 'jars');
      const maven = startProcess({
        name: 'mvn',
        command: 'mvn',
        args: [
          ...['--batch-mode', '--quiet', '--file', join(staging, 'pom.xml'), 'dependency:copy-dependencies'],
          ...['-DincludeScope=runtime', `-DoutputDirectory=${jars}`],
        ],
      });
      const exit = await maven.exited;
      if (exit.code !== 0) throw new Error(`fetching Kafka Connect failed: ${exit.lastLines.slice(-5).join('\n')}`);
      return jars;
    },
  });
  return target;
}
