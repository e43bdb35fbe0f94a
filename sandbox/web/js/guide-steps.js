/* What to try first: the story of one log, step by step. `say` is put into the compose box. */
export const STEPS = [
  {
    person: "kari",
    title: "Åpne en logg",
    text: "Kari undrer seg over en gutt på ni år. Skriv «ny logg», les kortet og fyll ut skjemaet.",
    say: "ny logg",
  },
  {
    person: "marte",
    title: "Mor bestemmer",
    text: "Marte får spørsmålet i sin egen chat, på nynorsk. Velg hvem som får lese hva.",
  },
  {
    person: "kari",
    title: "Far svarer på papir",
    text: "Far har verken Teams eller smarttelefon. Registrer papiret han har skrevet under på.",
    say: "samtykke",
  },
  {
    person: "kari",
    title: "Inviter hjelperne",
    text: "Inviter helsesykepleieren og PP-rådgiveren for tjenestene deres.",
    say: "deltakere",
  },
  {
    person: "nora",
    title: "Si ja til invitasjonen",
    text: "Nora får en invitasjon i sin egen chat. Per i nabobydelen får en også.",
  },
  {
    person: "kari",
    title: "Del et lysglimt",
    text: "Én melding og ett trykk. Trykk deretter + og skriv en oppdatering om skolen.",
    say: "lysglimt han kom hver dag denne uka",
  },
  {
    person: "nora",
    title: "Les det du har lov til",
    text: "Nora ser det familien har sagt ja til. Resten er ikke der.",
    say: "logg",
  },
  {
    person: "marte",
    title: "Takk, og ombestem deg",
    text: "Marte leser alt og svarer med Takk. Så trekker hun ett tema for helsestasjonen.",
    say: "logg",
  },
  {
    person: "tor",
    title: "En fremmed får ingenting",
    text: "Tor er ikke med. Han får ikke engang vite at loggen finnes.",
    say: "mine logger",
  },
];
