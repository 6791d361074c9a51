"""Papers: what members wrote by hand, typed in by who leads the network, one by one or as a table.

An entry is its author's: they get the copy, they edit it, they decide who reads it. Who typed it in
and the day of the paper are kept with it (issue 3, section 2).
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.clock import Clock
from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef, Paper
from bot.domain.forms import Form
from bot.domain.networks import Member, Network
from bot.domain.papers import PaperLine, answers_of, read_papers
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany, NotFound, Refused
from bot.i18n import language_of, mark
from bot.services.filling import author_of, form_by
from bot.services.networks import the_network
from bot.services.on_paper import check_day, check_paper, occasion_on, read_by, today_of
from bot.services.sending import Filled, send
from bot.services.withdrawing import withdraw
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperView:
    """Whose papers can be typed in, and of which forms; ``today`` is the network's."""

    network: Network
    members: tuple[Member, ...]
    forms: tuple[Form, ...]
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperProblem:
    """Why a line was not taken; ``question`` is the one it is about, where it is about one."""

    line: int
    why: Refused
    question: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadedPapers:
    """What came of a table: the new entries, how many were known, what was not taken and why."""

    network: Network
    added: tuple[int, ...]
    known: int
    unreadable: tuple[Invalid, ...]
    """Each names its line already."""
    problems: tuple[PaperProblem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """Verbs about answers that were given on paper."""

    store: Store
    clock: Clock

    def begin(self, actor: Actor, network_id: int) -> PaperView:
        """Return whose papers can be typed in, and of which forms."""
        demand(actor, Verb.ENTER_PAPER, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            members = tx.members.of_network(network_id)
        language = language_of(actor.person.locale)
        return PaperView(
            network=network,
            members=tuple(one for one in members if not one.is_facilitator),
            forms=tuple(
                sorted(_offered(network), key=lambda one: one.title.say(language).casefold())
            ),
            today=today_of(actor.person, network, now=self.clock.now()),
        )

    def form(
        self, actor: Actor, network_id: int, *, person_id: int, form_id: str, given_on: date
    ) -> FormRef:
        """Return the form in which a paper is typed, with what it was about on that day.

        Raises Invalid beside the field for a day to come, or an answer that is there already.
        """
        demand(actor, Verb.ENTER_PAPER, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            if form_id not in {one.id for one in network.programme.forms} - _asked(network):
                raise NotFound
            return self._ref(tx, actor, network, person_id, form_id=form_id, given_on=given_on)

    def load(self, actor: Actor, network_id: int, text: str) -> LoadedPapers:
        """Take a table of papers: every good line becomes an entry, every other one is named.

        The same line twice makes one entry, so a corrected table can be loaded again.
        """
        demand(actor, Verb.ENTER_PAPER, network_id=network_id)
        added: list[int] = []
        problems: list[PaperProblem] = []
        known = 0
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            lines, unreadable = read_papers(text, _on_paper(network))
            for line in lines:
                try:
                    entry = self._enter(tx, actor, network, line)
                except InvalidMany as several:
                    problems += [_problem(line, one) for one in several.problems]
                except Refused as problem:
                    problems.append(_problem(line, problem))
                else:
                    added += [entry.id] if entry else []
                    known += entry is None
            self._note(tx, actor, network, f"{len(added)} papers loaded")
        return LoadedPapers(
            network=network,
            added=tuple(added),
            known=known,
            unreadable=unreadable,
            problems=tuple(problems),
        )

    def unload(self, actor: Actor, network_id: int, *, first: int, last: int) -> int:
        """Take back what one table added, by its first and last id; returns how many it was."""
        demand(actor, Verb.ENTER_PAPER, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            mine = [
                one
                for one in tx.entries.of_network(network_id)
                if first <= one.id <= last and one.entered_by == actor.id and one.version == 1
            ]
            for entry in mine:
                withdraw(tx, network, entry, now=now, again=True)
            self._note(tx, actor, network, f"{len(mine)} papers taken back")
        return len(mine)

    def _ref(
        self,
        tx: Transaction,
        actor: Actor,
        network: Network,
        person_id: int,
        *,
        form_id: str,
        given_on: date,
    ) -> FormRef:
        paper = Paper(author_id=person_id, given_on=given_on)
        asked = FormRef(network_id=network.id, form_id=form_id, about=NOTHING_SPECIAL, paper=paper)
        author = author_of(tx, actor, asked)
        today = today_of(author, network, now=self.clock.now())
        check_day(given_on, today=today)
        about = occasion_on(tx, network, author, form_id=form_id, given_on=given_on)
        ref = FormRef(network_id=network.id, form_id=form_id, about=about, paper=paper)
        check_paper(tx, network, ref, author, today=today)
        return ref

    def _enter(
        self, tx: Transaction, actor: Actor, network: Network, line: PaperLine
    ) -> Entry | None:
        """Keep one line; None where it was kept before. Raises Refused, InvalidMany."""
        members = tx.members.of_network(network.id)
        by_email = {one.email.casefold(): one for one in members if one.email}
        member = by_email.get(line.email)
        if member is None:
            raise Invalid(mark("{found} is nobody on the roster."), found=line.email)
        author = tx.people.get(member.person_id)
        token = _token(network, line)
        if author is None or tx.entries.is_taken(author.id, token):
            return None
        ref = self._ref(tx, actor, network, author.id, form_id=line.form.id, given_on=line.given_on)
        form = form_by(tx, network, ref, author=author, reads=actor.person)
        people = {email: one.slack_id for email, one in by_email.items()}
        team = {email: one.person_id for email, one in by_email.items()}
        filled = Filled(
            network=network,
            form=form,
            ref=ref,
            author=author,
            answers=answers_of(line, form, people=people, team=team),
            visibility=_readers(line, form),
            token=token,
            given_on=line.given_on,
            entered_by=actor.id,
        )
        return send(tx, filled, now=self.clock.now())

    def _note(self, tx: Transaction, actor: Actor, network: Network, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=network.team_id,
            actor_id=actor.id,
            verb=Verb.ENTER_PAPER,
            network_id=network.id,
            what=what,
        )


def _on_paper(network: Network) -> list[Form]:
    """Return the forms of which there are papers: anonymous ones bear no name on paper either.

    What is proposed for a decision is one's own and counts in its round: it is not typed in.
    """
    asked = _asked(network)
    return [one for one in network.programme.forms if not one.anonymous and one.id not in asked]


def _offered(network: Network) -> list[Form]:
    """Return the forms to choose from: what begins as its author's alone nobody else types in.

    Where a programme has nothing else, all are offered; a table names its form itself.
    """
    forms = _on_paper(network)
    shared = [one for one in forms if one.visibility is not Visibility.ONLY_ME]
    return shared or forms


def _asked(network: Network) -> set[str]:
    return {one.ask for one in network.programme.decisions if one.ask is not None}


def _readers(line: PaperLine, form: Form) -> Visibility:
    """Return who reads a line: as it says, else nobody beyond those who lead."""
    if not line.readers:
        return read_by(form.visibility)
    try:
        return Visibility(line.readers)
    except ValueError as error:
        sentence = mark("{found!r} is no circle of readers. These are: {known}.")
        raise Invalid(sentence, found=line.readers, known=", ".join(Visibility)) from error


def _problem(line: PaperLine, why: Refused) -> PaperProblem:
    field = why.field.partition("/")[0] if isinstance(why, Invalid) and why.field else ""
    label = next((one.label.say() for one in line.form.fields if one.id == field), "")
    return PaperProblem(line=line.line, why=why, question=label)


def _token(network: Network, line: PaperLine) -> str:
    """Return what makes the same line one entry, however often it is loaded."""
    cells = [f"{name}={cell}" for name, cell in sorted(line.cells.items()) if cell]
    words = "\n".join((str(network.id), line.form.id, line.given_on.isoformat(), *cells))
    return f"paper/{sha256(words.encode()).hexdigest()}"
