import type { Clock } from '../observability/clock.ts';

export interface RenewedConnectionOptions<Connection> {
  /** The address as it is now, such as a secret's text. */
  readonly readAddress: () => Promise<string>;
  readonly connect: (address: string) => Connection;
  /** Whether an error says that the address' password was refused, so that it may have been changed. */
  readonly isRefused: (error: unknown) => boolean;
  readonly clock: Clock;
}

/** A connection to what its address says now. */
export interface RenewedConnection<Connection> {
  /** Does the work with it; repeats it once where the address turns out to have changed. */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** As the functions do: a secret that was rotated is in use after this at the latest. */
const ADDRESS_KEPT_MS = 5 * 60_000;
/** An address that can't be read, or whose password stays refused, is asked for again after this. */
const RETRY_MS = 5000;

/**
 * Keeps a connection for a process that lives for weeks. The address is read every five minutes, and once more when its
 * password is refused; a new one makes a new connection, and the former is closed when its work is done. While it can't be
 * read, the connection that is known serves on; without any, every use fails.
 */
export function createRenewedConnection<Connection extends { close(): Promise<void> }>({
  readAddress,
  connect,
  isRefused,
  clock,
}: RenewedConnectionOptions<Connection>): RenewedConnection<Connection> {
  let current: { readonly address: string; readonly connection: Connection } | null = null;
  let dueAtMs = -Infinity;
  let refusedUntilMs = -Infinity;
  let failure: unknown;
  let reading: Promise<boolean> | null = null;

  /** @returns whether the address is another one */
  async function read(): Promise<boolean> {
    try {
      const address = await readAddress();
      dueAtMs = clock() + ADDRESS_KEPT_MS;
      if (address === current?.address) return false;
      const former = current;
      current = { address, connection: connect(address) };
      // Not waited for: what still works with it may wait for its time limits.
      void former?.connection.close().catch(() => undefined);
      return true;
    } catch (error) {
      failure = error;
      dueAtMs = clock() + RETRY_MS;
      return false;
    }
  }
  const renew = (): Promise<boolean> => (reading ??= read().finally(() => (reading = null)));

  async function isRenewed(): Promise<boolean> {
    if (reading === null && clock() < refusedUntilMs) return false;
    refusedUntilMs = clock() + RETRY_MS;
    return renew();
  }

  async function ready(): Promise<Connection> {
    if (clock() >= dueAtMs) await renew();
    if (current === null) throw failure;
    return current.connection;
  }

  return {
    use: async (work) => {
      const connection = await ready();
      try {
        return await work(connection);
      } catch (error) {
        if (!isRefused(error)) throw error;
        if (current?.connection === connection && !(await isRenewed())) throw error;
        return work(await ready());
      }
    },
    close: async () => {
      await current?.connection.close();
    },
  };
}
