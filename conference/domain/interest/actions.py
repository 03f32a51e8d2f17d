"""Expressing, confirming and withdrawing interest in an event."""

from dataclasses import asdict
from datetime import datetime

from conference.core.addresses import clean_address
from conference.core.database import db, lock
from conference.core.text import clean_line
from conference.domain.accounts.actions import ATTENDEE, SYSTEM, VISITOR, record
from conference.domain.consents.actions import give_consents, withdraw_consents
from conference.domain.events.models import Event
from conference.domain.interest import notices
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.queries import (
    answers_of,
    find_interest,
    find_proposed_answers,
    topics_of,
    welcome_of,
    wordings_of,
)
from conference.domain.interest.rules import (
    Answers,
    InterestState,
    LinkDoes,
    check_answers,
    check_welcome,
    confirmed_state,
    what_link_does,
)


def express_interest(event: Event, *, email: str, answers: Answers, now: datetime) -> ExpressionOfInterest:
    """Keep the answers and ask for a confirmation by mail.

    Those of an address that is known change nothing: they are proposed, and the mail has a button that applies them.
    Raises Conflict when the event takes no interest now, Invalid for answers that were not offered.
    """
    check_welcome(welcome_of(event, now), event.name)
    check_answers(answers, topics_of(event), tuple(wordings_of(event)))
    known = find_interest(event.id, email := clean_address(email))
    if known is not None:
        return _propose(known, answers, now)
    expression = ExpressionOfInterest(event=event, email=email, state=InterestState.UNCONFIRMED, expressed_at=now,
                                      proposal_number=0, link_version=1)  # fmt: skip
    _apply(expression, answers)
    db.session.add(expression)
    record("express interest", expression, actor=VISITOR, now=now, event_id=event.id)
    notices.confirm(expression, answers, now)
    return expression


def _propose(expression: ExpressionOfInterest, answers: Answers, now: datetime) -> ExpressionOfInterest:
    lock(expression)
    expression.proposed = asdict(answers)
    expression.proposal_number += 1
    record("propose answers", expression, actor=VISITOR, now=now, event_id=expression.event_id)
    notices.new_answers(expression, answers, now)
    return expression


def _apply(expression: ExpressionOfInterest, answers: Answers) -> None:
    expression.name, expression.organisation = clean_line(answers.name), clean_line(answers.organisation)
    expression.leaning = answers.leaning
    expression.topics = list(answers.topics)
    expression.purposes = [purpose.value for purpose in answers.purposes]


def confirm_interest(expression: ExpressionOfInterest, number: int, now: datetime) -> None:
    """Do what the button behind the confirming link of this number does: apply answers, and note the consents.

    Pressing it again changes nothing. Raises NotFound for a link that newer answers replaced.
    """
    lock(expression)
    proposed = find_proposed_answers(expression)
    does = link_does(expression, number)
    if does is LinkDoes.NOTHING:
        return
    answers = proposed if does is LinkDoes.APPLY_NEWEST and proposed is not None else answers_of(expression)
    if does is LinkDoes.APPLY_NEWEST:
        expression.proposed = None
    _apply(expression, answers)
    expression.state = confirmed_state(expression.state)
    expression.confirmed_at, expression.withdrawn_at = now, None
    _note_consents(expression, now)
    record("confirm interest", expression, actor=ATTENDEE, now=now, event_id=expression.event_id)
    notices.confirmed(expression, answers, now)


def link_does(expression: ExpressionOfInterest, number: int) -> LinkDoes:
    """What the confirming link of this number would do now; raises NotFound when it was replaced."""
    return what_link_does(
        expression.state, number, expression.proposal_number,
        is_waiting=expression.proposed is not None, was_confirmed=expression.confirmed_at is not None,
    )  # fmt: skip


def _note_consents(expression: ExpressionOfInterest, now: datetime) -> None:
    wordings = wordings_of(expression.event)
    agreed = {purpose: text for purpose, text in wordings.items() if purpose.value in expression.purposes}
    give_consents(
        expression.email, agreed, evidence=evidence_of(expression), now=now,
        event_id=expression.event_id, series_id=expression.event.series_id,
    )  # fmt: skip


def evidence_of(expression: ExpressionOfInterest) -> str:
    """How consents name the form that they were given on."""
    return f"interest:{expression.id}"


def withdraw_interest(expression: ExpressionOfInterest, now: datetime) -> None:
    """Take the interest back, with all that was agreed to on its form; a second time changes nothing."""
    lock(expression)
    if expression.state is InterestState.WITHDRAWN:
        return
    expression.state, expression.withdrawn_at = InterestState.WITHDRAWN, now
    expression.proposed = None
    withdraw_consents(evidence_of(expression), now)
    record("withdraw interest", expression, actor=ATTENDEE, now=now, event_id=expression.event_id)


def become_registered(event: Event, email: str, now: datetime) -> None:
    """Let the expression of interest of an address follow its registration, if there is one that stands.

    The caller holds the lock of the event.
    """
    expression = find_interest(event.id, email)
    if expression is None:
        return
    lock(expression)
    if expression.state in {InterestState.WITHDRAWN, InterestState.REGISTERED}:
        return
    expression.state = InterestState.REGISTERED
    record("register after interest", expression, actor=ATTENDEE, now=now, event_id=event.id)


def become_invited(event: Event, email: str, now: datetime) -> None:
    """Let the expression of interest of an address say that a place is held for it.

    The caller holds the lock of the event.
    """
    expression = find_interest(event.id, email)
    if expression is None or expression.state is not InterestState.CONFIRMED:
        return
    lock(expression)
    expression.state = InterestState.INVITED
    record("invite after interest", expression, actor=SYSTEM, now=now, event_id=event.id)
