import { describe, expect, it } from 'vitest';
import { iataDesignatorOf, icaoDesignatorsOf } from '#domain/airline-designators.ts';

describe('airline designators', () => {
  it('lead from a ticket to the callsign and back', () => {
    expect(icaoDesignatorsOf('AF')[0]).toBe('AFR');
    expect(iataDesignatorOf('AFR')).toBe('AF');
  });

  it("name a carrier's own designator first, and a subsidiary by its own", () => {
    expect(icaoDesignatorsOf('LH')).toEqual(['DLH', 'CLH', 'LHX']);
    expect(iataDesignatorOf('CLH')).toBe('CL');
    expect(iataDesignatorOf('EJU')).toBe('EC');
  });

  it('say nothing of what is not listed', () => {
    expect(icaoDesignatorsOf('ZZ')).toEqual([]);
    expect(iataDesignatorOf('ZZZ')).toBeUndefined();
  });

  it('are two signs and three letters', () => {
    for (const iata of ['AF', 'U2', '4Y']) {
      for (const icao of icaoDesignatorsOf(iata)) expect(icao).toMatch(/^[A-Z]{3}$/);
    }
  });
});
