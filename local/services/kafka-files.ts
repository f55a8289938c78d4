/** Release of Kafka that is run; `kafka-jars.sha256` pins every jar that comes with it. */
export const KAFKA_VERSION = '4.1.1';
const LOG4J_VERSION = '2.24.3';

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

/** Maven project whose only purpose is to name the jars; Maven finds what they need. */
export const kafkaPom = (): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>kafka-local</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}
${dependency('org.apache.logging.log4j', 'log4j-api', LOG4J_VERSION)}
${dependency('org.apache.logging.log4j', 'log4j-core', LOG4J_VERSION)}
${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', LOG4J_VERSION)}
</dependencies>
</project>
`;

/** The broker's log goes into a file of bounded size; the console gets the line that says it is ready, and errors. */
export const kafkaLogging = (logFile: string): string => `status=error
appender.file.type=RollingFile
appender.file.name=file
appender.file.fileName=${logFile}
appender.file.filePattern=${logFile}.%i
appender.file.layout.type=PatternLayout
appender.file.layout.pattern=%d %p %c{1}: %m%n
appender.file.policies.type=Policies
appender.file.policies.size.type=SizeBasedTriggeringPolicy
appender.file.policies.size.size=5MB
appender.file.strategy.type=DefaultRolloverStrategy
appender.file.strategy.max=1
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%p %c{1}: %m%n
rootLogger.level=warn
rootLogger.appenderRef.file.ref=file
rootLogger.appenderRef.console.ref=console
rootLogger.appenderRef.console.level=error
logger.server.name=kafka.server.KafkaRaftServer
logger.server.level=info
logger.server.appenderRef.console.ref=console
`;

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/**
 * One node that is broker and controller. Small threads and buffers: it serves one machine with a heap of 384 MB. The short
 * session lets it back in at once after a kill: the controller takes a broker that returns for a second one until then.
 */
export const kafkaProperties = (ports: KafkaPorts, dataFolder: string): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${ports.controller}
listeners=PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${ports.broker}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${dataFolder}
auto.create.topics.enable=false
num.partitions=3
num.network.threads=1
num.io.threads=2
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
log.retention.hours=24
log.segment.bytes=67108864
log.cleaner.dedupe.buffer.size=8388608
`;
