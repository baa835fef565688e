"""The furnished room: two units, four families, their routines and what they wrote down. All of it is invented."""

from types import SimpleNamespace

from . import (
    babies,
    history,
    moves,
    openings,
    own_techniques,
    people,
    questions,
    routines,
    rules,
    showing,
    templates,
    term_baby,
)


def furnish(now):
    """Put everybody and everything in place, as of this moment. Returns who can sign in, for the demo's door."""
    room = SimpleNamespace(clock=people.Clock(now))
    people.move_in(room)
    rules.sign(room)
    babies.arrive(room)
    routines.assign(room)
    showing.see(room)
    templates.keep(room)
    own_techniques.write(room)
    history.write_down(room)
    term_baby.write_down(room)
    questions.ask(room)
    moves.leave(room)
    openings.note(room)
    return people.introductions(room)
