import { join } from 'node:path';

/** `java` of JAVA_HOME where that is set, else the one on the PATH. */
export function javaCommand(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const home = env['JAVA_HOME'];
  return home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
}
