/* What to try first: the story of one log, step by step.

   `say` is put into the compose box; `room` means in the log's room instead of the private chat. */
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
    person: "nora",
    title: "Gå inn i rommet",
    text: "Loggen har fått et eget rom for hjelperne. Kortet «Du er her» viser hver og en det de har lov til å se.",
    room: true,
  },
  {
    person: "kari",
    title: "Del et lysglimt",
    text: "Én melding og ett trykk. Trykk deretter + og skriv en oppdatering om skolen.",
    say: "lysglimt han kom hver dag denne uka",
  },
  {
    person: "nora",
    title: "Les på stedet",
    text: "I rommet står det bare at det er kommet noe. For Nora åpner kortet seg, så hun kan lese, takke og svare.",
    room: true,
  },
  {
    person: "nora",
    title: "Les det du har lov til",
    text: "Nora ser det familien har sagt ja til. Resten er ikke der.",
    say: "logg",
  },
  {
    person: "kari",
    title: "Skriv i rommet ved en feil",
    text: "Alle i rommet leser det som står der. Stafett tar vare på teksten og sier fra til Kari alene.",
    say: "@Stafett lysglimt han hjalp en venn i dag",
    room: true,
  },
  {
    person: "kari",
    title: "En fremmed i rommet",
    text: "Åpne «Medlemmer og app» øverst og sett inn Tor. Da skriver ikke Stafett i rommet før Tor er ute igjen.",
    room: true,
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
