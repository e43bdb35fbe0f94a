"""A lysglimt: something good that somebody saw."""

from cards.words import N_

TITLE = N_("Lysglimt")
ABOUT = N_("Del noe bra du har sett. Alle som er med, kan skrive lysglimt.")
LABEL = N_("Hva så du som var bra?")
HINT = N_("Stort eller lite. Skriv det slik at den det gjelder, blir glad for å lese det.")
