/** Something that runs for as long as Airlines does. */
export interface Part {
  readonly name: string;
  /** Resolves with the reason when it ends by itself; stays pending for what can't. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}
