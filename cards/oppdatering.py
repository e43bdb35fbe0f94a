"""An update: what has happened, in a few lines."""

from cards.words import N_

TITLE = N_("Oppdatering")
ABOUT = N_("Skriv kort hva som har skjedd eller hva som er avtalt.")
LABEL = N_("Hva har skjedd?")
HINT = N_("Skriv så de som leser, slipper å spørre.")
