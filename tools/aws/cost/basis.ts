import { HOURS, SECONDS, VIEWER_MIX } from './assumptions.ts';
import type { DatabaseNeed } from './atlas-lines.ts';
import type { CostInput } from './cost-input.ts';
import { count, formatNumber } from './cost-line.ts';
import type { FunctionUse } from './function-uses.ts';
import { FRAMES, STREAM, VIEWER_KINDS, VIEWER_TRAFFIC, type ViewerKind } from './measured.ts';
import { viewerFrameOf } from './viewer-batch.ts';
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
      value: `${n(workload.viewerBatch.messages)} messages, ${n(workload.viewerBatch.bytes)} bytes`,
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
  const { messages } = workload.viewerBatch;
  return {
    name: 'Frames of all viewers',
    value: `${n(viewers * batches * messages)} messages`,
    formula: `${n(viewers)} viewers × ${n(batches)} batches × ${n(messages)} messages`,
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

function viewerBasis(kind: ViewerKind, { aircraft }: CostInput, workload: Workload): BasisLine {
  const { recordsPerSecond, batchesPerSecond } = workload;
  const { recordShare, introductionsPerRow } = VIEWER_TRAFFIC[kind];
  const frame = viewerFrameOf(kind, { recordsPerSecond, batchesPerSecond, aircraft });
  const { everySeconds, rows, messages, bytes } = frame;
  const { bytesPerFrame, bytesPerRow, bytesPerText } = FRAMES;
  return {
    name: `Who looks at the ${kind}, per ${n(everySeconds)} s`,
    value: `${n(messages)} messages, ${n(bytes)} bytes`,
    formula:
      `${n(Math.min(recordsPerSecond * everySeconds, aircraft))} records × ${n(recordShare * 100)} % = ${n(rows)} rows; ` +
      `${count(messages, 'messages').text} × ${bytesPerFrame} + ${n(rows)} × (${bytesPerRow} + ${introductionsPerRow} × ${bytesPerText}) bytes`,
  };
}
