/** Epoch milliseconds. The one place that reads the machine's clock; everything else is handed a `Clock`. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
