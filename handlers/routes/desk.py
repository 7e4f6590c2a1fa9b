"""Endpoints for those who work at the desk."""

from http import HTTPStatus
from typing import Final

from contracts.canned import WORDS, CannedFound
from contracts.conversation import HeldBy, LiveAddress
from contracts.customer import Customer
from contracts.desk_api import (
    ConversationSeen,
    DeskSeen,
    GiveBack,
    HandoverSeen,
    PersonAtDesk,
    PresenceWanted,
    StaffMessage,
    StaffNote,
    Transfer,
    WrapUp,
)
from contracts.errors import (
    ConversationBusy,
    Forbidden,
    InvalidInput,
    NotFound,
    NotYours,
    PayloadTooLarge,
    Taken,
    Unauthenticated,
    Unavailable,
)
from contracts.public import TranscriptEntry
from handlers.routes.route import CONVERSATION, Parameter, Route

_QUEUE: Final = Parameter(
    name="queue", place="path", description="Name of a queue.", example="customer_care", pattern="^[a-z_]{1,40}$"
)
_CUSTOMER: Final = Parameter(
    name="customer_id", place="path", description="As `ConversationSeen` names it.", example="cust-alex"
)
_WORDS: Final = Parameter(
    name="q",
    place="query",
    description="Words that a reply holds, or their beginnings; without them all are given.",
    example="courtesy car",
    pattern=f"^{WORDS}$",
)
_IN_CONVERSATION: Final = (Unauthenticated, Forbidden, NotFound, ConversationBusy, Unavailable)
"""What may go wrong with each thing that staff do with a conversation."""
_WITH_BODY: Final = (InvalidInput, PayloadTooLarge)

DESK_ROUTES: Final[tuple[Route, ...]] = (
    Route(
        operation="readDesk",
        method="GET",
        path="/desk",
        function="Desk",
        summary="See the desk",
        description="What is yours, what you may take, and how the lines stand. Supervisors see all that waits.",
        answers={HTTPStatus.OK: DeskSeen},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, Unavailable),
    ),
    Route(
        operation="openDeskLive",
        method="POST",
        path="/desk/live",
        function="Desk",
        summary="Get the address of a live connection to the desk",
        description="A WebSocket address with a ticket that opens one connection within a minute. It says when "
        "something changes, which is then read over HTTP.",
        answers={HTTPStatus.OK: LiveAddress},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, Unavailable),
    ),
    Route(
        operation="setPresence",
        method="PUT",
        path="/presence",
        function="Desk",
        summary="Say what you do from now on",
        description="Who is `away` is asked no more and keeps what they hold; who goes `offline` gives all back, each "
        "at its place.",
        request=PresenceWanted,
        answers={HTTPStatus.OK: PersonAtDesk},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, InvalidInput, PayloadTooLarge, ConversationBusy, Unavailable),
    ),
    Route(
        operation="claimFromQueue",
        method="POST",
        path="/queues/{queue}/claim",
        function="Desk",
        summary="Take the next conversation of a line",
        description="By priority, then by age; of those that you may take.",
        parameters=(_QUEUE,),
        answers={HTTPStatus.OK: HandoverSeen},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, NotFound, NotYours, ConversationBusy, Unavailable),
    ),
    Route(
        operation="readConversation",
        method="GET",
        path="/conversations/{conversation_id}",
        function="Desk",
        summary="See a conversation as staff do",
        description="All its entries, also what colleagues told each other and what the bot suggests, and a packet of "
        "what a person should know before they answer.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: ConversationSeen},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, NotFound, Unavailable),
    ),
    Route(
        operation="findCannedReplies",
        method="GET",
        path="/conversations/{conversation_id}/canned-replies",
        function="Desk",
        summary="Find canned replies for a conversation",
        description="In its language, with placeholders filled in from what is known; what is not known is marked.",
        parameters=(CONVERSATION, _WORDS),
        answers={HTTPStatus.OK: CannedFound},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, InvalidInput, NotFound, Unavailable),
    ),
    Route(
        operation="readCustomer",
        method="GET",
        path="/customers/{customer_id}",
        function="Desk",
        summary="See what is recorded of a customer",
        description="Vehicles, appointments, orders and cases, for staff of the same tenant.",
        parameters=(_CUSTOMER,),
        answers={HTTPStatus.OK: Customer},
        credential="staffToken",
        errors=(Unauthenticated, Forbidden, NotFound, Unavailable),
    ),
    Route(
        operation="claimConversation",
        method="POST",
        path="/conversations/{conversation_id}/claim",
        function="Desk",
        summary="Take a conversation",
        description="One that is offered to you, or waits. Of several at the same instant one gets it. Taking what you "
        "have changes nothing.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: HandoverSeen},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, Taken, NotYours),
    ),
    Route(
        operation="declineConversation",
        method="POST",
        path="/conversations/{conversation_id}/decline",
        function="Desk",
        summary="Leave an offered conversation to others",
        description="It goes back to its place in line, and you are asked for it last.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: HeldBy},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, NotYours),
    ),
    Route(
        operation="sendStaffMessage",
        method="POST",
        path="/conversations/{conversation_id}/messages",
        function="Desk",
        summary="Write to the customer",
        description="Only who has the conversation may. Sent again under one `client_message_id` it is one message.",
        parameters=(CONVERSATION,),
        request=StaffMessage,
        answers={HTTPStatus.CREATED: TranscriptEntry},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, *_WITH_BODY, NotYours),
    ),
    Route(
        operation="addNote",
        method="POST",
        path="/conversations/{conversation_id}/notes",
        function="Desk",
        summary="Tell colleagues something",
        description="No customer sees it.",
        parameters=(CONVERSATION,),
        request=StaffNote,
        answers={HTTPStatus.CREATED: HeldBy},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, *_WITH_BODY),
    ),
    Route(
        operation="giveConversationBack",
        method="POST",
        path="/conversations/{conversation_id}/give-back",
        function="Desk",
        summary="Put a conversation back in line",
        description="At the place that it had.",
        parameters=(CONVERSATION,),
        request=GiveBack,
        answers={HTTPStatus.OK: HeldBy},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, *_WITH_BODY, NotYours),
    ),
    Route(
        operation="transferConversation",
        method="POST",
        path="/conversations/{conversation_id}/transfer",
        function="Desk",
        summary="Hand a conversation to a queue or to a person",
        description="It keeps its age. A person is asked; if they decline it waits in line. Supervisors may move what "
        "others have.",
        parameters=(CONVERSATION,),
        request=Transfer,
        answers={HTTPStatus.OK: HeldBy},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, *_WITH_BODY, NotYours),
    ),
    Route(
        operation="wrapUpConversation",
        method="POST",
        path="/conversations/{conversation_id}/wrap-up",
        function="Desk",
        summary="Finish with a conversation",
        description="The bot has it again, and what comes next is a new matter.",
        parameters=(CONVERSATION,),
        request=WrapUp,
        answers={HTTPStatus.OK: HeldBy},
        credential="staffToken",
        errors=(*_IN_CONVERSATION, *_WITH_BODY, NotYours),
    ),
)
