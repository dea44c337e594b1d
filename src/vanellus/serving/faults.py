"""Pages for what went wrong; machines get the same as one line of JSON."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from vanellus.errors import InputError, StoreBusy, VanellusError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

_WORDS = {
    400: "This request can't be answered",
    401: "A token is needed",
    404: "Nothing is here",
    405: "That can't be done here",
    413: "Too much",
    422: "That can't be asked",
    500: "Something broke",
    503: "Not just now",
}


class NotThere(InputError):
    """What was asked for is not in the store."""


def fault(request: Request, status: int, line: str, *, form: bool = False) -> Response:
    """The answer that says what was wrong in one line."""
    from vanellus.serving.site import render  # noqa: PLC0415  each draws the other's pages

    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if _for_machines(request):
        return JSONResponse({"error": line}, status_code=status, headers=headers)
    answer = render(
        request,
        "fault.html",
        status=status,
        title=_WORDS.get(status) or HTTPStatus(status).phrase,
        line=line,
        token_form=form,
    )
    answer.headers.update(headers)
    return answer


def tell_faults(app: FastAPI) -> None:
    """Lets the app answer faults by pages of our own."""
    from fastapi.exceptions import RequestValidationError  # noqa: PLC0415
    from starlette.exceptions import HTTPException  # noqa: PLC0415

    app.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(VanellusError, _ours)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _broken)


def _invalid(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    name = str(first["loc"][-1])
    given = str(first.get("input"))[:60]
    return fault(request, 422, f"{name}: {given!r} can't be used ({first['msg']}).")


def _refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return fault(request, 404, f"There is no page {request.url.path[:200]!r}.")
    return fault(request, error.status_code, str(error.detail))


def _ours(request: Request, error: VanellusError) -> Response:
    if isinstance(error, NotThere):
        return fault(request, 404, str(error))
    if isinstance(error, InputError):
        return fault(request, 422, str(error))
    if isinstance(error, StoreBusy):
        return fault(request, 503, f"{error} This page tries again when it is loaded anew.")
    return fault(request, 500, str(error))


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001  the log has it
    return fault(request, 500, "The fault is in the programme; its log says where.")


def _for_machines(request: Request) -> bool:
    return request.url.path.endswith((".json", ".csv", ".parquet"))
