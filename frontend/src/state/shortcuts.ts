/** What a key asks for. */
export type ShortcutAction =
  | 'search'
  | 'table'
  | 'legend'
  | 'pause'
  | 'follow'
  | 'isolate'
  | 'filters'
  | 'globe'
  | 'centre'
  | 'units'
  | 'help'
  | 'escape'
  | 'zoomIn'
  | 'zoomOut'
  | 'panUp'
  | 'panDown'
  | 'panLeft'
  | 'panRight';

export interface KeyPress {
  readonly key: string;
  /** Ctrl, Alt or Meta is down: the combination belongs to the browser. */
  readonly modified: boolean;
  /** The focus is where text is typed. */
  readonly inField: boolean;
  /** The focus is where arrows have a meaning of their own: on the map, in a list that scrolls, in a group of choices. */
  readonly ownsArrows: boolean;
  /** The focus is on the map, which zooms by + and - itself. */
  readonly ownsZoom: boolean;
  /** A modal dialog is open: it has the keyboard to itself. */
  readonly inDialog: boolean;
}

const SINGLE_KEYS: Readonly<Record<string, ShortcutAction>> = {
  '/': 'search',
  t: 'table',
  l: 'legend',
  p: 'pause',
  f: 'follow',
  i: 'isolate',
  x: 'filters',
  g: 'globe',
  c: 'centre',
  u: 'units',
  '?': 'help',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
};

const ARROWS: Readonly<Record<string, ShortcutAction>> = {
  ArrowUp: 'panUp',
  ArrowDown: 'panDown',
  ArrowLeft: 'panLeft',
  ArrowRight: 'panRight',
};

/**
 * The action of a key, or null. Single characters can be switched off (WCAG 2.1.4); Escape and the arrows are not single
 * characters and stay.
 */
export function shortcutOf(press: KeyPress, singleKeys: boolean): ShortcutAction | null {
  if (press.modified || press.inDialog) return null;
  if (press.key === 'Escape') return 'escape';
  if (press.inField) return null;
  const arrow = Object.hasOwn(ARROWS, press.key) ? ARROWS[press.key] : undefined;
  if (arrow !== undefined) return press.ownsArrows ? null : arrow;
  if (!singleKeys) return null;
  const key = press.key.toLowerCase();
  const action = Object.hasOwn(SINGLE_KEYS, key) ? SINGLE_KEYS[key] : undefined;
  if (action === undefined) return null;
  return press.ownsZoom && (action === 'zoomIn' || action === 'zoomOut') ? null : action;
}
