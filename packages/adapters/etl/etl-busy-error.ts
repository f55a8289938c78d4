import type { EtlKind } from '#contracts/etl-run.ts';

/** Another run of the kind holds the lock. To be tried again in some minutes: nothing was done. */
export class EtlBusyError extends Error {
  constructor(kind: EtlKind) {
    super(`another run of ${kind} is at work: try again when it is done`);
    this.name = 'EtlBusyError';
  }
}
