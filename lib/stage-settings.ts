/** Where an operator's own settings come from. */
export interface SettingSources {
  readonly stage: string;
  /** Text of `deployment.json`, `{"dev":{"databaseHost":"…"}}`; null where there is none. */
  readonly file: string | null;
  /** The context `settings`: JSON, or the object of it; goes before the file. */
  readonly context: unknown;
}

/**
 * Settings that go before those of the stage, not checked yet.
 * @throws RangeError naming the source that isn't an object in JSON
 */
export function stageSettings({ stage, file, context }: SettingSources): Readonly<Record<string, unknown>> {
  const ofStages = file === null ? {} : objectIn('deployment.json', file);
  const ofStage = ofStages[stage] === undefined ? {} : objectIn(`"${stage}" in deployment.json`, ofStages[stage]);
  return { ...ofStage, ...objectIn('-c settings', context ?? {}) };
}

function objectIn(source: string, given: unknown): Readonly<Record<string, unknown>> {
  const value = typeof given === 'string' ? parsed(source, given) : given;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError(`${source} must be an object, {"databaseHost":"…"}`);
  }
  return Object.fromEntries(Object.entries(value));
}

function parsed(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${source} must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
