"""What a module of a phase shows: what it is for, and by which signs people see that it is done."""

from dataclasses import replace

from bot.services.catalogue import Catalogue
from handlers.blocks.library_modules import module_blocks
from tests.domain.samples import network
from tests.handlers.blocks import samples


def test_a_module_says_by_which_signs_it_is_done() -> None:
    """Nobody ticks them, so they stand as lines below its purpose (issue 3)."""
    programme = Catalogue().get("gradual-release-partnership")
    here = replace(network(), programme=programme, phase_id="i_do")
    phase = programme.phase("i_do")
    modules = {one.id: one for one in phase.modules}

    shown = {
        name: str(module_blocks(here, phase, modules[name], samples.NEW_YORK)[0].to_dict())
        for name in ("tryouts", "readiness")
    }

    assert "It is done when:" in shown["tryouts"]
    assert "• A coach has visited each of you twice." in shown["tryouts"]
    assert "It is done when:" not in shown["readiness"]
