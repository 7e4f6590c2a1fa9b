"""Every endpoint of the API, as data. `make openapi` writes `openapi.yaml` from this table.

No function imports it, so that models of other endpoints cost no cold start; a test compares it with the handlers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Literal

from contracts.base import Contract
from contracts.conversation import (
    TRANSCRIPT_KEY,
    ConversationEnded,
    ConversationStarted,
    LiveAddress,
    StartConversation,
    Transcript,
)
from contracts.document import DocumentPage
from contracts.errors import (
    ConversationBusy,
    ConversationClosed,
    CurbsideError,
    InvalidInput,
    NotFound,
    PayloadTooLarge,
    TooManySignIns,
    TurnConflict,
    TurnInProgress,
    Unauthenticated,
    Unavailable,
)
from contracts.health import Health
from contracts.prompts import EnhancedPrompt, EnhancePrompt
from contracts.public import FullAnswer, PublicAnswer
from contracts.staff import (
    ChallengeAnswer,
    RefreshSignIn,
    SignedIn,
    SignedOut,
    SignIn,
    StaffMember,
    TotpCode,
    TotpConfirmed,
    TotpSecret,
)
from contracts.turn import TurnRequest

Method = Literal["GET", "POST"]
Credential = Literal["siteKey", "secretKey", "conversationToken", "staffToken"]


@dataclass(frozen=True)
class Parameter:
    """A part of the path or of the query, always text."""

    name: str
    place: Literal["path", "query"]
    description: str
    example: str
    pattern: str | None = None
    greedy: bool = False
    """Whether this last part of a path may hold slashes, encoded or not."""


@dataclass(frozen=True)
class Route:
    """One endpoint: who answers, whom, with what."""

    operation: str
    """Name of the operation in the document, and so in clients made from it."""
    method: Method
    path: str
    function: str
    """Logical id of the function in the template; its handler lies in the file of the same name."""
    summary: str
    description: str
    answers: Mapping[HTTPStatus, type[Contract]]
    """What is answered when nothing goes wrong, by status."""
    credential: Credential | None
    """What the caller has to hold; None lets anyone in."""
    request: type[Contract] | None = None
    with_findings: type[Contract] | None = None
    """What is answered with 200 instead to who has the scope `findings`."""
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[type[CurbsideError], ...] = ()
    """What may go wrong besides a defect of ours. `handlers/problem_kinds.py` says which document each becomes."""


_CONVERSATION: Final = Parameter(
    name="conversation_id",
    place="path",
    description="The id that `startConversation` gave.",
    example="01a22645e95d75a8373b3d39fef6c721",
)
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

ROUTES: Final[tuple[Route, ...]] = (
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
        parameters=(_CONVERSATION,),
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
        parameters=(_CONVERSATION, _AFTER),
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
        parameters=(_CONVERSATION,),
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
        parameters=(_CONVERSATION,),
        answers={HTTPStatus.OK: ConversationEnded},
        credential="conversationToken",
        errors=(Unauthenticated, NotFound, ConversationBusy, Unavailable),
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
    Route(
        operation="signIn",
        method="POST",
        path="/staff/sign-in",
        function="Staff",
        summary="Sign in as staff",
        description="Gives tokens, or says what is asked besides the password: a password of one's own at the first "
        "sign-in, or the code of an authenticator app. Nobody is told whether a user name exists.",
        request=SignIn,
        answers={HTTPStatus.OK: SignedIn},
        credential=None,
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge, TooManySignIns, Unavailable),
    ),
    Route(
        operation="answerChallenge",
        method="POST",
        path="/staff/challenge",
        function="Staff",
        summary="Answer what was asked besides the password",
        description="Gives tokens, or the next challenge. A session is good for one answer, and for three minutes.",
        request=ChallengeAnswer,
        answers={HTTPStatus.OK: SignedIn},
        credential=None,
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge, TooManySignIns, Unavailable),
    ),
    Route(
        operation="refreshSignIn",
        method="POST",
        path="/staff/refresh",
        function="Staff",
        summary="Get the next access token",
        description="An access token lives ten minutes, a refresh token twelve hours, which is a working day.",
        request=RefreshSignIn,
        answers={HTTPStatus.OK: SignedIn},
        credential=None,
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge, TooManySignIns, Unavailable),
    ),
    Route(
        operation="signOut",
        method="POST",
        path="/staff/sign-out",
        function="Staff",
        summary="Sign out everywhere",
        description="From the next call on no token of an earlier sign-in opens anything, on any device.",
        answers={HTTPStatus.OK: SignedOut},
        credential="staffToken",
        errors=(Unauthenticated, TooManySignIns, Unavailable),
    ),
    Route(
        operation="beginTotp",
        method="POST",
        path="/staff/totp",
        function="Staff",
        summary="Begin with an authenticator app",
        description="Gives a secret for the app. It counts once a code of it was confirmed; a new one takes its place.",
        answers={HTTPStatus.OK: TotpSecret},
        credential="staffToken",
        errors=(Unauthenticated, TooManySignIns, Unavailable),
    ),
    Route(
        operation="confirmTotp",
        method="POST",
        path="/staff/totp/confirm",
        function="Staff",
        summary="Show that the app has the secret",
        description="From now on each sign-in asks for a code of the app.",
        request=TotpCode,
        answers={HTTPStatus.OK: TotpConfirmed},
        credential="staffToken",
        errors=(Unauthenticated, InvalidInput, PayloadTooLarge, TooManySignIns, Unavailable),
    ),
    Route(
        operation="readOwnProfile",
        method="GET",
        path="/staff/me",
        function="Staff",
        summary="See who calls",
        description="The role is that of the token; all else is what is stored of the person.",
        answers={HTTPStatus.OK: StaffMember},
        credential="staffToken",
        errors=(Unauthenticated, Unavailable),
    ),
    Route(
        operation="checkLiveliness",
        method="GET",
        path="/health/liveliness",
        function="Health",
        summary="Whether the API runs",
        description="Answers without touching anything else.",
        answers={HTTPStatus.OK: Health},
        credential=None,
    ),
    Route(
        operation="checkReadiness",
        method="GET",
        path="/health/readiness",
        function="Health",
        summary="Whether a turn can be answered",
        description="The tables answer, and a knowledge index is published.",
        answers={HTTPStatus.OK: Health, HTTPStatus.SERVICE_UNAVAILABLE: Health},
        credential=None,
    ),
)
