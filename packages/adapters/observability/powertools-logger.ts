import { LogFormatter, LogItem, Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { correlationFields } from './correlation.ts';
import { errorFields } from './error-fields.ts';
import type { LogFields } from './log-fields.ts';
import type { Logger } from './logger.ts';

/**
 * The same lines as on one machine, with what Lambda knows: the trace's id, and the level that its logging configuration
 * asks for. A class because that is how Powertools takes a format.
 */
class LineFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, fields: LogAttributes): LogItem {
    const { timestamp, logLevel, message, xRayTraceId } = attributes;
    const line = { time: timestamp.toISOString(), level: logLevel.toLowerCase(), message };
    return new LogItem({ attributes: { ...line, ...(xRayTraceId ? { traceId: xRayTraceId } : {}), ...fields } });
  }

  override formatError(error: Error): LogAttributes {
    return { ...errorFields(error) };
  }
}

/** A logger for Lambda on Powertools, which alone may write to its streams. Fields of the same name: the line's own win. */
export function createPowertoolsLogger(fields: LogFields): Logger {
  return adapt(new Powertools({ logFormatter: new LineFormatter() }), fields);
}

function adapt(powertools: Powertools, fields: LogFields): Logger {
  const extended = (lineFields: LogFields = {}): LogAttributes => ({
    ...fields,
    ...correlationFields(),
    ...lineFields,
  });
  return {
    debug: (message, lineFields) => powertools.debug(message, extended(lineFields)),
    info: (message, lineFields) => powertools.info(message, extended(lineFields)),
    warn: (message, lineFields) => powertools.warn(message, extended(lineFields)),
    error: (message, lineFields) => powertools.error(message, extended(lineFields)),
    child: (childFields) => adapt(powertools, { ...fields, ...childFields }),
  };
}
