/* What to try first: the story of one log, step by step. `say` is put into the compose box. */
export const STEPS = [
  {
    person: "kari",
    title: "Åpne en logg",
    text: "Kari undrer seg over en gutt på ni år. Før opp mor, som har Teams, og far, som ikke har det.",
    say: "ny logg",
  },
  {
    person: "kari",
    title: "Lag en kode til mor",
    text: "Trykk «Ny kode» ved navnet hennes. Kari gir den til Marte når de møtes.",
    say: "deltakere",
  },
  {
    person: "marte",
    title: "Mor bestemmer",
    text: "Skriv koden etter «kode». Så velger Marte, på nynorsk, hvem som får lese hva.",
    say: "kode ",
  },
  {
    person: "kari",
    title: "Far svarer på papir",
    text: "Far har verken Teams eller smarttelefon. Før inn papiret han har skrevet under på.",
    say: "papirsamtykke",
  },
  {
    person: "kari",
    title: "Inviter hjelperne",
    text: "Inviter helsesykepleieren Nora og Per i PP-tjenesten.",
    say: "deltakere",
  },
  {
    person: "nora",
    title: "Si ja til invitasjonen",
    text: "Nora får en invitasjon i sin egen chat. Det gjør Per i nabobydelen også.",
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
    text: "Marte leser alt og svarer med Takk. Så skriver hun «trekk samtykke» og tar tilbake ett tema.",
    say: "logg",
  },
  {
    person: "tor",
    title: "En fremmed får ingenting",
    text: "Tor er ikke med. Han får ikke engang vite at loggen finnes.",
    say: "mine logger",
  },
];
