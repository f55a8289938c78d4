import type { Db } from 'mongodb';
import { SCHEDULE_COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';

/** How often the server answered one kind of query by one plan. */
export interface PlanUse {
  /** `find flights: IXSCAN { origin: 1, … }` */
  readonly plan: string;
  readonly times: number;
  /** The most documents and index keys that one of them looked at. */
  readonly mostDocuments: number;
  readonly mostKeys: number;
}

const WATCHED: ReadonlySet<string> = new Set(SCHEDULE_COLLECTIONS);

/** What the server itself noted of the queries that came while `work` ran. */
export async function watchPlans(db: Db, work: () => Promise<void>): Promise<PlanUse[]> {
  await db.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const notes: unknown[] = await db
    .collection('system.profile')
    .find({ op: { $in: ['query', 'command'] } })
    .toArray();
  const uses = new Map<string, PlanUse>();
  for (const note of notes.filter(isJsonObject)) {
    const { ns, command, planSummary, docsExamined, keysExamined } = note;
    const collection = String(ns).slice(db.databaseName.length + 1);
    if (!WATCHED.has(collection) || typeof planSummary !== 'string') continue;
    const [name = ''] = isJsonObject(command) ? Object.keys(command) : [];
    const plan = `${name} ${collection}: ${planSummary}`;
    const known = uses.get(plan);
    uses.set(plan, {
      plan,
      times: (known?.times ?? 0) + 1,
      mostDocuments: Math.max(known?.mostDocuments ?? 0, Number(docsExamined ?? 0)),
      mostKeys: Math.max(known?.mostKeys ?? 0, Number(keysExamined ?? 0)),
    });
  }
  return [...uses.values()].sort((a, b) => a.plan.localeCompare(b.plan));
}

/** @throws Error naming the queries that read a whole collection */
export function refuseScans(uses: readonly PlanUse[]): void {
  const scans = uses.filter(({ plan }) => plan.includes('COLLSCAN'));
  if (scans.length > 0) throw new Error(`read whole collections: ${scans.map(({ plan }) => plan).join('; ')}`);
  if (!uses.some(({ plan }) => plan.startsWith('find flights: IXSCAN'))) throw new Error('no search was noted');
}
