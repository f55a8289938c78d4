import { VIEWER_HOUR } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import { bytes, costLine, count, type CostLine, type Factor } from './cost-line.ts';
import { ANSWERS, PAGE } from './measured.ts';
import type { PriceName } from './unit-prices.ts';
import { askedMessages, averageShare, type Workload } from './workload.ts';

const MINUTES = 60;
const FIRST_MESSAGES = 1_000_000_000;
/** Of what a viewer says and is answered. */
const ASKED_BYTES = 150;

const line = (name: string, price: PriceName, factors: readonly Factor[]): CostLine =>
  costLine({ group: 'Viewers', name, price, factors });

/** What everyone who looks costs: frames, the API, the page. */
export function viewerLines(input: CostInput, workload: Workload): CostLine[] {
  return [...websocketLines(input, workload), ...httpLines(input, workload)];
}

/** Batches that a viewer gets frames of, and viewers: while nobody looks nothing is sent. */
function watchedBatches({ viewers, viewerHoursPerDay }: CostInput, { broadcastBatches }: Workload): readonly Factor[] {
  return [count(viewers, 'viewers'), count((broadcastBatches * viewerHoursPerDay) / 24, 'batches')];
}

function websocketLines(input: CostInput, workload: Workload): CostLine[] {
  const { viewerHours, viewerBatch } = workload;
  const watched = watchedBatches(input, workload);
  return [
    ...frameLines(watched, count(viewerBatch.messages, 'messages')),
    line('WebSocket: asked and answered', 'websocketMessage', [
      count(askedMessages(viewerHours), 'messages'),
      count(2, 'ways'),
    ]),
    line('WebSocket: connections', 'websocketMinute', [count(viewerHours, 'viewer-hours'), count(MINUTES, 'min')]),
    line('WebSocket: bytes of frames', 'dataOut', [...watched, bytes(viewerBatch.bytes)]),
    line('WebSocket: bytes of answers', 'dataOut', [count(askedMessages(viewerHours), 'messages'), bytes(ASKED_BYTES)]),
  ];
}

/** Messages beyond the first billion of a month cost less. */
function frameLines(watched: readonly Factor[], each: Factor): CostLine[] {
  const messages = [...watched, each].reduce((product, { value }) => product * value, 1);
  if (messages <= FIRST_MESSAGES) return [line('WebSocket: frames', 'websocketMessage', [...watched, each])];
  return [
    line('WebSocket: frames, the first billion', 'websocketMessage', [count(FIRST_MESSAGES, 'messages')]),
    line('WebSocket: frames beyond it', 'websocketMessageBeyond', [count(messages - FIRST_MESSAGES, 'messages')]),
  ];
}

function httpLines({ aircraft }: CostInput, { viewerHours }: Workload): CostLine[] {
  const { sessions, firstVisits, snapshots, statusRequests, searches } = VIEWER_HOUR;
  const requests = snapshots + statusRequests + searches;
  const snapshotBytes = ANSWERS.snapshotBytes + aircraft * averageShare() * ANSWERS.snapshotBytesPerAircraft;
  const hours = count(viewerHours, 'viewer-hours');
  const answered = snapshots * snapshotBytes + statusRequests * ANSWERS.statusBytes + searches * ANSWERS.searchBytes;
  const loaded = firstVisits * (PAGE.scriptBytes + PAGE.baseMapBytes + PAGE.fontBytes);
  return [
    line('HTTP API', 'httpApiRequest', [hours, count(requests, 'requests')]),
    line('CloudFront: requests', 'cloudFrontRequest', [
      hours,
      count(requests + firstVisits * PAGE.files + sessions * 2, 'requests'),
    ]),
    line('CloudFront: answers of the API', 'cloudFrontData', [hours, bytes(answered)]),
    line('CloudFront: the page', 'cloudFrontData', [hours, bytes(loaded)]),
  ];
}
