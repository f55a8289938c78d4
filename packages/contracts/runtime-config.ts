import { ContractError } from './contract-error.ts';
import { isJsonObject } from './read.ts';

/** `/config.json`, written at deploy and by `npm start`: what the page must know of where it runs. */
export interface RuntimeConfig {
  /** Address of the WebSocket API, `ws:` or `wss:`. */
  readonly websocketUrl: string;
}

/** @throws ContractError when the deployed file is not what this page was built for */
export function parseRuntimeConfig(value: unknown): RuntimeConfig {
  const websocketUrl = isJsonObject(value) ? value['websocketUrl'] : undefined;
  if (typeof websocketUrl !== 'string' || !/^wss?:\/\//.test(websocketUrl)) {
    throw new ContractError('websocket_url_invalid', 'websocketUrl', 'websocketUrl must be a ws:// or wss:// address');
  }
  return { websocketUrl };
}
