"""Endpoints for customers, their sites and developers."""

from http import HTTPStatus
from typing import Final

from contracts.conversation import (
    TRANSCRIPT_KEY,
    ConversationEnded,
    ConversationStarted,
    HeldBy,
    LiveAddress,
    StartConversation,
    Transcript,
)
from contracts.document import DocumentPage
from contracts.errors import (
    ConversationBusy,
    ConversationClosed,
    EmergencyWaits,
    InvalidInput,
    NotFound,
    PayloadTooLarge,
    TurnConflict,
    TurnInProgress,
    Unauthenticated,
    Unavailable,
)
from contracts.feedback import Feedback, FeedbackKept
from contracts.prompts import EnhancedPrompt, EnhancePrompt
from contracts.public import FullAnswer, PublicAnswer
from contracts.turn import TurnRequest
from handlers.routes.route import CONVERSATION, Parameter, Route

_AFTER: Final = Parameter(
    name="after",
    place="query",
    description="Where to read on: the `next` of the page before.",
    example="01a22645ea6ed0428fb04f9732a78596~reply",
    pattern=f"^{TRANSCRIPT_KEY}$",
)

_PASSAGE: Final = Parameter(
    name="passage",
    place="path",
    description="The `passage_id` of a citation, percent-encoded.",
    example="warning-lights/brake-system#what-does-the-red-brake-light-mean",
    greedy=True,
)

CUSTOMER_ROUTES: Final[tuple[Route, ...]] = (
    Route(
        operation="startConversation",
        method="POST",
        path="/conversations",
        function="Conversation",
        summary="Start a conversation",
        description="Gives the token that opens this conversation and nothing else; it is shown once. Only a secret "
        "site key may name a customer, or ask for scopes: a browser could name anybody.",
        request=StartConversation,
        answers={HTTPStatus.CREATED: ConversationStarted},
        credential="siteKey",
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge, Unavailable),
    ),
    Route(
        operation="takeTurn",
        method="POST",
        path="/conversations/{conversation_id}/turns",
        function="Supervisor",
        summary="Send a message and get the answer",
        description="The message is stored before it is understood. Sending the same `client_turn_id` again, such as "
        "after a lost connection, gives the same answer and is no second message. A conversation that was started with "
        "the scope `findings` is answered with all that was found.",
        parameters=(CONVERSATION,),
        request=TurnRequest,
        answers={HTTPStatus.OK: PublicAnswer},
        with_findings=FullAnswer,
        credential="conversationToken",
        errors=(
            Unauthenticated,
            InvalidInput,
            NotFound,
            ConversationClosed,
            TurnConflict,
            TurnInProgress,
            ConversationBusy,
            PayloadTooLarge,
            Unavailable,
        ),
    ),
    Route(
        operation="readTranscript",
        method="GET",
        path="/conversations/{conversation_id}/turns",
        function="Conversation",
        summary="Read the transcript",
        description="A page of the conversation, oldest message first.",
        parameters=(CONVERSATION, _AFTER),
        answers={HTTPStatus.OK: Transcript},
        credential="conversationToken",
        errors=(Unauthenticated, InvalidInput, NotFound, Unavailable),
    ),
    Route(
        operation="openLive",
        method="POST",
        path="/conversations/{conversation_id}/live",
        function="Conversation",
        summary="Get the address of a live connection",
        description="A WebSocket address with a ticket that opens one connection within a minute. The connection shows "
        "what happens in the conversation as it happens, and takes turns; all of that can be done without it.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: LiveAddress},
        credential="conversationToken",
        errors=(Unauthenticated, NotFound, Unavailable),
    ),
    Route(
        operation="closeConversation",
        method="POST",
        path="/conversations/{conversation_id}/close",
        function="Conversation",
        summary="End the conversation",
        description="It takes no more turns and can still be read. Ending it again changes nothing. A message that may "
        "tell of a danger is answered all the same, and opens it again.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: ConversationEnded},
        credential="conversationToken",
        errors=(Unauthenticated, NotFound, ConversationBusy, Unavailable),
    ),
    Route(
        operation="leavePerson",
        method="POST",
        path="/conversations/{conversation_id}/leave",
        function="Conversation",
        summary="Leave the line, or the person",
        description="The customer is with the bot again. An emergency is left in words only: a button is pressed by "
        "mistake.",
        parameters=(CONVERSATION,),
        answers={HTTPStatus.OK: HeldBy},
        credential="conversationToken",
        errors=(Unauthenticated, NotFound, EmergencyWaits, ConversationBusy, Unavailable),
    ),
    Route(
        operation="rateConversation",
        method="POST",
        path="/conversations/{conversation_id}/feedback",
        function="Conversation",
        summary="Say how a person did",
        description="Once a person has finished. The first that is given about it stays, and is answered again. Staff "
        "read it; it is in no transcript.",
        parameters=(CONVERSATION,),
        request=Feedback,
        answers={HTTPStatus.OK: FeedbackKept},
        credential="conversationToken",
        errors=(Unauthenticated, InvalidInput, NotFound, ConversationBusy, PayloadTooLarge, Unavailable),
    ),
    Route(
        operation="readDocument",
        method="GET",
        path="/documents/{passage}",
        function="Document",
        summary="Read a cited page",
        description="The document that a citation leads to, as far as the customer of the conversation may see it, as "
        "plain text.",
        parameters=(_PASSAGE,),
        answers={HTTPStatus.OK: DocumentPage},
        credential="conversationToken",
        errors=(Unauthenticated, NotFound, Unavailable),
    ),
    Route(
        operation="enhancePrompt",
        method="POST",
        path="/prompts/enhance",
        function="Prompts",
        summary="Make a better prompt",
        description="Says what kind of task the prompt is, which techniques it got and why, and what it will cost. No "
        "model is asked. The caller's texts stand in the prompt unchanged. Only for holders of a secret site key.",
        request=EnhancePrompt,
        answers={HTTPStatus.OK: EnhancedPrompt},
        credential="secretKey",
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge),
    ),
)
