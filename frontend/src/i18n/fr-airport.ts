import { createPlural } from './plural.ts';

const plural = createPlural('fr');

/**
 * The French texts of an airport's page, and by their shape the contract of the other languages. They are loaded with that
 * page, one language at a time.
 */
export const frAirport = {
  sampleTitle: 'Horaires d’exemple',
  sampleText: 'Ces vols n’existent pas\u00a0: ils servent à essayer le tableau sans accès aux horaires réels.',
  airport: 'Aéroport',
  city: 'Ville',
  cityAirports: 'Aéroports de la ville',
  allAirports: (city: string) => `${city}, tous les aéroports`,
  localTime: 'Heure locale',
  toMap: 'Voir sur la carte',
  toSearch: 'Vols au départ',
  ofCity: (city: string) => `de ${city}`,
  boards: 'Tableau',
  directions: { departures: 'Départs', arrivals: 'Arrivées' },
  days: {
    label: 'Jour affiché',
    now: 'Maintenant',
    today: 'Aujourd’hui',
    tomorrow: 'Demain',
    other: 'Autre jour',
  },
  filter: 'Filtrer',
  filterHint: 'Vol ou ville',
  count: {
    departures: (count: number, shown: string) =>
      plural(count, { one: `${shown} départ`, many: `${shown} de départs`, other: `${shown} départs` }),
    arrivals: (count: number, shown: string) =>
      plural(count, { one: `${shown} arrivée`, many: `${shown} d’arrivées`, other: `${shown} arrivées` }),
  },
  countOf: (found: string, shown: string) => `${found} sur ${shown}`,
  caption: {
    departures: (place: string) => `Départs de ${place}`,
    arrivals: (place: string) => `Arrivées à ${place}`,
  },
  zone: (offset: string) => `Heures locales, ${offset}`,
  zoneUnknown: 'Heures en temps universel (UTC)\u00a0: le fuseau de ce lieu n’est pas connu.',
  columns: {
    scheduled: 'Heure prévue',
    actual: 'Estimée ou réelle',
    flight: 'Vol',
    other: { departures: 'Destination', arrivals: 'Provenance' },
    terminal: 'Terminal',
    gate: 'Porte',
    aircraft: 'Appareil',
    status: 'Statut',
  },
  estimated: 'estimée',
  actual: 'réelle',
  notKnown: 'non communiqué',
  otherNumbers: (count: number, shown: string) =>
    plural(count, { one: `et ${shown} autre numéro`, other: `et ${shown} autres numéros` }),
  soldAs: 'Aussi vendu sous',
  modes: { air: 'Avion', rail: 'Train', bus: 'Autocar' },
  statuses: {
    planned: 'Prévu (horaire seulement)',
    expected: 'Prévu',
    'on-time': 'À l’heure',
    early: 'En avance',
    delayed: 'Retardé',
    cancelled: 'Annulé',
    diverted: 'Dérouté',
    departed: 'Décollé',
    airborne: 'En vol',
    landed: 'Atterri',
  },
  /** Of trains and coaches, which neither take off nor land. */
  groundStatuses: { departed: 'Parti', airborne: 'En route', landed: 'Arrivé' },
  delayedBy: (time: string) => `Retardé de ${time}`,
  earlyBy: (time: string) => `En avance de ${time}`,
  lateNote: (time: string) => `${time} de retard`,
  earlyNote: (time: string) => `${time} d’avance`,
  seeOnMap: 'En vol\u00a0: voir sur la carte',
  statusRead: (ago: string) => `États lus ${ago}`,
  scheduleOnly: 'Aucun état de vol n’est connu\u00a0: seul l’horaire est affiché.',
  outdated: 'Actualisation impossible\u00a0; dernier tableau connu.',
  truncated: (shown: string) => `Seuls les ${shown} premiers sont affichés.`,
  more: (shown: string) => `En afficher ${shown} de plus`,
  loading: 'Lecture du tableau…',
  empty: {
    departures: 'Aucun départ enregistré pour cette période.',
    arrivals: 'Aucune arrivée enregistrée pour cette période.',
  },
  emptyHint: 'Les horaires sont chargés chaque nuit, quelques lignes à la fois. Un autre jour en a peut-être.',
  noMatch: (text: string) => `Aucun vol ne correspond à «\u00a0${text}\u00a0».`,
  clearFilter: 'Tout afficher',
  waiting: {
    title: 'Les horaires arrivent',
    text: 'Aucun vol n’est encore enregistré. Le tableau s’ouvrira de lui-même dès que les premiers le seront.',
  },
  unknown: {
    title: (code: string) => `Aucun aéroport enregistré sous ${code}`,
    text: 'Les horaires ne connaissent ni aéroport ni ville de ce code. La recherche les propose par leur nom.',
    toSearch: 'Chercher un vol',
  },
  failed: {
    title: 'Le tableau n’a pas pu être lu',
    unreachable: 'Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.',
    refused: 'Le serveur n’a pas accepté cette demande.',
  },
};

export type AirportTexts = typeof frAirport;
