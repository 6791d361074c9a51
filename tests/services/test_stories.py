"""Stories: a school's way from its records; who sees it, who shows it, what it leaves out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.deciding import Adopted, AdoptedItem
from bot.domain.decisions import Stage
from bot.domain.entries import NOTHING_SPECIAL, About, FormRef
from bot.domain.networks import Network
from bot.domain.programme import Asked
from bot.domain.stories import MomentKind
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed
from bot.services.stories import StoryView
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER, Character
from tests.services.deciders import opened, round_id
from tests.services.office import JAMES, MARIA, REFLECTION, Office, filled, reflection

PREVIEW = "one"
"""What names the preview that was looked at."""


def story(office: Office, network: Network, who: Character = MARIA) -> StoryView:
    """Return what somebody sees of their own school."""
    return office.services.stories.see(office.actor(who), network.id)


def share(
    office: Office, network: Network, *, form: str = "reflection", about: About = NOTHING_SPECIAL,
    visibility: Visibility = Visibility.NETWORK, opening: int = 1,
) -> None:  # fmt: skip
    """Let Maria write something for all."""
    asked = network.programme.form(form)
    answers = REFLECTION if form == "reflection" else filled(asked)
    office.services.entries.submit(
        office.actor(MARIA),
        FormRef(network_id=network.id, form_id=form, about=about),
        answers=answers,
        visibility=visibility,
        token=f"opening-{opening}",
    )


def show(office: Office, network: Network) -> None:
    """Let Maria look at her story and show it to the channel."""
    share(office, network)
    stories, school = office.services.stories, story(office, network).school
    assert school is not None
    seen = stories.preview(office.actor(MARIA), network.id, school.id).seen
    stories.post(office.actor(MARIA), network.id, school.id, token=PREVIEW, seen=seen)
    office.settle()


def test_a_story_holds_meetings_phases_and_what_was_shared(
    office: Office, network: Network
) -> None:
    """S4: in order, with dates; what is not for all is no part of it."""
    (first, *_) = office.services.gatherings.calendar(office.actor(MARIA), network.id)
    office.jump_to(first.starts_at)
    office.services.gatherings.arrive(office.actor(MARIA), first.id)
    office.jump_to(first.ends_at + timedelta(hours=1))
    share(office, network, about=About(kind="gathering", which=str(first.id)))
    share(office, network, visibility=Visibility.FACILITATOR, opening=2)
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="Ready.")

    told = story(office, network)

    assert [one.kind for one in told.moments] == [
        MomentKind.JOINED,
        MomentKind.CAME,
        MomentKind.PHASE,
        MomentKind.SHARED,
    ]
    assert told.moments[-1].what == f"Reflection ({first.title})"
    assert told.moments[1].what == first.title
    assert not any(MomentKind.CAME is one.kind for one in story(office, network, JAMES).moments)


def test_members_see_their_own_school_and_leads_any(office: Office, network: Network) -> None:
    """S4: a story belongs to its school; the programme lead looks, and shows none."""
    stories = office.services.stories
    own = story(office, network).school
    assert own is not None

    by_lead = stories.see(office.actor(LEAD), network.id, own.id)

    assert by_lead.school == own
    assert not by_lead.can_post
    assert len(by_lead.schools) == 12
    assert story(office, network, FACILITATOR).can_post
    assert story(office, network).schools == ()
    with pytest.raises(NotAllowed):
        stories.see(office.actor(JAMES), network.id, own.id)
    with pytest.raises(NotAllowed):
        stories.preview(office.actor(JAMES), network.id, own.id)
    with pytest.raises(NotAllowed):
        stories.see(office.actor(STRANGER), network.id)


def test_a_story_is_shown_once_and_taken_back(office: Office, network: Network) -> None:
    """S4: pressed twice it is one message; within ten minutes it can go again."""
    show(office, network)
    show(office, network)
    shown = [one for one in office.board(network) if "The story of" in one.text]

    office.services.stories.take_back(office.actor(MARIA), network.id, PREVIEW)
    office.settle()

    assert len(shown) == 1
    assert "Our school joined the network." in str(shown[0].blocks)
    assert not any("The story of" in one.text for one in office.board(network))
    assert office.audited(network)[:2] == ["post_story", "post_story"]


def test_only_who_showed_a_story_or_leads_takes_it_back(office: Office, network: Network) -> None:
    """And not after ten minutes."""
    show(office, network)
    stories = office.services.stories

    with pytest.raises(NotAllowed):
        stories.take_back(office.actor(JAMES), network.id, PREVIEW)
    office.jump(timedelta(minutes=11))
    with pytest.raises(Invalid, match="Ten minutes"):
        stories.take_back(office.actor(FACILITATOR), network.id, PREVIEW)


def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    office: Office, network: Network
) -> None:
    """S4: exactly what was seen is shown, or nothing."""
    stories, maria = office.services.stories, office.actor(MARIA)
    school = story(office, network).school
    assert school is not None
    share(office, network)
    seen = stories.preview(maria, network.id, school.id).seen

    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="Ready.")

    with pytest.raises(Invalid, match="look once more"):
        stories.post(maria, network.id, school.id, token=PREVIEW, seen=seen)


def test_an_anonymous_wish_and_a_private_draft_are_in_no_story(
    office: Office, network: Network
) -> None:
    """Proposals are shown without names everywhere, so no school's story tells of them."""
    ref = office.services.decisions.propose(
        office.actor(MARIA), round_id(opened(office, network, "values"))
    )
    share(office, network, form=ref.form_id, about=ref.about)
    office.services.entries.save_draft(
        office.actor(MARIA), reflection(network), answers=REFLECTION, page=0, visibility=None
    )

    kinds = [one.kind for one in story(office, network).moments]

    assert kinds == [MomentKind.JOINED]


