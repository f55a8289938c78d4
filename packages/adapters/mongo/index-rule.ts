import type { IndexSpecification } from 'mongodb';

/** An index that must be there, by its name. */
export interface IndexRule {
  readonly collection: string;
  readonly name: string;
  readonly key: IndexSpecification;
  /** Present on TTL indexes only. */
  readonly expireAfterSeconds?: number;
}
