import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import { addAirlines, type AirlinesOptions } from '../../bin/app.ts';
import { deploymentConfig } from '../../lib/config.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** The templates of a deployment by the id of their stack, with ways to look into them. */
export interface Synthesised {
  readonly app: App;
  readonly stacks: readonly Stack[];
  readonly template: (stack: string) => Template;
  /** Logical ids and resources of a stack, of one type or of all. */
  readonly resources: (stack: string, type?: string) => [string, Resource][];
  /** Stack, logical id and resource of everything there is. */
  readonly everything: () => [string, string, Resource][];
}

/**
 * Synthesises in memory. Functions aren't bundled and the page isn't there: neither changes what a template says of the
 * rest.
 */
export function synthesise(
  settings: object = {},
  { stage = 'dev', ...options }: Partial<AirlinesOptions> & { readonly stage?: string } = {},
): Synthesised {
  // Two processes would write the same files.
  const outdir = join(inject('synthFolder'), String(process.pid));
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } });
  addAirlines(app, deploymentConfig(stage, settings), { siteFolder: join(outdir, 'no-page'), ...options });
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  const templates = new Map(stacks.map((stack) => [stack.node.id, Template.fromStack(stack)]));
  const template = (name: string): Template => {
    const found = templates.get(name);
    if (found === undefined) throw new Error(`no stack ${name}: there are ${[...templates.keys()].join(', ')}`);
    return found;
  };
  const resources = (name: string, type?: string): [string, Resource][] => {
    const all = Object.entries((template(name).toJSON() as { Resources?: Record<string, Resource> }).Resources ?? {});
    return all.filter(([, resource]) => type === undefined || resource.Type === type);
  };
  const everything = (): [string, string, Resource][] =>
    [...templates.keys()].flatMap((name) =>
      resources(name).map(([id, r]): [string, string, Resource] => [name, id, r]),
    );
  return { app, stacks, template, resources, everything };
}

/** A logical id without the hash that CDK puts at its end. */
export const plainId = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');
