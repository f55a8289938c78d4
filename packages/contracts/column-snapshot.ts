import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import { decodePositionColumns, type FrameRow } from './live-frame.ts';
import { decodeIdentityColumns, type IdentityRow } from './live-messages.ts';
import { isJsonObject, requiredNumber } from './read.ts';

/** The column-wise snapshot of `GET /api/positions`, decoded. */
export interface DecodedSnapshot {
  /** All that was published before this instant is in here, epoch ms; 0 where nothing is stored yet. */
  readonly asOfMs: number;
  readonly kinds: readonly PositionKind[];
  readonly rows: readonly FrameRow[];
  readonly identity: readonly IdentityRow[];
}

/**
 * Decodes the column-wise snapshot with the decoders of the WebSocket's frames; free of the schema library, which the
 * page would otherwise load for this alone.
 * @throws ContractError when a part is missing or malformed
 */
export function decodeColumnSnapshot(body: unknown): DecodedSnapshot {
  if (!isJsonObject(body) || !isJsonObject(body['positions']) || !isJsonObject(body['identity'])) {
    throw new ContractError('snapshot_invalid', '', 'a snapshot needs the objects positions and identity');
  }
  const kinds = body['kinds'];
  return {
    asOfMs: requiredNumber(body, 'asOfMs', 0, Number.MAX_SAFE_INTEGER),
    kinds: POSITION_KINDS.filter((kind) => Array.isArray(kinds) && kinds.includes(kind)),
    rows: decodePositionColumns(body['positions']),
    identity: decodeIdentityColumns(body['identity']),
  };
}
