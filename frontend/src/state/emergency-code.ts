/** Mode A codes that declare an emergency: unlawful interference, radio failure, general. */
const EMERGENCY_SQUAWKS = new Set(['7500', '7600', '7700']);

export function isEmergencySquawk(squawk: string): boolean {
  return EMERGENCY_SQUAWKS.has(squawk);
}

/**
 * The code by which the dictionary's `panel.emergency` names an emergency.
 * @param stated what the aircraft says of it beside its squawk, where that is known
 */
export function emergencyCode(squawk: string | null, stated: string | null = null): string {
  if (squawk !== null && isEmergencySquawk(squawk)) return squawk;
  return stated ?? 'reserved';
}
