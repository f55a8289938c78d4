import { useEffect, useState } from 'preact/hooks';
import { filterFacets } from '../state/filter-facets.ts';
import { usePage } from './page-context.tsx';

const RENEW_MS = 5000;

/** The airlines and types that are most frequent among what the page holds, renewed every 5 s. */
export function useFacets(): ReturnType<typeof filterFacets> {
  const { store, scheduler } = usePage();
  const [facets, setFacets] = useState(() => filterFacets(store.all()));
  useEffect(() => {
    let cancel: () => void = () => undefined;
    const renew = (): void => {
      cancel = scheduler.after(RENEW_MS, () => {
        setFacets(filterFacets(store.all()));
        renew();
      });
    };
    renew();
    return () => cancel();
  }, [store, scheduler]);
  return facets;
}
