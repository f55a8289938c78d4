/** An access token and how long it is still good. */
export interface AccessToken {
  readonly token: string;
  readonly remainingMs: number;
}

/** The access token of a client id, shared by all who use it. */
export interface TokenStore {
  /** Null where there is none that is good and can be read. */
  read(): Promise<AccessToken | null>;
  write(token: AccessToken): Promise<void>;
  /** Who may ask for a new one: one at a time. @returns false while another may */
  acquire(holder: string, ttlMs: number): Promise<boolean>;
  release(holder: string): Promise<void>;
}
