"""A page in a real browser over the small world, and the few gestures that tests repeat."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.simulator.playground.small_world import SmallWorld


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The world that is played, and the page that shows it."""

    world: SmallWorld
    page: Page

    @property
    def composer(self) -> Locator:
        """Return the box in which messages and commands are written."""
        return self.page.locator(".main .composer textarea")

    @property
    def messages(self) -> Locator:
        """Return the messages of the open conversation."""
        return self.page.locator(".main .message")

    @property
    def modal(self) -> Locator:
        """Return the open modal."""
        return self.page.locator("dialog.modal")

    def write(self, text: str) -> None:
        """Write something and send it with the Enter key."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def become(self, name: str) -> None:
        """Play another person."""
        self.page.get_by_role("radio", name=name).click()
        expect(self.page.get_by_role("radio", name=name)).to_be_checked()

    def go(self, place: str) -> None:
        """Open a place on the left side: ``home``, ``app``, or the id of a channel."""
        self.page.locator(f"[data-place={place}]").click()

    def open_form(self) -> Locator:
        """Open the form with each kind of field."""
        self.write("/reflect")
        expect(self.modal).to_be_visible()
        return self.modal

    def field(self, block_id: str) -> Locator:
        """Return a field of the open modal by its block."""
        return self.modal.locator(f"[data-block={block_id}]")

    def received(self, person: str) -> list[str]:
        """Return the direct messages of a person, oldest first."""
        session = self.world.slack.person(self.world.people[person])
        return [message.text for message in session.inbox]
