"""What each person sees of the desk."""

from conversations.desk_view import desk_seen
from store.desk import Floor
from tests.unit.desk.floor import NOON, RULES, person, waiting


def test_supervisors_alone_see_what_others_hold_or_are_asked_to_take() -> None:
    held = waiting("held", state="held", staff_id="ben")
    offered = waiting("offered", state="offered", staff_id="ben")
    mine = waiting("mine", state="held", staff_id="ada")
    ada, ben = person("ada"), person("ben")
    floor = Floor(handovers=(held, offered, mine, waiting("free")), presences={"ada": ada, "ben": ben})
    supervised = desk_seen(floor, ada, RULES, NOON, supervises=True).others
    assert {one.conversation_id for one in supervised} == {held.conversation_id, offered.conversation_id}
    assert desk_seen(floor, ada, RULES, NOON, supervises=False).others == ()
