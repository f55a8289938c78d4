import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';
import { readRuntimeFile } from '../start/runtime-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Database {
  readonly uri: string;
  readonly name: string;
}

/**
 * The database to load into: that of the environment, else of the `npm start` that runs with this data folder.
 * @throws Error with the remedy where there is neither
 */
export function findDatabase(env: Environment, dataFolder: string): Database {
  const uri = env[ENV.mongodbUri] || readRuntimeFile(dataFolder)?.mongodbUri;
  if (uri === undefined) {
    throw new Error(
      `no Airlines runs with the data folder ${dataFolder}: begin with npm start, name its folder with --data, ` +
        `or set ${ENV.mongodbUri}`,
    );
  }
  return { uri, name: env[ENV.mongodbDatabase] || DEFAULT_DATABASE };
}
