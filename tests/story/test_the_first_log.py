"""The first log, from «ny logg» to a withdrawn consent, as a newcomer would do it."""

import re

import pytest
from playwright.async_api import expect

from tests.support.product import Product
from tests.support.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("story")]

LYSGLIMT = "han kom hver dag denne uka"
UPDATE = "Vi har avtalt fast plass ved vinduet."


async def test_the_first_log_runs_from_end_to_end(screen: Screen, product: Product):
    code = await the_teacher_opens_a_log(screen)
    await nobody_else_sees_the_draft(screen)
    await the_mother_consents_in_her_own_chat(screen, await a_code_for_the_mother(screen))
    await the_teacher_files_the_fathers_paper(screen)
    await helpers_are_invited_and_accept(screen)
    await the_teacher_writes(screen)
    await the_nurse_reads_what_she_may(screen)
    await the_mother_reads_all_and_thanks(screen)
    await outsiders_get_nothing(screen, code)
    await the_mother_withdraws_and_the_nurse_is_out(screen)
    verified = product.stafett("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


async def the_teacher_opens_a_log(screen: Screen) -> str:
    await screen.be("kari")
    await screen.opens("ny logg")
    await screen.sees("Skal vi opprette logg?")
    await screen.ticks("", "Vi har snakket med")
    await screen.picture("01-skal-vi-opprette-logg")
    await screen.presses("Ja, vi oppretter logg")
    await screen.fills("Fornavn", "Emil")
    await screen.fills("Fødselsdato", "2017-05-04")
    await screen.presses("Neste")
    await screen.sees("foreldreansvar")
    await screen.fills("Navn", "Marte Lien")
    await screen.dialog.get_by_label("Relasjon").nth(0).select_option(label="mor")
    await screen.dialog.get_by_label("Bruker Teams").nth(0).check()
    await screen.dialog.get_by_label("Navn").nth(1).fill("Jonas Lien")
    await screen.dialog.get_by_label("Relasjon").nth(1).select_option(label="far")
    await screen.ticks("", "Helsestasjonen", "PP-tjenesten")
    await screen.picture("02-hvem-skal-svare")
    await screen.presses("Opprett loggen")
    await screen.sees("Loggen er opprettet som utkast", "får en kode av deg")
    await screen.picture("03-utkast")
    found = re.search(r"SL-[0-9A-Z]{4,}", await screen.dialog.inner_text())
    assert found
    await screen.closes()
    return found[0]


async def nobody_else_sees_the_draft(screen: Screen) -> None:
    await screen.be("nora")
    await screen.opens("mine logger")
    await expect(screen.dialog).not_to_contain_text("Emil")
    await screen.closes()


async def a_code_for_the_mother(screen: Screen) -> str:
    await screen.be("kari")
    await screen.opens("deltakere")
    await screen.presses("Ny kode til Marte")
    await screen.sees("Kode til Marte")
    await screen.picture("04-kode")
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", await screen.dialog.inner_text())
    assert found
    await screen.closes()
    return found[0]


async def the_mother_consents_in_her_own_chat(screen: Screen, code: str) -> None:
    await screen.be("marte")
    await screen.opens(f"kode {code}")
    await screen.picture("05-samtykke")
    for name, reads in (("skole", "Skule og læring"), ("helsestasjon", "Helse og søvn")):
        await tick(screen, f"les_{name}", reads)
        await tick(screen, f"skriv_{name}", reads)
    await tick(screen, "les_helsestasjon", "Skule og læring")
    await tick(screen, "les_ppt", "Skule og læring")
    await screen.dialog.get_by_role("button", name="Neste").click()
    await screen.picture("06-lest-tilbake")
    await screen.dialog.get_by_role("button", name=re.compile("^Ja, (eg|jeg) samtyk")).click()
    await expect(screen.dialog).to_contain_text("Takk")
    await screen.presses("OK")


async def tick(screen: Screen, field: str, topic: str) -> None:
    """Tick one topic of one choice by its field's name, since the labels repeat."""
    place = screen.dialog.locator(f"[data-input-id='{field}'], #{field}").first
    await place.get_by_label(topic).check()


async def the_teacher_files_the_fathers_paper(screen: Screen) -> None:
    await screen.be("kari")
    await screen.opens("papirsamtykke")
    await screen.ticks("", "Jonas")
    await screen.ticks("", "Sier ja")
    await screen.fills("Hvor ligger arket", "Elevmappa")
    await screen.presses("Neste")
    for name, reads in (("skole", "Skole og læring"), ("helsestasjon", "Helse og søvn")):
        await tick(screen, f"les_{name}", reads)
        await tick(screen, f"skriv_{name}", reads)
    await tick(screen, "les_helsestasjon", "Skole og læring")
    await tick(screen, "les_ppt", "Skole og læring")
    await screen.presses("Neste")
    await screen.picture("07-papir")
    await screen.presses("Før inn svaret")
    await screen.sees("Loggen er åpen")
    await screen.presses("OK")


async def helpers_are_invited_and_accept(screen: Screen) -> None:
    for service, key, name in (
        ("Helsestasjonen", "nora", "Nora Dahl"),
        ("PP-tjenesten", "per", "Per Aamodt"),
    ):
        await screen.be("kari")
        await screen.opens("deltakere")
        await screen.presses("Inviter en tjeneste")
        await screen.ticks("", service)
        await screen.presses("Neste")
        await screen.picks("Hvem vil du spørre", name)
        await screen.presses("Inviter")
        await screen.sees("Invitasjonen er sendt")
        await screen.closes()
        await screen.be(key)
        await screen.presses("Se og svar")
        await expect(screen.dialog).to_be_visible()
        await screen.picture(f"08-invitasjon-{key}")
        await screen.presses("Ja, jeg blir med")
        await screen.sees("Du er med i loggen")
        await screen.closes()


async def the_teacher_writes(screen: Screen) -> None:
    await screen.be("kari")
    await screen.plus("Oppdatering")
    await screen.fills("Hva har skjedd?", UPDATE)
    await screen.ticks("", "Skole og læring")
    await screen.picture("09-oppdatering")
    await screen.presses("Legg i loggen")
    await screen.sees("Det står i loggen nå")
    await screen.presses("OK")
    await screen.says(f"lysglimt {LYSGLIMT}")
    await expect(screen.newest).to_contain_text(LYSGLIMT)
    await screen.picture("10-lysglimt")
    await screen.newest.get_by_role("button", name="Legg i loggen").click()
    await expect(screen.newest).to_contain_text("Det står i loggen nå")


async def the_nurse_reads_what_she_may(screen: Screen) -> None:
    await screen.be("nora")
    await screen.enters("Stafett")
    await screen.sees(LYSGLIMT)
    await screen.picture("11-nora-leser")
    await screen.leaves()
    await screen.opens("oppdatering")
    await screen.fills("Hva har skjedd?", "Vi snakket om søvn.")
    await screen.ticks("", "Helse og søvn")
    await screen.presses("Legg i loggen")
    await screen.presses("OK")
    await screen.be("per")
    await expect(screen.page.locator("main")).not_to_contain_text("snakket om søvn")
    await screen.opens("logg")
    await screen.sees(UPDATE)
    await expect(screen.dialog).not_to_contain_text("snakket om søvn")
    await screen.closes()


async def the_mother_reads_all_and_thanks(screen: Screen) -> None:
    await screen.be("marte")
    await screen.opens("logg")
    await screen.sees(UPDATE, LYSGLIMT, "Vi snakket om søvn.")
    await screen.picture("12-marte-leser")
    await screen.dialog.get_by_role("button", name=re.compile("^(Opne|Åpne)$")).nth(1).click()
    await screen.dialog.get_by_role("button", name="Takk", exact=True).click()
    await expect(screen.dialog).to_contain_text(re.compile("Takk fr(å|a) Marte"))
    await screen.closes()


async def outsiders_get_nothing(screen: Screen, code: str) -> None:
    for key in ("bjorn", "tor"):
        await screen.be(key)
        await screen.says("mine logger")
        await screen.says(f"logg {code}")
        button = screen.newest.locator(".content").get_by_role("button")
        if await button.count():
            await button.first.click()
            await expect(screen.dialog).to_be_visible()
        content = await screen.page.locator("#thread").inner_html()
        if await screen.dialog.count():
            content += await screen.dialog.inner_html()
        for secret in ("Emil", LYSGLIMT, UPDATE):
            assert secret not in content
    await screen.picture("13-tor-far-ingenting")


async def the_mother_withdraws_and_the_nurse_is_out(screen: Screen) -> None:
    browser = screen.page.context.browser
    assert browser is not None
    nurse = await browser.new_page(viewport={"width": 1280, "height": 820})
    watching = Screen(nurse, screen.url)
    await watching.be("nora")
    await watching.enters("Stafett")
    await expect(nurse.locator("main")).to_contain_text(LYSGLIMT)
    await screen.be("marte")
    await screen.opens("trekk samtykke")
    await screen.picture("14-trekk")
    await tick(screen, "tema_2_helsestasjon", "Skule og læring")
    await screen.dialog.get_by_role("button", name="Neste").click()
    await screen.picture("15-virkning")
    await screen.dialog.get_by_role("button", name=re.compile("^Trekk")).click()
    await expect(screen.dialog).to_be_visible()
    await screen.closes()
    await expect(nurse.locator("main")).not_to_contain_text(LYSGLIMT)
    await watching.picture("16-nora-etterpa")
    await nurse.close()
