/** A record as it was, on its way back into the log. */
export interface OriginalRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

interface KeptRecord extends OriginalRecord {
  readonly id: string;
  readonly topic: string;
  readonly failedAtMs: number;
}

export interface ReplayPorts<Letter extends KeptRecord> {
  /** The oldest ones first. */
  list(page: { readonly limit: number; readonly after?: Letter | undefined }): Promise<Letter[]>;
  /** Resolves once the log has them all. */
  send(topic: string, records: readonly OriginalRecord[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export interface ReplayOptions {
  /** Letters kept aside after this are left: a record that still can't be read comes back as a new one. */
  readonly untilMs: number;
  readonly pageSize: number;
}

/**
 * Puts dead letters back into the topic that they came from, as they were, and removes each once the log has it. Stopped
 * in between, some may be in the log twice, which is harmless.
 * @returns how many were sent
 */
export async function replayDeadLetters<Letter extends KeptRecord>(
  ports: ReplayPorts<Letter>,
  { untilMs, pageSize }: ReplayOptions,
): Promise<number> {
  let sent = 0;
  let after: Letter | undefined;
  for (;;) {
    const listed = await ports.list({ limit: pageSize, after });
    const page = listed.filter((letter) => letter.failedAtMs <= untilMs);
    for (const [topic, letters] of Map.groupBy(page, (letter) => letter.topic)) {
      await ports.send(topic, letters);
      await ports.remove(letters.map((letter) => letter.id));
      sent += letters.length;
    }
    after = listed.at(-1);
    if (after === undefined || page.length < pageSize) return sent;
  }
}
