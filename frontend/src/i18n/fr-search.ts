import { createPlural } from './plural.ts';

const plural = createPlural('fr');

/**
 * The French texts of the search, and by their shape the contract of the other languages. They are loaded with the page of
 * the search, one language at a time.
 */
export const frSearch = {
  slogan: 'Airlines, des milliers de vols au bout de votre souris.',
  lead: 'Les horaires enregistrés chaque nuit, avec leurs correspondances, à l’heure de chaque aéroport.',
  sampleTitle: 'Horaires d’exemple',
  sampleText: 'Ces vols n’existent pas\u00a0: ils servent à essayer la recherche sans accès aux horaires réels.',
  form: {
    label: 'Recherche de vols',
    from: 'De',
    to: 'Vers',
    date: 'Départ',
    return: 'Retour',
    optional: 'facultatif',
    submit: 'Rechercher',
    swap: 'Inverser le départ et l’arrivée',
    clear: (field: string) => `Effacer le champ ${field}`,
    placeHint: 'Ville, aéroport ou code',
    loadingPlaces: 'Chargement des lieux…',
    placesFailed: 'Les lieux n’ont pas pu être chargés.',
    noOrigin: 'Choisissez d’abord le lieu de départ.',
    noDestinations: 'Aucune destination enregistrée au départ de ce lieu.',
    noMatch: (text: string) => `Aucun lieu ne correspond à «\u00a0${text}\u00a0».`,
    options: (label: string) => `Lieux pour le champ ${label}`,
    optionCount: (count: number, shown: string) =>
      plural(count, {
        one: `${shown} lieu proposé`,
        many: `${shown} de lieux proposés`,
        other: `${shown} lieux proposés`,
      }),
    moreOptions: (shown: string, total: string) =>
      `${shown} lieux affichés sur ${total}\u00a0; précisez pour en voir d’autres`,
    startable: (count: number, shown: string) =>
      plural(count, {
        one: `${shown} lieu de départ enregistré`,
        many: `${shown} de lieux de départ enregistrés`,
        other: `${shown} lieux de départ enregistrés`,
      }),
    reachable: (count: number, shown: string) =>
      plural(count, {
        one: `${shown} destination enregistrée`,
        many: `${shown} de destinations enregistrées`,
        other: `${shown} destinations enregistrées`,
      }),
    allAirports: 'tous les aéroports',
  },
  starts: 'Au départ de…',
  dates: {
    placeholder: 'jj/mm/aaaa',
    loading: 'Recherche des jours enregistrés…',
    failed: 'Les jours enregistrés n’ont pas pu être lus\u00a0; toute date est acceptée.',
    chooseRoute: 'Les jours possibles dépendent du trajet.',
    stored: (from: string, to: string, count: number, shown: string) =>
      plural(count, {
        one: `Vols enregistrés le ${from} seulement`,
        many: `Vols enregistrés du ${from} au ${to}, ${shown} de jours`,
        other: `Vols enregistrés du ${from} au ${to}, ${shown} jours`,
      }),
    storedReturn: (from: string, to: string, count: number, shown: string) =>
      plural(count, {
        one: `Retours enregistrés le ${from} seulement`,
        many: `Retours enregistrés du ${from} au ${to}, ${shown} de jours`,
        other: `Retours enregistrés du ${from} au ${to}, ${shown} jours`,
      }),
    none: 'Aucun vol enregistré sur ce trajet.',
    noneReturn: 'Aucun retour enregistré à partir de cette date.',
    open: (field: string) => `Choisir la date\u00a0: ${field}`,
    dialog: (field: string) => `Calendrier\u00a0: ${field}`,
    previousMonth: 'Mois précédent',
    nextMonth: 'Mois suivant',
    available: 'vols enregistrés',
    unavailable: 'aucun vol enregistré',
    keys: 'Flèches\u00a0: jours. Page préc. et suiv.\u00a0: mois. Entrée\u00a0: choisir. Échap\u00a0: fermer.',
    close: 'Fermer le calendrier',
  },
  problems: {
    fromMissing: 'Indiquez d’où vous partez.',
    toMissing: 'Indiquez où vous allez.',
    placeUnknown: (text: string) => `«\u00a0${text}\u00a0» n’est pas un lieu de la liste\u00a0; choisissez-en un.`,
    dateMissing: 'Indiquez le jour du départ.',
    dateUnreadable: (example: string) => `Cette date est illisible. Écrivez-la ainsi\u00a0: ${example}.`,
    notStored: 'Aucun vol n’est enregistré ce jour-là.',
    notStoredNearest: (nearest: string) => `Aucun vol n’est enregistré ce jour-là. Le plus proche\u00a0: ${nearest}.`,
    beforeDeparture: 'Le retour ne peut pas précéder le départ.',
  },
  notices: {
    toCleared: (to: string, from: string) =>
      `${to} n’est pas desservi au départ de ${from}\u00a0: le champ Vers a été vidé.`,
    swapped: (from: string, to: string) => `Trajet inversé\u00a0: de ${from} vers ${to}.`,
    swappedFrom: (from: string) => `Départ\u00a0: ${from}. Indiquez où vous allez.`,
    swappedTo: (to: string) => `Destination\u00a0: ${to}. Indiquez d’où vous partez.`,
    swappedNothing: 'Il n’y a rien à inverser.',
    swapImpossible: (place: string) =>
      `Aucun vol enregistré ne part de ${place}\u00a0: le trajet ne peut pas être inversé.`,
  },
  waiting: {
    title: 'Les horaires arrivent',
    text: 'Aucun vol n’est encore enregistré. La recherche s’ouvrira d’elle-même dès que les premiers le seront.',
  },
  failed: {
    placesTitle: 'La recherche ne peut pas s’ouvrir',
    placesText: 'Le serveur ne répond pas, ou sa réponse est illisible.',
    title: 'La recherche a échoué',
    unreachable: 'Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.',
    'unknown-place': 'Cette adresse nomme un lieu que les horaires ne connaissent pas.',
    unavailable: 'Les horaires ne peuvent pas être lus en ce moment.',
    refused: 'Le serveur n’a pas accepté cette recherche.',
  },
  results: {
    title: 'Résultats',
    loading: 'Recherche des vols…',
    outbound: 'Aller',
    inbound: 'Retour',
    route: (from: string, to: string) => `${from} → ${to}`,
    routeSpoken: (from: string, to: string) => `de ${from} à ${to}`,
    jump: 'Sens du voyage',
    count: (count: number, shown: string) =>
      plural(count, { one: `${shown} vol`, many: `${shown} de vols`, other: `${shown} vols` }),
    counted: (direction: string, count: string) => `${direction}\u00a0: ${count}`,
    range: (from: string, to: string, total: string) => `${from} à ${to} sur ${total}`,
    truncated: (shown: string) => `Seuls les ${shown} premiers sont affichés.`,
    directOnly: 'Vols directs',
    noDirect: 'Aucun vol direct ce jour-là.',
    showAll: 'Afficher aussi les correspondances',
    empty: 'Aucun vol trouvé pour les critères sélectionnés.',
    nearest: 'Jours les plus proches avec des vols\u00a0:',
    caption: (direction: string, from: string, to: string, date: string, column: string) =>
      `${direction}, de ${from} à ${to}, ${date}. Tri\u00a0: ${column}.`,
    ascending: 'croissant',
    descending: 'décroissant',
    sortBy: 'Trier par',
    reverse: 'Inverser l’ordre',
    columns: {
      duration: 'Durée',
      from: 'De',
      to: 'Vers',
      departureDate: 'Date de départ',
      departureTime: 'Heure de départ',
      arrivalDate: 'Date d’arrivée',
      arrivalTime: 'Heure d’arrivée',
      flight: 'Vol',
      stops: 'Escales',
    },
    details: 'Détails',
    detailsOf: (flights: string, time: string) => `Détails du trajet ${flights}, départ ${time}`,
    direct: 'direct',
    stops: (count: number, shown: string) => plural(count, { one: `${shown} escale`, other: `${shown} escales` }),
    daysLater: (count: number, shown: string) =>
      plural(count, { one: `${shown} jour plus tard`, other: `${shown} jours plus tard` }),
    daysEarlier: (count: number, shown: string) =>
      plural(count, { one: `${shown} jour plus tôt`, other: `${shown} jours plus tôt` }),
    pages: (direction: string) => `Pages\u00a0: ${direction}`,
    previous: 'Page précédente',
    next: 'Page suivante',
    pageOf: (page: string, pages: string) => `Page ${page} sur ${pages}`,
    inAir: 'En vol',
    inAirLink: 'En vol\u00a0: voir sur la carte',
  },
  leg: {
    modes: { air: 'Avion', rail: 'Train', bus: 'Autocar' },
    terminal: (name: string) => `Terminal ${name}`,
    operatedBy: (airline: string) => `opéré par ${airline}`,
    alsoAs: (numbers: string) => `aussi vendu sous ${numbers}`,
    technicalStops: (count: number, shown: string) =>
      plural(count, { one: `${shown} arrêt sans changement`, other: `${shown} arrêts sans changement` }),
    connection: (city: string, duration: string) => `Correspondance à ${city}\u00a0: ${duration}`,
    airportChange: (from: string, to: string) => `Changement d’aéroport\u00a0: ${from} → ${to}`,
    list: 'Étapes du trajet',
    total: (duration: string) => `Durée totale\u00a0: ${duration}`,
    departure: 'départ',
    arrival: 'arrivée',
  },
};

export type SearchTexts = typeof frSearch;
