"""What the database says when it is asked for what cannot be."""

import pytest
from flask import Flask
from sqlalchemy.exc import StatementError

from conference.core.database import db
from tests.factories import make_account, make_person

SECRET = "ada@example.org"


@pytest.mark.parametrize("kind", ["twice", "too long"])
def test_a_fault_of_the_database_does_not_list_the_values(app: Flask, kind: str) -> None:
    make_account(email=SECRET)
    with pytest.raises(StatementError) as fault:
        make_account(email=SECRET) if kind == "twice" else make_person(email=f"{SECRET}{'x' * 300}")
    db.session.rollback()
    said = [words in str(fault.value) for words in ("INSERT INTO", "[SQL parameters hidden", f"('{SECRET}")]
    assert said == [True, True, False]
