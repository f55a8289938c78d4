import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, parseJsonObject, type JsonObject } from '#contracts/read.ts';

/** A schedule of EventBridge Scheduler that starts a function of its own stack. */
export interface SynthesisedSchedule {
  /** Path of its construct, `Etl/Schedules/Nightly`. */
  readonly path: string;
  readonly functionPath: string;
  /** As Scheduler writes it. */
  readonly expression: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The event. */
  readonly input: unknown;
  readonly functionTimeoutMs: number;
  readonly maximumRetryAttempts: number;
}

const TYPE = 'AWS::Scheduler::Schedule';
/** Lambda's own, where a function names none. */
const DEFAULT_TIMEOUT_S = 3;

/** The schedules of all templates in the folder that `cdk synth` has written. @throws Error for one of another form */
export async function readSynthesisedSchedules(folder: string): Promise<SynthesisedSchedule[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.template.json')).toSorted();
  const templates = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return templates.flatMap((text) => schedulesOf(objectAt(parseJsonObject(text), 'Resources')));
}

function schedulesOf(resources: JsonObject): SynthesisedSchedule[] {
  const schedules = Object.values(resources).filter((each) => isJsonObject(each) && each['Type'] === TYPE);
  return schedules.filter(isJsonObject).map((schedule) => scheduleOf(schedule, resources));
}

function scheduleOf(schedule: JsonObject, resources: JsonObject): SynthesisedSchedule {
  const path = pathOf(schedule);
  const properties = objectAt(schedule, 'Properties');
  const { ScheduleExpression: expression, ScheduleExpressionTimezone: timeZone = 'UTC' } = properties;
  const target = objectAt(properties, 'Target');
  const { Input: input = '{}' } = target;
  if (typeof expression !== 'string' || typeof timeZone !== 'string' || typeof input !== 'string') {
    throw new Error(`the schedule ${path} has an expression, a time zone or an event that isn't text`);
  }
  const called = functionOf(target, resources);
  if (called === null) throw new Error(`the schedule ${path} starts something other than a function of its stack`);
  const { Timeout: timeoutS = DEFAULT_TIMEOUT_S } = objectAt(called, 'Properties');
  const { MaximumRetryAttempts: retries = 0 } = isJsonObject(target['RetryPolicy']) ? target['RetryPolicy'] : {};
  return {
    path,
    functionPath: pathOf(called),
    expression,
    timeZone,
    input: parseJsonObject(input),
    functionTimeoutMs: Number(timeoutS) * 1000,
    maximumRetryAttempts: Number(retries),
  };
}

function functionOf(target: JsonObject, resources: JsonObject): JsonObject | null {
  const reference = isJsonObject(target['Arn']) ? target['Arn']['Fn::GetAtt'] : undefined;
  const id: unknown = Array.isArray(reference) ? reference[0] : undefined;
  const resource = typeof id === 'string' ? resources[id] : undefined;
  return isJsonObject(resource) && resource['Type'] === 'AWS::Lambda::Function' ? resource : null;
}

function pathOf(resource: JsonObject): string {
  const path = objectAt(resource, 'Metadata')['aws:cdk:path'];
  if (typeof path !== 'string') throw new Error('a resource of a template has no path of its construct');
  return path.replace(/\/Resource$/, '');
}

function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  if (!isJsonObject(value)) throw new Error(`a template has no ${name} where it must have them`);
  return value;
}
