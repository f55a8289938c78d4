import { useEffect, useState } from 'preact/hooks';
import { usePage } from './page-context.tsx';

/** The server's time, renewed once a second for as long as `running`. */
export function useServerTick(running = true): number {
  const { serverTime, scheduler } = usePage();
  const [nowMs, setNowMs] = useState(() => serverTime.nowMs());
  useEffect(() => {
    if (!running) return;
    let cancel: () => void = () => undefined;
    const tick = (): void => {
      setNowMs(serverTime.nowMs());
      cancel = scheduler.after(1000, tick);
    };
    tick();
    return () => cancel();
  }, [running, serverTime, scheduler]);
  return nowMs;
}
