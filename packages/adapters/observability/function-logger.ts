import { createLogger, type Logger } from './logger.ts';
import { createPowertoolsLogger } from './powertools-logger.ts';

/**
 * The logger of a function: on Lambda by Powertools, elsewhere our own with the same lines. Imported as a whole, 7 ms of a
 * cold start: a conditional import at the top level would make a bundle that an emulator can't load with `require()`.
 * @param name of the function's folder, in the field `function`
 */
export function createFunctionLogger(name: string): Logger {
  const fields = { function: name };
  return process.env['AWS_LAMBDA_FUNCTION_NAME'] ? createPowertoolsLogger(fields) : createLogger({ fields });
}
