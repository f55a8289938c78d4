import { describe, expect, it } from 'vitest';
import { paceNote } from '../../../frontend/src/state/pace-note.ts';

describe('note on the pace', () => {
  it('says nothing while positions come as often as the level has them come', () => {
    expect(paceNote({ level: 'regional', everyMs: 2000 }, { everyMs: 0, reason: null })).toBeNull();
    expect(paceNote({ level: 'world', everyMs: 5000 }, { everyMs: 2000, reason: 'slow' })).toBeNull();
  });

  it('says how often and why the page asks for less, or what the server keeps to if that is less still', () => {
    const idle = { everyMs: 10_000, reason: 'idle' } as const;
    expect(paceNote({ level: 'fine', everyMs: 1000 }, idle)).toEqual({ everyMs: 10_000, reason: 'idle' });
    expect(paceNote({ level: 'fine', everyMs: 12_000 }, idle)).toEqual({ everyMs: 12_000, reason: 'idle' });
  });

  it('names the server where the page asked for more', () => {
    expect(paceNote({ level: 'world', everyMs: 20_000 }, { everyMs: 0, reason: null })).toEqual({
      everyMs: 20_000,
      reason: 'server',
    });
  });
});
