/* The faults by name: [kind, title, what happens], and the ways that they can be on. */
export const FAULTS = [
  ["duplicate", "Levert to ganger", "Det du gjør, kommer frem to ganger"],
  ["late", "Levert for sent", "Det du gjør, kommer frem noen sekunder senere"],
  ["slow", "Tregt", "Teams bruker noen sekunder på hvert svar"],
  ["drop", "Linjen brytes", "Teams legger på uten å svare"],
  ["limits", "Teams’ egne grenser", "For mange kall i en tråd gir 429, som i virkeligheten"],
  ["401", "401 Ikke innlogget", "Teams godtar ikke botens nøkkel"],
  ["403", "403 Ikke med i samtalen", "BotNotInConversationRoster"],
  ["404", "404 Finnes ikke", "Samtalen er borte"],
  ["412", "412 Samtidig endring", "To endringer på én gang"],
  ["413", "413 For stor melding", "Over 28 kB i et rom, 100 kB i en chat"],
  ["429", "429 For mange kall", "Med Retry-After"],
  ["502", "502 Teams er nede", "Midlertidig feil"],
];

export const SCOPES = [
  ["connector", "meldinger"],
  ["graph", "rom og medlemmer"],
  ["all", "begge deler"],
];
