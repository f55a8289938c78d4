import type { MachineRelay } from './machine-relay.ts';

const OF_THIS_MACHINE = /^([a-z][a-z0-9+]*:\/\/(?:[^@/?#]*@)?)(?:127\.0\.0\.1|localhost)(?::(\d+))?(?=[/?#]|$)/;

export interface ContainerAddressOptions {
  readonly relay: Pick<MachineRelay, 'open'>;
  /** The relay's own address. */
  readonly host: string;
}

/**
 * Turns an address that works on this machine into one for its containers, and opens the way. What is on other machines
 * stays as it is. MongoDB tells its clients the address of this machine to come back to, so those in containers must
 * not go looking for its replica set: they talk to the one server that it has.
 * @throws RangeError for an address of this machine without a port
 */
export async function containerAddress(address: string, { relay, host }: ContainerAddressOptions): Promise<string> {
  const [start, scheme = '', port] = OF_THIS_MACHINE.exec(address) ?? [];
  if (start === undefined) return address;
  if (port === undefined)
    throw new RangeError(`${scheme}… on this machine must name its port, for containers to use it`);
  await relay.open(Number(port));
  const rest = address.slice(start.length);
  const reached = `${scheme}${host}:${port}`;
  return scheme.startsWith('mongodb:') ? `${reached}${withDirectConnection(rest)}` : `${reached}${rest}`;
}

/** @param rest from the database's name on */
function withDirectConnection(rest: string): string {
  const [path = '', query = ''] = rest.split('?');
  const options = new URLSearchParams(query);
  options.delete('replicaSet');
  options.set('directConnection', 'true');
  return `${path === '' ? '/' : path}?${options.toString()}`;
}
