import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as WorkflowParser from '@actions/workflow-parser';

/** What GitHub would say against a workflow: unknown keys, wrong types, names that no expression may use. */
export type FindWorkflowErrors = (text: string) => string[];

/**
 * GitHub's own parser with its schema. It imports JSON as only bundlers take it, so it's bundled first.
 */
export async function loadWorkflowParser(): Promise<FindWorkflowErrors> {
  const folder = mkdtempSync(join(tmpdir(), 'airlines-workflow-parser-'));
  try {
    const outfile = join(folder, 'parser.cjs');
    const resolveDir = fileURLToPath(new URL('../..', import.meta.url));
    const contents = "export { parseWorkflow, NoOperationTraceWriter } from '@actions/workflow-parser';";
    await build({ stdin: { contents, resolveDir }, outfile, bundle: true, platform: 'node', format: 'cjs' });
    const parser = (await import(pathToFileURL(outfile).href)) as typeof WorkflowParser;
    return (content) => {
      const { context } = parser.parseWorkflow({ name: 'ci.yml', content }, new parser.NoOperationTraceWriter());
      return context.errors.getErrors().map(({ message }) => message);
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
