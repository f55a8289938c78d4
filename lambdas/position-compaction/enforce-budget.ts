export interface BudgetPorts {
  measureBytes(): Promise<number>;
  /** Drops some of the oldest, about `bytes` at most; frees 0 when nothing is left. */
  dropOldest(bytes: number): Promise<{ readonly freedBytes: number; readonly positions: number }>;
}

export interface Budget {
  readonly maxBytes: number;
  /** The database refused a write for lack of space: make room even below `maxBytes`. */
  readonly isFull: boolean;
  readonly hasTime: () => boolean;
}

export interface BudgetOutcome {
  readonly usedBytes: number;
  readonly droppedPositions: number;
}

/** How far below the limit the history is brought, so that not every run has to drop. */
const FILL_AFTER_DROP = 0.95;

/** Drops the oldest history by time of receipt while it is larger than its budget. */
export async function enforceBudget(ports: BudgetPorts, { maxBytes, isFull, hasTime }: Budget): Promise<BudgetOutcome> {
  const usedBytes = await ports.measureBytes();
  const isOver = usedBytes > maxBytes;
  const targetBytes = FILL_AFTER_DROP * Math.min(maxBytes, usedBytes);
  let remainingBytes = usedBytes;
  let droppedPositions = 0;
  while ((isOver || isFull) && remainingBytes > targetBytes && hasTime()) {
    const { freedBytes, positions } = await ports.dropOldest(remainingBytes - targetBytes);
    if (freedBytes === 0) break;
    remainingBytes -= freedBytes;
    droppedPositions += positions;
  }
  return { usedBytes: remainingBytes, droppedPositions };
}
