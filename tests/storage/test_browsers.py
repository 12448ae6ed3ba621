"""Browsers are found where each system keeps them; nothing is written, and a broken list of profiles costs its names alone."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cookietui.storage.browsers import browsers, find_jars


def put(home: Path, *places: str) -> None:
    for place in places:
        file = home / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def found(home: Path, system: Any, **environ: str) -> list[tuple[str, str, str]]:
    jars = find_jars({"HOME": str(home), **environ}, system)
    return [(jar.browser, jar.profile, jar.path.relative_to(home).as_posix()) for jar in jars]


LINUX = {
    "Firefox": [
        ".mozilla/firefox/a.default/cookies.sqlite",
        ".config/mozilla/firefox/x.default/cookies.sqlite",
        "snap/firefox/common/.mozilla/firefox/b.default/cookies.sqlite",
        ".var/app/org.mozilla.firefox/.mozilla/firefox/c.default/cookies.sqlite",
    ],
    "LibreWolf": [".librewolf/d.default/cookies.sqlite", ".var/app/io.gitlab.librewolf-community/.librewolf/e.x/cookies.sqlite"],
    "Tor Browser": [
        "tor-browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite",
        ".local/share/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite",
        "Desktop/tor-browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite",
        "Downloads/tor-browser-linux-x86_64-15/tor-browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite",
        ".var/app/org.torproject.torbrowser-launcher/data/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite",
    ],
    "Chromium": [
        ".config/chromium/Default/Cookies",
        "snap/chromium/common/chromium/Default/Network/Cookies",
        ".var/app/org.chromium.Chromium/config/chromium/Default/Cookies",
    ],
    "Chrome": [".config/google-chrome/Default/Network/Cookies", ".config/google-chrome/Profile 1/Cookies"],
    "Brave": [".config/BraveSoftware/Brave-Browser/Default/Network/Cookies", ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/Default/Cookies"],
    "Edge": [".config/microsoft-edge/Default/Network/Cookies"],
    "Vivaldi": [".config/vivaldi/Default/Cookies"],
}  # fmt: skip
MACOS = {
    "Firefox": ["Library/Application Support/Firefox/Profiles/a.default/cookies.sqlite"],
    "LibreWolf": ["Library/Application Support/librewolf/Profiles/a.default/cookies.sqlite"],
    "Tor Browser": ["Library/Application Support/TorBrowser-Data/Browser/x.default/cookies.sqlite"],
    "Chromium": ["Library/Application Support/Chromium/Default/Cookies"],
    "Chrome": ["Library/Application Support/Google/Chrome/Default/Network/Cookies"],
    "Brave": ["Library/Application Support/BraveSoftware/Brave-Browser/Default/Cookies"],
    "Edge": ["Library/Application Support/Microsoft Edge/Default/Network/Cookies"],
    "Vivaldi": ["Library/Application Support/Vivaldi/Default/Cookies"],
    "Safari": ["Library/Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies"],
}
WINDOWS = {
    "Firefox": ["AppData/Roaming/Mozilla/Firefox/Profiles/a.default/cookies.sqlite"],
    "LibreWolf": ["AppData/Roaming/librewolf/Profiles/a.default/cookies.sqlite"],
    "Tor Browser": ["Desktop/Tor Browser/Browser/TorBrowser/Data/Browser/profile.default/cookies.sqlite"],
    "Chromium": ["AppData/Local/Chromium/User Data/Default/Network/Cookies"],
    "Chrome": ["AppData/Local/Google/Chrome/User Data/Profile 2/Network/Cookies"],
    "Brave": ["AppData/Local/BraveSoftware/Brave-Browser/User Data/Default/Network/Cookies"],
    "Edge": ["AppData/Local/Microsoft/Edge/User Data/Default/Network/Cookies"],
    "Vivaldi": ["AppData/Local/Vivaldi/User Data/Default/Cookies"],
}


@pytest.mark.parametrize(("system", "places"), [("linux", LINUX), ("macos", MACOS), ("windows", WINDOWS)])
def test_every_browser_is_found_where_its_system_keeps_it(tmp_path, system, places):
    put(tmp_path, *(path for paths in places.values() for path in paths))
    expected = {(name, path) for name, paths in places.items() for path in paths}
    assert {(name, path) for name, _, path in found(tmp_path, system)} == expected


def test_an_empty_home_has_no_jars(tmp_path):
    assert found(tmp_path, "linux") == []
    assert len(browsers()) >= 8


def test_the_environment_may_move_the_folders(tmp_path):
    put(tmp_path, "cfg/chromium/Default/Cookies", "my [files]/Google/Chrome/User Data/Default/Network/Cookies")
    assert found(tmp_path, "linux", XDG_CONFIG_HOME=str(tmp_path / "cfg"))[0][0] == "Chromium"
    assert found(tmp_path, "windows", LOCALAPPDATA=str(tmp_path / "my [files]"))[0][0] == "Chrome"


def test_profiles_have_the_names_that_people_gave_them(tmp_path):
    put(
        tmp_path,
        ".mozilla/firefox/a.x/cookies.sqlite",
        "elsewhere/cookies.sqlite",
        ".config/chromium/Profile 1/Cookies",
    )
    (tmp_path / ".mozilla/firefox/profiles.ini").write_text(
        f"[Profile0]\nName=mine\x1b[2J\nIsRelative=1\nPath=a.x\n[Profile1]\nName=far\nIsRelative=0\nPath={tmp_path}/elsewhere\n"
        "[Profile2]\nPath=gone\n[General]\nPath=x\n"
    )
    state = {"profile": {"info_cache": {"Profile 1": {"name": "work"}, "Profile 2": {}}}}
    (tmp_path / ".config/chromium/Local State").write_text(json.dumps(state))
    names = {jar.profile: jar.name for jar in find_jars({"HOME": str(tmp_path)}, "linux")}
    assert names == {"a.x": "mine[2J", "elsewhere": "far", "Profile 1": "work"}


@pytest.mark.parametrize("broken", ["", "[", "x" * 100, "[Profile0]\nPath", '{"profile": 5}', "[" * 100_000])
def test_a_broken_list_of_profiles_costs_the_names_alone(tmp_path, broken):
    put(tmp_path, ".mozilla/firefox/a.x/cookies.sqlite", ".config/chromium/Default/Cookies")
    (tmp_path / ".mozilla/firefox/profiles.ini").write_text(broken)
    (tmp_path / ".config/chromium/Local State").write_text(broken)
    assert len(found(tmp_path, "linux")) == 2


def test_a_browser_at_work_shows(tmp_path):
    put(
        tmp_path,
        ".mozilla/firefox/a.x/cookies.sqlite",
        ".mozilla/firefox/b.x/cookies.sqlite",
        ".config/chromium/Default/Cookies",
    )
    (tmp_path / ".mozilla/firefox/a.x/cookies.sqlite-wal").write_bytes(b"x")
    (tmp_path / ".mozilla/firefox/b.x/cookies.sqlite-wal").write_bytes(b"")
    if os.name == "posix":
        (tmp_path / ".config/chromium/SingletonLock").symlink_to(f"my-host-{os.getpid()}")
        (tmp_path / ".mozilla/firefox/b.x/lock").symlink_to("127.0.0.1:+999999999")
    live = {jar.profile: jar.live for jar in find_jars({"HOME": str(tmp_path)}, "linux")}
    assert live == {"a.x": True, "b.x": False, "Default": os.name == "posix"}


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_one_file_is_one_jar(tmp_path):
    put(tmp_path, ".config/chromium/Default/Cookies")
    (tmp_path / "snap/chromium/common").mkdir(parents=True)
    (tmp_path / "snap/chromium/common/chromium").symlink_to(tmp_path / ".config/chromium")
    assert len(found(tmp_path, "linux")) == 1


def test_the_jar_that_a_browser_moved_away_from_is_none(tmp_path):
    put(tmp_path, ".config/google-chrome/Default/Network/Cookies", ".config/google-chrome/Default/Cookies")
    put(tmp_path, ".config/google-chrome/Profile 1/Cookies")
    assert [place for _, _, place in found(tmp_path, "linux")] == [
        ".config/google-chrome/Default/Network/Cookies",
        ".config/google-chrome/Profile 1/Cookies",
    ]
