import type { QuotaReport, SlotAnswer, SlotAsk } from './quota-rule.ts';

/** Calls that a client id has left, shared by all who use it. Times are on the store's clock. */
export interface QuotaStore {
  /** Slots are this far apart at least. */
  readonly spacingMs: number;
  /** Takes a slot, or tells when to ask again. A slot that isn't used stays taken. */
  reserve(ask: SlotAsk): Promise<SlotAnswer>;
  /** Gives nobody a slot for so long. A longer pause stays. */
  pause(ms: number): Promise<void>;
  read(): Promise<QuotaReport>;
}
