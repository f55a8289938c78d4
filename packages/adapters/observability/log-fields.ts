/** What a line of the log says beside its message. They never hold secrets, or a feed's text as keys. */
export type LogFields = Readonly<Record<string, unknown>>;
