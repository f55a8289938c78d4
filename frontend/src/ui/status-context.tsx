import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { StatusTexts } from '../i18n/fr-status.ts';

const StatusContext = createContext<StatusTexts | null>(null);

/** Hands the texts of the status page to all components below. */
export const StatusProvider = StatusContext.Provider;

export function useStatusTexts(): StatusTexts {
  const texts = useContext(StatusContext);
  if (texts === null) throw new Error('a component of the status page is outside of StatusProvider');
  return texts;
}
