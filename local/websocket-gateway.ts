import type { WebsocketGateway, WebsocketGatewayOptions } from './websocket-gateway/options.ts';

/**
 * API Gateway's WebSocket API on one machine, with its limits. It owns the `@connections` endpoint (a port of its own on
 * 127.0.0.1) and takes upgrades from whichever HTTP server calls `handleUpgrade`.
 */
export declare function startWebsocketGateway(options: WebsocketGatewayOptions): Promise<WebsocketGateway>;
