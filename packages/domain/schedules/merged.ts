/** What is left of records when those that are one thing are made one. */
export interface Merged<T> {
  readonly records: readonly T[];
  /** How many went into another. */
  readonly merged: number;
}
