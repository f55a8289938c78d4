const MINUTE_MS = 60_000;

/**
 * Finds which instants are meant where clocks show a time twice. A journey is in order: each arrival comes after its
 * departure, and no departure before the arrival at the change. Of the ways that are left the one whose duration is the
 * stated one counts, else the one with the earliest times.
 *
 * @param ends departure, arrival, departure, arrival …: the instants at which each end's clocks show its time, in order
 * @param statedMin duration from the first departure to the last arrival as the source states it
 * @returns one instant for each end; null where no way is in order
 */
export function chooseInstants(
  ends: readonly (readonly number[])[],
  statedMin: number | null,
): readonly number[] | null {
  const ways = waysInOrder(ends);
  const stated = ways.find((way) => statedMin !== null && Math.abs(durationMin(way) - statedMin) <= 1);
  return stated ?? ways[0] ?? null;
}

/** All ways that are in order, those with the earliest times first. */
function waysInOrder(ends: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let ways: readonly (readonly number[])[] = [[]];
  ends.forEach((instants, index) => {
    const isArrival = index % 2 === 1;
    const follows = (atMs: number, before: number): boolean => (isArrival ? atMs > before : atMs >= before);
    ways = ways.flatMap((way) =>
      instants.filter((atMs) => follows(atMs, way.at(-1) ?? -Infinity)).map((atMs) => [...way, atMs]),
    );
  });
  return ways;
}

function durationMin(way: readonly number[]): number {
  return ((way.at(-1) ?? 0) - (way[0] ?? 0)) / MINUTE_MS;
}
