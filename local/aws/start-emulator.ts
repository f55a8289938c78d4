import type { Emulator, EmulatorName, EmulatorOptions, StartEmulator } from './emulator.ts';
import { startMinistack } from './ministack.ts';

const STARTS: Readonly<Record<EmulatorName, () => Promise<StartEmulator>>> = {
  ministack: () => Promise.resolve(startMinistack),
  localstack: async () => (await import('./localstack.ts')).startLocalstack,
};

/** @throws RefusalError where this machine lacks what the emulator needs */
export async function startEmulator(name: EmulatorName, options: EmulatorOptions): Promise<Emulator> {
  return (await STARTS[name]())(options);
}
