/**
 * Input from outside that breaks its contract. The message names the field and what would be right; it never holds the
 * input itself, so that it can be logged and shown.
 */
export class ContractError extends Error {
  /** A closed set per contract, used as the key of counters: `json`, `lat_range` … */
  readonly code: string;
  /** Path of the offending field, `''` for the whole. */
  readonly field: string;

  constructor(code: string, field: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ContractError';
    this.code = code;
    this.field = field;
  }
}
