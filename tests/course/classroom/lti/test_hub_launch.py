"""The whole launch with a real hub: from the LMS' link to a session, and deep links back to the LMS."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from ltiauthenticator.lti13.auth import LTI13Authenticator

from course.classroom.line import free_port
from course.classroom.lti import claims
from course.classroom.people import People
from tests.course.classroom.hub_alone import running_hub
from tests.course.classroom.lti.mock_lms import CLIENT, DEPLOYMENT, MockLms

COURSE = "migration-development"


class Hub:
    """A hub that runs, and the LMS it knows."""

    def __init__(self, lms: MockLms, folder: Path, port: int) -> None:
        self.lms, self.folder, self.url = lms, folder, f"http://127.0.0.1:{port}/hub"

    def begin(self, browser: requests.Session, **changes: str) -> requests.Response:
        """Step 1, as the LMS' link does it."""
        form = {"iss": self.lms.url, "login_hint": "s-1", "target_link_uri": self.url, "client_id": CLIENT} | changes
        return browser.post(f"{self.url}/lti13/oauth_login", data=form, allow_redirects=False, timeout=120)

    def launch(self, browser: requests.Session, **changes: Any) -> requests.Response:
        """Both steps, with changes to the claims of the token."""
        asked = parse_qs(urlsplit(self.begin(browser).headers["Location"]).query)
        token = self.lms.sign(self.lms.claims(asked["nonce"][0], **changes))
        return self.arrive(browser, token, asked["state"][0])

    def arrive(self, browser: requests.Session, token: str, state: str) -> requests.Response:
        """Step 2: the browser brings the token."""
        form = {"id_token": token, "state": state}
        return browser.post(f"{self.url}/lti13/oauth_callback", data=form, allow_redirects=False, timeout=120)

    def roles(self, name: str) -> dict[str, str]:
        """What the list of people says."""
        people = People(f"sqlite:///{self.folder / 'state' / 'people.sqlite'}")
        found = people.get(name)
        people.close()
        return dict(found.roles) if found else {}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder, port = tmp_path_factory.mktemp("lti"), free_port()
    for module, title in (("m00_orientation", "Orientation"), ("m10_remittances", "Remittances")):
        page = folder / "release" / COURSE / module / "lesson.ipynb"
        page.parent.mkdir(parents=True)
        page.write_text(json.dumps({"cells": [{"source": [f"# {title}\n"]}]}))
    with MockLms() as lms:
        settings = {"sign_in": {"kind": "lti", "lti": lms.platform.model_dump(mode="json")}}
        with running_hub(folder, port, settings) as url:
            lms.tool_keys = requests.get(f"{url}/lti13/jwks", timeout=120).json()
            yield Hub(lms, folder, port)


def test_a_learner_gets_in_and_to_the_module(hub: Hub) -> None:
    browser = requests.Session()
    answer = hub.launch(browser)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/hub/user-redirect/my-course?module=m10_remittances"
    assert hub.roles("lena.okoro") == {COURSE: "trainee"}
    assert "jupyterhub-hub-login" in browser.cookies


def test_an_instructor_becomes_a_trainer(hub: Hub) -> None:
    hub.launch(requests.Session(), role="Instructor", subject="s-9", given_name="Mara", family_name="Venn")
    assert hub.roles("mara.venn") == {COURSE: "trainer"}


def test_a_role_that_the_lms_changes_changes_here(hub: Hub) -> None:
    hub.launch(requests.Session(), role="Instructor", subject="s-8", given_name="Ilan", family_name="Dors")
    hub.launch(requests.Session(), subject="s-8", given_name="Ilan", family_name="Dors")
    assert hub.roles("ilan.dors") == {COURSE: "trainee"}


def test_who_has_no_role_in_the_course_stays_out(hub: Hub) -> None:
    role = "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"
    browser = requests.Session()
    assert hub.launch(browser, subject="s-7", **{claims.ROLES: [role]}).status_code == 403
    assert "jupyterhub-hub-login" not in browser.cookies


def test_an_unknown_module_leads_to_the_start_page(hub: Hub) -> None:
    for module in ("m99", "../../hub/admin", "//evil.example"):
        answer = hub.launch(requests.Session(), **{claims.CUSTOM: {"module": module}})
        assert answer.headers["Location"] == "/hub/user-redirect/my-course"


@pytest.mark.parametrize(
    "change",
    [{"aud": "other"}, {"iss": "https://other.example"}, {"exp": 1}, {claims.DEPLOYMENT: "other"}, {"nonce": "other"}],
    ids=["audience", "issuer", "expired", "deployment", "nonce"],
)
def test_a_bad_token_opens_nothing(hub: Hub, change: dict[str, Any]) -> None:
    browser = requests.Session()
    asked = parse_qs(urlsplit(hub.begin(browser).headers["Location"]).query)
    token = hub.lms.sign(hub.lms.claims(asked["nonce"][0]) | change)
    answer = hub.arrive(browser, token, asked["state"][0])
    assert answer.status_code == 401
    assert "jupyterhub-hub-login" not in browser.cookies
    assert token not in answer.text


