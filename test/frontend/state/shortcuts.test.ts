import { describe, expect, it } from 'vitest';
import { shortcutOf, type KeyPress } from '../../../frontend/src/state/shortcuts.ts';

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  modified: false,
  inField: false,
  ownsArrows: false,
  ownsZoom: false,
  inDialog: false,
  ...given,
});

describe('shortcutOf', () => {
  it.each([
    ['/', 'search'],
    ['t', 'table'],
    ['T', 'table'],
    ['p', 'pause'],
    ['i', 'isolate'],
    ['X', 'filters'],
    ['g', 'globe'],
    ['?', 'help'],
    ['+', 'zoomIn'],
    ['-', 'zoomOut'],
    ['ArrowLeft', 'panLeft'],
    ['Escape', 'escape'],
  ] as const)('%s means %s', (key, action) => {
    expect(shortcutOf(press(key), true)).toBe(action);
  });

  it('leaves combinations to the browser, and keys to fields and dialogs', () => {
    expect(shortcutOf(press('p', { modified: true }), true)).toBeNull();
    expect(shortcutOf(press('t', { inField: true }), true)).toBeNull();
    expect(shortcutOf(press('ArrowUp', { inField: true }), true)).toBeNull();
    expect(shortcutOf(press('Escape', { inDialog: true }), true)).toBeNull();
  });

  it('lets Escape through from a field', () => {
    expect(shortcutOf(press('Escape', { inField: true }), true)).toBe('escape');
  });

  it('leaves to the map, to lists and to choices what they do themselves, and nothing more', () => {
    expect(shortcutOf(press('ArrowUp', { ownsArrows: true }), true)).toBeNull();
    expect(shortcutOf(press('+', { ownsZoom: true }), true)).toBeNull();
    expect(shortcutOf(press('+', { ownsArrows: true }), true)).toBe('zoomIn');
    expect(shortcutOf(press('t', { ownsArrows: true, ownsZoom: true }), true)).toBe('table');
  });

  it('switched off, keeps only Escape and the arrows', () => {
    for (const key of ['/', 't', 'l', 'p', 'f', 'i', 'x', 'g', 'c', 'u', '?', '+', '-']) {
      expect(shortcutOf(press(key), false), key).toBeNull();
    }
    expect(shortcutOf(press('Escape'), false)).toBe('escape');
    expect(shortcutOf(press('ArrowDown'), false)).toBe('panDown');
  });

  it('takes no names of inherited members for keys', () => {
    expect(shortcutOf(press('constructor'), true)).toBeNull();
    expect(shortcutOf(press('toString'), true)).toBeNull();
  });
});
