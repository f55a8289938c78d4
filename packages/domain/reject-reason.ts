/** Why a row was not published, in the order in which it is asked. */
export const REJECT_REASONS = [
  /** Not a record at all. */
  'row_invalid',
  'address_invalid',
  /** The aircraft was erased at somebody's wish and stays out. */
  'erased',
  /** A real feed uses an address of the simulator's block. */
  'simulated_block',
  /** The aircraft asks for privacy, and the filter is on. */
  'privacy',
  'no_position',
  'position_range',
  /** Exactly 0, 0: what a transponder without a fix sends. */
  'position_zero',
  /** The feed doesn't say when. */
  'no_time',
  'too_old',
  'future',
  'duplicate',
  /** Older than what was accepted before. */
  'older',
  /** Further from the last position than an aircraft gets in that time, and what followed didn't agree with it. */
  'jump',
  /** Two aircraft use one address: the one that was heard first is shown. */
  'duplicate_address',
  /** Held until another fix agrees with it, and none came. */
  'unconfirmed',
  /** Another feed of this process has a fresher or a better position of the aircraft. */
  'other_feed',
  /** More aircraft than are held in memory. */
  'crowded',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];
