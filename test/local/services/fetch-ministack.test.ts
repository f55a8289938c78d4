import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseChecksums } from '../../../local/services/checksums.ts';
import { requirementOf } from '../../../local/services/fetch-ministack.ts';

describe('the wheels of MiniStack', () => {
  it('are asked for by the name and the version that each carries', () => {
    expect(requirementOf('ministack-1.4.21-py3-none-any.whl')).toBe('ministack==1.4.21');
    expect(requirementOf('h2-4.4.1-py3-none-any.whl')).toBe('h2==4.4.1');
    expect(requirementOf('pyyaml-6.0.4-cp311-cp311-manylinux2014_x86_64.manylinux_2_28_x86_64.whl')).toBe(
      'pyyaml==6.0.4',
    );
  });

  it.each(['ministack-1.4.21.tar.gz', 'ministack.whl', ''])('refuses %j, which is none', (name) => {
    expect(() => requirementOf(name)).toThrow(`not the name of a wheel: ${name}`);
  });

  it('are pinned, each once', () => {
    const pinned = readFileSync(new URL('../../../local/services/ministack-wheels.sha256', import.meta.url), 'utf8');
    const requirements = [...parseChecksums(pinned).keys()].map(requirementOf);
    const names = requirements.map((requirement) => requirement.split('==')[0]);
    expect(requirements).toContain('ministack==1.4.21');
    expect(new Set(names).size).toBe(names.length);
  });
});
