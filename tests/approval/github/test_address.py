from __future__ import annotations

import pytest

from generator.approval.forge import UnverifiedError
from generator.approval.github.address import Api, is_next_page, next_target, repository_of
from generator.approval.github.client import Client
from generator.approval.github.forge import github
from generator.errors import UsageError
from tests.approval.github.fakeforge import TOKEN, FakeForge, Watch, approved_world, forge_at


@pytest.mark.parametrize(
    "address", ["https://api.github.com", "https://ghe.example.org/api/v3", "http://127.0.0.1:80"]
)
def test_an_api_is_at_a_safe_address(address: str) -> None:
    assert Api.at(f"{address}/").root == address


@pytest.mark.parametrize(
    "address",
    ["http://api.github.com", "ftp://x", "https://", "https://u:p@x", "https://x?a=b", "api", ""],
)
def test_a_token_goes_to_no_unsafe_address(address: str) -> None:
    with pytest.raises(UsageError, match="must be https"):
        Api.at(address)


@pytest.mark.parametrize(
    "name", ["owner", "a/b/c", "../x", "a/..", "a/.", "-a/b", "a/b?c", "a b/c"]
)
def test_a_repository_is_an_owner_and_a_name(name: str) -> None:
    with pytest.raises(UsageError, match="named owner/name"):
        repository_of(name)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.test/api/v3/x",
        "//evil.test/api/v3/x",
        "http://ghe.test/api/v3/x",
        "https://ghe.test/other",
        "https://ghe.test/api/v3evil/x",
        "https://ghe.test/api/v3/../../x",
        "https://ghe.test:444/api/v3/x",
        "https://u@ghe.test/api/v3/x",
        "/x",
    ],
)
def test_a_link_that_leaves_the_api_is_not_followed(target: str) -> None:
    with pytest.raises(UnverifiedError, match="leads to another place"):
        Api.at("https://ghe.test/api/v3").request(target, seen_from="/repos")


def test_a_link_into_the_api_is_a_request() -> None:
    api = Api.at("https://ghe.test/api/v3")

    assert (
        api.request("https://ghe.test/api/v3/repos?page=2", seen_from="/repos") == "/repos?page=2"
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("", ""),
        ('<https://x/2>; rel="next", <https://x/9>; rel="last"', "https://x/2"),
        ('<https://x/1>; rel="prev", <https://x/3>; rel="next"', "https://x/3"),
        ('<https://x/1>; rel="first"', ""),
    ],
)
def test_the_next_page_is_the_link_of_that_name(link: str, target: str) -> None:
    assert next_target(link) == target


@pytest.mark.parametrize(
    ("following", "is_next"),
    [
        ("/repos/o/n/pulls/7/files?page=2", True),
        ("/repositories/55/pulls/7/files?page=2", True),
        ("/repos/o/n/pulls/8/files?page=2", False),
        ("/repositories/55/pulls/8/files?page=2", False),
        ("/repositories/x/pulls/7/files?page=2", False),
    ],
)
def test_a_list_goes_on_under_its_own_path_or_number(following: str, is_next: bool) -> None:  # noqa: FBT001
    assert is_next_page("/repos/o/n/pulls/7/files?per_page=100", following) is is_next


def test_a_token_is_never_shown() -> None:
    assert TOKEN not in repr(forge_at(FakeForge(approved_world())).client)


@pytest.mark.parametrize("token", ["a b", "a\nX: y", "密"])
def test_a_token_that_no_header_can_carry_is_refused_without_showing_it(token: str) -> None:
    watch, fake = Watch(), FakeForge(approved_world())

    with pytest.raises(UsageError) as refused:
        Client(
            api=Api.at("https://x"),
            transport=fake,
            clock=watch.clock,
            sleep=watch.sleep,
            token=token,
        )
    assert token not in str(refused.value)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "https://ghe.test/api/v3")
    monkeypatch.setenv("GITHUB_TOKEN", "abc")

    client = github("example/reports").client

    assert (client.api.root, client.token) == ("https://ghe.test/api/v3", "abc")
