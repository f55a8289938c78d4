import type { KafkaEventSource, KafkaEventSourceOptions } from './kafka-event-source/options.ts';

/**
 * Does for a function what Lambda's event source mapping for MSK does. Resolves once the group is joined and the starting
 * positions are committed: every record published after that is delivered at least once.
 * @throws RangeError for options that AWS would refuse
 */
export declare function startKafkaEventSource(options: KafkaEventSourceOptions): Promise<KafkaEventSource>;
