import type { IncomingMessage } from 'node:http';

/** Which `Host` and `Origin` a server on this machine answers to. */
export interface AddressPolicy {
  /** False for a name that isn't this machine's: a page elsewhere whose name was pointed here. */
  acceptsHost(request: IncomingMessage): boolean;
  /** False for a page of another site. Requests without an Origin don't come from a page of another site. */
  acceptsOrigin(request: IncomingMessage): boolean;
}

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const HTTP_PORT = 80;

/** Accepts this machine's own names with the port that the request came in on, and what is listed beside. */
export function createAddressPolicy({
  allowedHosts = [],
  allowedOrigins = [],
}: {
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
} = {}): AddressPolicy {
  const hostsOf = (request: IncomingMessage): readonly string[] => {
    const port = request.socket.localPort;
    const own = OWN_NAMES.flatMap((name) => (port === HTTP_PORT ? [name, `${name}:80`] : [`${name}:${port ?? 0}`]));
    return [...own, ...allowedHosts];
  };
  return {
    acceptsHost: (request) => hostsOf(request).includes(request.headers.host?.toLowerCase() ?? ''),
    acceptsOrigin(request) {
      const { origin } = request.headers;
      if (origin === undefined) return true;
      return allowedOrigins.includes(origin) || hostsOf(request).some((host) => origin === `http://${host}`);
    },
  };
}
