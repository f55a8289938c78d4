/** Number of letters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** The name that was probably meant; null where none is near. */
export function closestName<T extends string>(text: string, names: readonly T[]): T | null {
  const typed = text.toLowerCase().slice(0, 40);
  let best: T | null = null;
  let bestDistance = 3;
  for (const name of names) {
    const distance = name.startsWith(typed) && typed.length > 1 ? 0 : editDistance(typed, name);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}
