import { createLogger, type Logger } from './logger.ts';

/** Loaded on Lambda only: one machine has no use for it, and starts sooner without. */
const powertools = process.env['AWS_LAMBDA_FUNCTION_NAME'] ? await import('./powertools-logger.ts') : null;

/**
 * The logger of a function: on Lambda by Powertools, elsewhere our own with the same lines.
 * @param name of the function's folder, in the field `function`
 */
export function createFunctionLogger(name: string): Logger {
  const fields = { function: name };
  return powertools === null ? createLogger({ fields }) : powertools.createPowertoolsLogger(fields);
}