def test_a_token_of_one_browser_opens_no_other(hub: Hub) -> None:
    mine, theirs = requests.Session(), requests.Session()
    asked = parse_qs(urlsplit(hub.begin(mine).headers["Location"]).query)
    token = hub.lms.sign(hub.lms.claims(asked["nonce"][0]))
    assert hub.arrive(theirs, token, asked["state"][0]).status_code == 400
    other = parse_qs(urlsplit(hub.begin(theirs).headers["Location"]).query)
    assert hub.arrive(theirs, token, other["state"][0]).status_code == 401


def test_a_token_opens_once(hub: Hub) -> None:
    browser = requests.Session()
    asked = parse_qs(urlsplit(hub.begin(browser).headers["Location"]).query)
    kept = browser.cookies.copy()
    token = hub.lms.sign(hub.lms.claims(asked["nonce"][0]))
    assert hub.arrive(browser, token, asked["state"][0]).status_code == 302
    thief = requests.Session()
    thief.cookies.update(kept)
    assert hub.arrive(thief, token, asked["state"][0]).status_code == 401


@pytest.mark.parametrize("change", [{"iss": "https://other.example"}, {"client_id": "x"}, {"lti_deployment_id": "x"}])
def test_a_stranger_cannot_send_the_browser_away(hub: Hub, change: dict[str, str]) -> None:
    answer = hub.begin(requests.Session(), **change)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_the_browser_goes_to_the_lms_only(hub: Hub) -> None:
    where = hub.begin(requests.Session(), target_link_uri="https://evil.example/?next=https://evil.example")
    assert where.headers["Location"].startswith(f"{hub.lms.url}/authorize?")


def test_who_comes_by_hand_learns_where_to_begin(hub: Hub) -> None:
    page = requests.get(f"{hub.url}/login", timeout=120)
    assert page.status_code == 403
    assert "opens from your learning management system" in page.text


def _linking(hub: Hub, **changes: Any) -> dict[str, Any]:
    settings = {"deep_link_return_url": f"{hub.lms.url}/done", "data": "d-1"} | changes
    return {claims.MESSAGE: claims.LINKING_REQUEST, claims.LINKING_SETTINGS: settings}


def test_a_teacher_adds_links_to_modules(hub: Hub) -> None:
    browser = requests.Session()
    page = hub.launch(browser, role="Instructor", subject="s-9", **_linking(hub))
    assert re.findall(r'value="(m\d\d_[a-z]+)"', page.text) == ["m00_orientation", "m10_remittances"]
    chosen = {"module": ["m10_remittances", "m66_unknown"]}
    back = browser.post(f"{hub.url}/lti13/deep-link", data=chosen, timeout=120)
    assert "1 link is ready" in back.text
    assert f'action="{hub.lms.url}/done"' in unescape(back.text)
    token = re.search(r'name="JWT" value="([^"]+)"', back.text).group(1)
    key = jwt.PyJWKSet.from_dict(hub.lms.tool_keys)[jwt.get_unverified_header(token)["kid"]]
    said = jwt.decode(token, key.key, algorithms=["RS256"], audience=hub.lms.url, issuer=CLIENT)
    assert said[claims.MESSAGE] == claims.LINKING_RESPONSE
    assert (said[claims.DEPLOYMENT], said[claims.LINKING_DATA]) == (DEPLOYMENT, "d-1")
    (item,) = said[claims.LINKING_ITEMS]
    assert (item["custom"], item["lineItem"]["resourceId"]) == ({"module": "m10_remittances"}, "m10_remittances")
    assert browser.post(f"{hub.url}/lti13/deep-link", data=chosen, timeout=120).status_code == 400  # once


def test_a_learner_adds_no_links(hub: Hub) -> None:
    assert hub.launch(requests.Session(), **_linking(hub)).status_code == 403


@pytest.mark.parametrize("url", ["https://evil.example/done", "javascript:alert(1)", ""])
def test_the_answer_goes_to_the_lms_only(hub: Hub, url: str) -> None:
    changes = _linking(hub, deep_link_return_url=url)
    assert hub.launch(requests.Session(), role="Instructor", subject="s-9", **changes).status_code == 400


def test_stock_takes_the_claims_of_anybody(hub: Hub) -> None:
    """JupyterHub's interface for tokens hands on what a stranger says, and ltiauthenticator trusts it.

    There is no signature and no key in this call: the name of a teacher is enough.
    """
    stock = LTI13Authenticator(issuer=hub.lms.url, client_id={CLIENT}, allow_all=True)
    found = asyncio.run(stock.get_authenticated_user(None, {"sub": "the-teacher"}))
    assert found["name"] == "the-teacher"


def test_claims_that_a_stranger_sends_open_nothing(hub: Hub) -> None:
    hub.launch(requests.Session(), role="Instructor", subject="s-21", given_name="Tala", family_name="Moe")
    hub.launch(requests.Session(), subject="s-22", given_name="Remo", family_name="Cas")
    forged = hub.lms.claims("n", role="Instructor")
    for name, subject in (("tala.moe", "s-21"), ("remo.cas", "s-22")):
        auth = {"auth": forged | {"sub": subject}}
        answer = requests.post(f"{hub.url}/api/users/{name}/tokens", json=auth, timeout=120)
        assert answer.status_code == 403 and "token" not in answer.json(), answer.text
    assert hub.roles("remo.cas") == {COURSE: "trainee"}


def test_nothing_secret_is_in_the_log(hub: Hub) -> None:
    log = (hub.folder / "hub.log").read_text()
    assert "eyJ" not in log  # how every token begins
    assert "Traceback" not in log, log[-3000:]
