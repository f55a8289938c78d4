/** What the live code must know of the page that it is in. */
export interface PagePresence {
  isHidden(): boolean;
  isOnline(): boolean;
  /** Since the viewer last moved or pressed anything, ms. */
  idleMs(): number;
  /** What the link is said to bear, bytes per second; null where it isn't said to be narrow. */
  budgetBytesPerS(): number | null;
  /** Calls back when the page was hidden or shown, gained or lost its network, and when the viewer is back after a while. */
  subscribe(listener: () => void): () => void;
}

/** What browsers tell of a link (Network Information API; Chromium has it, others don't). */
export interface LinkHints {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/** Shares of what such a link bears that the live stream may take, bytes per second. */
const BUDGET_BYTES_PER_S: Readonly<Record<string, number>> = { 'slow-2g': 1500, '2g': 3000, '3g': 20_000 };
const SAVING_BYTES_PER_S = 3000;

export function budgetOf({ saveData, effectiveType }: LinkHints): number | null {
  const budget = BUDGET_BYTES_PER_S[effectiveType ?? ''] ?? null;
  if (saveData !== true) return budget;
  return Math.min(SAVING_BYTES_PER_S, budget ?? Infinity);
}
