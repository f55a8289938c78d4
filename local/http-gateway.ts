import type { HttpGateway, HttpGatewayOptions } from './http-gateway/options.ts';

/**
 * CloudFront with the site's bucket and the HTTP API behind it, on one machine: listens on 127.0.0.1.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export declare function startHttpGateway(options: HttpGatewayOptions): Promise<HttpGateway>;
