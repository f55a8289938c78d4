import { createLogger, type Logger } from '#adapters/observability/logger.ts';
import { parseJsonObject, type JsonObject } from '#contracts/read.ts';

export interface RecordingLogger extends Logger {
  readonly lines: readonly JsonObject[];
}

/** The real logger, writing into memory. */
export function createRecordingLogger(): RecordingLogger {
  const lines: JsonObject[] = [];
  const logger = createLogger({ level: 'debug', clock: () => 0, write: (line) => lines.push(parseJsonObject(line)) });
  return { ...logger, lines };
}
