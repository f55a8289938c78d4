import type { ConnectionStore, Subscription } from '#adapters/mongo/connection-store.ts';

interface HeldConnection {
  readonly expiresAtMs: number;
  readonly subscribedAtMs?: number;
  readonly pacedAtMs?: number;
  readonly subscription?: Subscription;
}

/** The connection store in memory; passes test/ports/connection-store-port.ts like the one on MongoDB. */
export function createFakeConnectionStore(): ConnectionStore {
  const held = new Map<string, HeldConnection>();
  const open = (nowMs: number): [string, HeldConnection][] =>
    [...held].filter(([, { expiresAtMs }]) => expiresAtMs > nowMs);
  return {
    countOpen: async (nowMs, limit) => Math.min(limit, open(nowMs).length),
    add: async (connectionId, _connectedAtMs, expiresAtMs) => void held.set(connectionId, { expiresAtMs }),
    subscribe: async (connectionId, subscription, { nowMs, minIntervalMs, expiresAtMs }) => {
      const known = held.get(connectionId);
      if (known?.subscribedAtMs !== undefined && known.subscribedAtMs > nowMs - minIntervalMs) return 'too_soon';
      held.set(connectionId, { expiresAtMs, ...known, subscription, subscribedAtMs: nowMs });
      return 'stored';
    },
    pace: async (connectionId, everyMs, { nowMs, minIntervalMs }) => {
      const known = held.get(connectionId);
      if (known?.subscription?.version !== 2) return 'not_subscribed';
      if (known.pacedAtMs !== undefined && known.pacedAtMs > nowMs - minIntervalMs) return 'too_soon';
      held.set(connectionId, { ...known, subscription: { ...known.subscription, everyMs }, pacedAtMs: nowMs });
      return 'stored';
    },
    remove: async (connectionIds) => connectionIds.forEach((connectionId) => held.delete(connectionId)),
    listViewers: async (nowMs, limit) =>
      open(nowMs)
        .flatMap(([connectionId, { subscription }]) => {
          if (subscription === undefined) return [];
          const { bbox, level, version, everyMs } = subscription;
          return [{ connectionId, bbox, level, version, everyMs }];
        })
        .slice(0, limit),
  };
}
