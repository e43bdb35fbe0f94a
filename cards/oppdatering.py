"""An update: what has happened, in a few lines."""

from cards.words import N_

TITLE = N_("Oppdatering")
ABOUT = N_("Skriv kort hva som har skjedd eller hva som er avtalt.")
LABEL = N_("Hva har skjedd?")
HINT = N_("Skriv så de som leser, slipper å spørre.")
ON_MESSAGE = N_("Legg i loggen")
ON_MESSAGE_ABOUT = N_("Ta teksten i meldingen inn i en oppdatering. Du ser over før noe lagres.")
