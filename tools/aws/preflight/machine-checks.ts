import type { Probe } from '../../../local/start/preflight.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

export interface Builder {
  /** What the CDK runs: `CDK_DOCKER`, else `docker`. */
  readonly command: string;
  /** Node's name of this machine's processor. */
  readonly arch: string;
}

/** The producer's image is built here, for arm64, when the Stream stack is deployed. */
export async function checkImageBuilder({ command, arch }: Builder, probe: Probe): Promise<readonly Finding[]> {
  if ((await probe(command, ['info'])) === null) {
    return [
      missing(
        `no container engine answers (${command} info): the producer's image can't be built`,
        'Start Docker, or name another builder: export CDK_DOCKER=finch',
      ),
    ];
  }
  if (arch === 'arm64') return [ok(`${command}, on arm64 as the producer`)];
  const platforms = await probe(command, ['buildx', 'inspect']);
  if (platforms === null) {
    return [
      warning(`${command} can't say whether it builds for linux/arm64`, 'Install its buildx plugin and look again'),
    ];
  }
  if (/\blinux\/arm64\b/.test(platforms)) return [ok(`${command}, builds for linux/arm64`)];
  return [
    missing(
      `${command} doesn't build for linux/arm64 on this machine (${arch})`,
      `${command} run --privileged --rm tonistiigi/binfmt --install arm64`,
    ),
  ];
}

/** @param hasPage whether the page's entry is there */
export function checkPageBuilt(hasPage: boolean): readonly Finding[] {
  if (hasPage) return [ok('frontend/dist')];
  return [missing('the page is not built: the Site stack would deploy none', 'npm run build:page')];
}

/** @param region null where none is set */
export function checkRegion(region: string | null): readonly Finding[] {
  if (region !== null) return [ok(region)];
  return [
    missing(
      'no region is set: cdk would take us-east-1 without a word',
      'export AWS_REGION=eu-central-1, or put region = … into your profile',
    ),
  ];
}
