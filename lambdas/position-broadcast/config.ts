import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';

export interface PositionBroadcastConfig {
  readonly mongodb: MongoConfig;
  /** Address of the management API of the WebSocket API's stage. */
  readonly websocketEndpoint: string;
  /** Parameter in Systems Manager that turns sending `on` and `off`; null where there is none. */
  readonly sendingSwitch: string | null;
}

/** @throws Error naming the variable that is missing or malformed */
export function readConfig(env: Readonly<Record<string, string | undefined>>): PositionBroadcastConfig {
  const websocketEndpoint = required(env, ENV.websocketEndpoint);
  if (!/^https?:\/\//.test(websocketEndpoint)) throw new Error(`${ENV.websocketEndpoint} must be an https:// address`);
  return {
    mongodb: readMongoConfig(env),
    websocketEndpoint,
    sendingSwitch: env[ENV.sendingSwitchParameter] || null,
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} must be set`);
  return value;
}
