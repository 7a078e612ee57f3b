"""A house is opened to the world only when it is fit to be; what is wrong is said all at once."""

import contextlib
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.production import PRODUCTION, endorr, good_environment, prepared_environment


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return good_environment(tmp_path)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return prepared_environment(tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("command", ["serve", "work"])
def test_an_empty_environment_is_refused_with_everything_that_is_missing(
    environment: dict[str, str], command: str
) -> None:
    bare = {name: value for name, value in environment.items() if not name.startswith("ENDORR_")}
    done = endorr(bare, command)
    assert done.returncode == 2, done.stderr
    for words in (
        "secret is the default one",
        "No host name is allowed",
        "ENDORR_DATABASE_URL is not set",
        "ENDORR_LEDGER_KEY_FILE is not set",
        "ENDORR_LEDGER_SIGNING_KEY_FILE is not set",
        "ENDORR_COMPANY_KEY_FILE is not set",
        "ENDORR_SMTP_URL is not set",
        "ENDORR_MAIL_FROM is not set",
    ):
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demos_settings_are_refused(environment: dict[str, str]) -> None:
    done = endorr(environment, "serve", settings="endorr.settings.demo")
    assert done.returncode == 2
    for words in ("demo's settings", "DemoClock", "secret is the default one"):
        assert words in done.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {
                "ENDORR_SECRET_KEY_FILE": "/nowhere/secret",
                "ENDORR_ALLOWED_HOSTS": "*",
                "ENDORR_DATABASE_URL": "oracle://x/y",
                "ENDORR_LEDGER_KEY_FILE": "/nowhere/key",
                "ENDORR_HSTS_SECONDS": "for ever",
                "ENDORR_HTTPS_REDIRECT": "perhaps",
            },
            [
                "/nowhere/secret, which cannot be read",
                "secret is the default one",
                "Every host name is allowed",
                "cannot be understood",
                "/nowhere/key, which is not there",
                "whole number",
                "yes or no",
            ],
        ),
        (
            {"ENDORR_SECRET_KEY": "short", "ENDORR_HTTPS_REDIRECT": "no", "ENDORR_HSTS_SECONDS": "0"},
            ["security.W009", "security.W008", "security.W004"],
        ),
    ],
    ids=["what cannot be understood", "what the deploy check finds"],
)
def test_each_wrong_setting_is_named(prepared: dict[str, str], wrong: dict[str, str], said: list[str]) -> None:
    done = endorr({**prepared, **wrong}, "serve")
    assert done.returncode == 2, done.stderr
    for words in said:
        assert words in done.stderr
    assert done.stderr.count("\n  - ") == len(said)


def test_demo_accounts_are_refused(tmp_path: Path) -> None:
    environment = prepared_environment(tmp_path)
    plant = (
        "import django; django.setup()\n"
        "from endorr.base.accounts.models import User\n"
        "User.objects.create_user('karin@almi.example', name='Karin')\n"
        "User.objects.create_user('karin@exempelkommun.se', name='Karin')\n"
    )
    subprocess.run([sys.executable, "-c", plant], env={**environment, "DJANGO_SETTINGS_MODULE": PRODUCTION}, check=True)
    done = endorr(environment, "serve")
    assert done.returncode == 2
    assert "1 demo accounts" in done.stderr


def test_a_house_without_tables_is_refused(environment: dict[str, str]) -> None:
    done = endorr(environment, "serve")
    assert done.returncode == 2
    assert "migrated" in done.stderr


def test_the_deploy_check_of_django_finds_nothing(prepared: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"],
        env={**prepared, "DJANGO_SETTINGS_MODULE": PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def unclaimed_port() -> int:
    """Return a free port below those that the system hands out, so that nobody is given it before the house has it."""
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


@pytest.fixture
def serving(prepared: dict[str, str]) -> Iterator[Callable[..., int]]:
    started: list[subprocess.Popen[bytes]] = []

    def serve(*options: str) -> int:
        port = unclaimed_port()
        arguments = [sys.executable, "-m", "endorr", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", *options]
        started.append(subprocess.Popen(arguments, env=prepared, stderr=subprocess.DEVNULL))
        return port

    yield serve
    for process in started:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": "dorren.region.se", **headers})
    deadline = time.monotonic() + 40
    while True:
        try:
            with opener.open(request, timeout=10) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()
        except OSError:
            assert time.monotonic() < deadline, "the house did not open"
            time.sleep(0.1)


def test_a_sound_house_opens_with_https_and_closed_cookies(serving: Callable[..., int]) -> None:
    port = serving("--with-worker")
    status, headers, _ = get(port, "/")
    assert status == 301
    assert headers["Location"] == "https://dorren.region.se/"
    status, headers, body = get(port, "/", **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"})
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert b"demo-bar" not in body
    assert get(port, "/livez")[0] == 200
    deadline = time.monotonic() + 40
    while (ready := get(port, "/readyz"))[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert ready[0] == 200, ready
    outside = get(port, "/readyz", **{"X-Forwarded-For": "192.0.2.1"})
    assert outside[2] == b'{"status": "ready"}'
    assert get(port, "/metrics", **{"X-Forwarded-For": "192.0.2.1"})[0] == 404
    assert get(port, "/demo/klocka", **{"X-Forwarded-Proto": "https"})[0] == 404
