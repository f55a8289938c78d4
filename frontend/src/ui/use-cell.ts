import { useEffect, useState } from 'preact/hooks';
import type { ReadonlyCell } from '../state/cell.ts';

/** The value of a cell; the component renders again when it changes. */
export function useCell<T>(cell: ReadonlyCell<T>): T {
  const [value, setValue] = useState<T>(() => cell.get());
  useEffect(() => {
    const renew = (): void => setValue(() => cell.get());
    renew();
    return cell.subscribe(renew);
  }, [cell]);
  return value;
}
