import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { addAirlines } from '../../bin/app.ts';
import { deploymentConfig } from '../../lib/config.ts';
import { answerFindings, NAG_ANSWERS } from '../../lib/nag-answers.ts';
import { DEPLOYMENTS } from './deployments.ts';

const outdir = mkdtempSync(join(tmpdir(), 'nag-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** A folder of its own for each, since a report of findings would stand in the way of a deployment from it. */
const appIn = (folder: string): App =>
  new App({
    outdir: join(outdir, folder),
    context: { 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });

interface Finding {
  readonly rule: string;
  readonly path: string;
}

function findingsIn(app: App): Finding[] {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName: rule, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ rule, path: constructPath ?? '' })),
  );
}

const deployments = Object.entries(DEPLOYMENTS).map(([name, [settings = {}, options = {}]], index) => {
  const { stage = 'dev', ...others } = options;
  const app = appIn(String(index));
  addAirlines(app, deploymentConfig(stage, settings), { siteFolder: join(outdir, 'no-page'), ...others });
  return { name, app, findings: findingsIn(app) };
});

describe('the findings of cdk-nag', () => {
  it.each(deployments)('are all answered: $name', ({ app, findings }) => {
    expect(findings.length).toBeGreaterThan(10);
    answerFindings(app);
    expect(findingsIn(app)).toEqual([]);
  });

  it('are what the answers answer: none answers nothing', () => {
    const all = deployments.flatMap(({ findings }) => findings);
    const stale = NAG_ANSWERS.flatMap(({ rules, at }) =>
      rules
        .filter((rule) => !all.some((finding) => finding.rule === rule && at.test(finding.path)))
        .map((rule) => `${rule} at ${at.source}`),
    );
    expect(stale).toEqual([]);
  });

  it('stop a synthesis that has the pack, but for those that are answered there', () => {
    const synthesised = (answered: string): (() => unknown) => {
      const app = appIn(answered);
      new Bucket(new Stack(app, 'Site'), 'Bucket', { enforceSSL: true });
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      answerFindings(app, [{ rules: ['AwsSolutions-S1'], at: new RegExp(`^Site/${answered}/`), reason: 'planted' }]);
      return () => app.synth();
    };
    expect(synthesised('Other')).toThrow('AwsSolutions-S1');
    expect(synthesised('Bucket')).not.toThrow();
  });
});
