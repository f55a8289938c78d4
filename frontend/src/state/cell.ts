/** One value outside the view, with those who want to know when it changes. */
export interface Cell<T> {
  readonly get: () => T;
  /** Sets the value; subscribers hear of it only when it is another one (`Object.is`). */
  readonly set: (value: T) => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: (value: T) => void) => () => void;
}

export type ReadonlyCell<T> = Pick<Cell<T>, 'get' | 'subscribe'>;

export function createCell<T>(initial: T): Cell<T> {
  let current = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
