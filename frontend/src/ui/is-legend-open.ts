/** Screens up to this width start with the legend folded. */
const FOLDED_UP_TO_PX = 900;

/** Whether the legend is open: as chosen, else by the width of the screen. */
export function isLegendOpen(chosen: boolean | null): boolean {
  return chosen ?? window.innerWidth > FOLDED_UP_TO_PX;
}
