import { HOURS, SECONDS, VIEWER_MIX } from './assumptions.ts';
import type { DatabaseNeed } from './atlas-lines.ts';
import type { CostInput } from './cost-input.ts';
import { count, formatNumber } from './cost-line.ts';
import type { FunctionUse } from './function-uses.ts';
import { FRAMES, STREAM, VIEWER_KINDS, VIEWER_TRAFFIC, type ViewerKind } from './measured.ts';
import { framesOf, viewerBatchOf } from './viewer-batch.ts';
import type { Workload } from './workload.ts';

/** One quantity that lines are made of, with the numbers put in. */
export interface BasisLine {
  readonly name: string;
  readonly value: string;
  readonly formula: string;
}

interface Derived {
  readonly uses: readonly FunctionUse[];
  readonly database: DatabaseNeed;
}

const n = formatNumber;

/** Where the quantities come from that the lines multiply with prices. */
export function basisOf(input: CostInput, workload: Workload, { uses, database }: Derived): BasisLine[] {
  return [
    ...streamBasis(input, workload),
    ...VIEWER_KINDS.map((kind) => viewerBasis(kind, input, workload)),
    {
      name: 'A viewer, per batch',
      value: `${n(workload.viewerBatch.meteredMessages)} messages, ${n(workload.viewerBatch.bytes)} bytes`,
      formula: VIEWER_KINDS.map((kind) => `${n(VIEWER_MIX[kind] * 100)} % ${kind}`).join(' + '),
    },
    framesBasis(input, workload),
    ...uses.map(({ name, durationMs, durationFormula }) => ({
      name: `${name}, one invocation`,
      value: `${n(durationMs)} ms`,
      formula: durationFormula,
    })),
    {
      name: 'Database',
      value: `${n(database.storageMb)} MB, ${n(database.operationsPerSecond)} operations/s`,
      formula: database.formula,
    },
  ];
}

function framesBasis({ viewers, viewerHoursPerDay }: CostInput, workload: Workload): BasisLine {
  const batches = (workload.broadcastBatches * viewerHoursPerDay) / 24;
  const { meteredMessages } = workload.viewerBatch;
  return {
    name: 'Frames of all viewers',
    value: `${n(viewers * batches * meteredMessages)} messages`,
    formula: `${n(viewers)} viewers × ${n(batches)} batches × ${n(meteredMessages)} messages`,
  };
}

function streamBasis({ aircraft, viewers, viewerHoursPerDay, settings }: CostInput, workload: Workload): BasisLine[] {
  const { producerTasks, broadcastEverySeconds } = settings;
  return [
    {
      name: 'Records',
      value: `${n(workload.recordsPerSecond)} /s`,
      formula:
        `${producerTasks === 1 ? '' : `${producerTasks} producers × `}${n(aircraft)} aircraft × ` +
        `${STREAM.recordsPerAircraftMinute} /min / 60`,
    },
    {
      name: 'Batches broadcast',
      value: n(workload.broadcastBatches),
      formula: `${n(SECONDS)} s / ${broadcastEverySeconds} s, ${n(workload.recordsPerBroadcast)} records each`,
    },
    {
      name: 'Viewer-hours',
      value: n(workload.viewerHours),
      formula: `${n(viewers)} viewers × ${HOURS} h × ${n(viewerHoursPerDay)} / 24`,
    },
  ];
}

function viewerBasis(kind: ViewerKind, { aircraft }: CostInput, { recordsPerBroadcast }: Workload): BasisLine {
  const { recordShare, introductionsPerRow } = VIEWER_TRAFFIC[kind];
  const { rows, meteredMessages, bytes } = viewerBatchOf(kind, { records: recordsPerBroadcast, aircraft });
  return {
    name: `Who looks at the ${kind}, per batch`,
    value: `${n(meteredMessages)} messages, ${n(bytes)} bytes`,
    formula:
      `${n(Math.min(recordsPerBroadcast, aircraft))} rows × ${n(recordShare * 100)} % = ${n(rows)}; ` +
      `${count(framesOf(rows), 'frames').text} × ${FRAMES.bytesPerFrame} + ${n(rows)} × ${FRAMES.bytesPerRow} bytes; ` +
      `texts: 1 - e^(-${n(rows)} × ${introductionsPerRow}), ${FRAMES.bytesPerTextMessage} bytes each`,
  };
}