def test_plans_stand_beside_the_vision(office: Office) -> None:
    """S84: the newest vision of the school, its version, and what it plans."""
    network = office.begin(programme="leading-equitable-schools", members=(MARIA, JAMES))
    about = About(kind="module", which="envision/vision")
    vision = network.programme.places.vision
    assert vision is not None
    for opening in (1, 2):
        share(office, network, form=vision, about=about, opening=opening)
    share(office, network, form="voice_plan", opening=3)

    told = story(office, network)

    assert told.vision is not None
    assert told.visions == 2
    assert [one.form.id for one in told.plans] == ["voice_plan"]
    assert story(office, network, JAMES).vision is None


def test_a_network_without_records_is_shown_the_invented_school(office: Office) -> None:
    """S4: and only until there is something real to tell."""
    here = replace(MARIA, level="primary")
    network = office.begin(programme="gradual-release-partnership", members=(here,))

    school = story(office, network).school

    assert school is not None
    assert network.programme.story
    assert story(office, network).invented == network.programme.story
    with pytest.raises(Invalid, match="nothing to tell yet"):
        office.services.stories.preview(office.actor(MARIA), network.id, school.id)
    share(office, network)
    assert story(office, network).invented == ()


def test_what_the_network_adopted_belongs_to_each_school_of_it(
    office: Office, network: Network
) -> None:
    """S4: of a decision that levels take for themselves only their own."""
    now = office.clock.now()
    with office.store.write() as tx:
        for level in ("", "high"):
            one = tx.decisions.open(
                network_id=network.id,
                decision_id="values",
                level=level,
                number=1,
                stage=Stage.VOTING,
                at=now,
                words=["Honesty"],
            )
            assert one is not None
            items = (AdoptedItem(words="Honesty", support=9),)
            adopted = Adopted(
                decision_id="values",
                level=level,
                version=1,
                at=now,
                items=items,
                voters=12,
                asked=12,
            )
            assert tx.decisions.adopt(one.id, adopted)

    told = [one for one in story(office, network).moments if one.kind is MomentKind.ADOPTED]

    assert [one.what for one in told] == [str(network.programme.one_decision("values").name)]


def test_a_visited_school_tells_of_the_visit(office: Office, network: Network) -> None:
    """S4: from the day on which the step began that looks at its challenge."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    office.services.phases.advance(daniel, network.id, reason="Ready.")
    step = inquiry.open(daniel, network.id)
    assert step is not None
    while step.standing.step.asks.common is not Asked.HOST:
        step = inquiry.move_on(daniel, step.cycle.id, reason="We are ready.")

    inquiry.choose_host(daniel, step.cycle.id, office.id_of(MARIA))

    hosted = [one for one in story(office, network).moments if one.kind is MomentKind.HOSTED]
    assert [one.what for one in hosted] == [str(step.standing.step.name)]
    assert MomentKind.HOSTED not in {one.kind for one in story(office, network, JAMES).moments}
