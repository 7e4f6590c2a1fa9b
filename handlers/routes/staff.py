"""Endpoints by which staff sign in and out."""

from http import HTTPStatus
from typing import Final

from contracts.errors import (
    InvalidInput,
    PayloadTooLarge,
    TooManySignIns,
    Unauthenticated,
    Unavailable,
)
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
from handlers.routes.route import Route

STAFF_ROUTES: Final[tuple[Route, ...]] = (
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
)
