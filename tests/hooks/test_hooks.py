from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from tests.site.plain import RECORDS, ROOT, copy_plain, replace, tree

Command = Literal["build", "serve"]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return the small workspace."""
    return copy_plain(tmp_path / "school")


def hook(name: str) -> ModuleType:
    """Load a hook by its path, as MkDocs does."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "hooks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def configured(root: Path, command: Command) -> MkDocsConfig:
    """Return MkDocs' settings as the hook at the root leaves them."""
    stage = hook("stage")
    stage.on_startup(command, dirty=False)
    config = load_config(str(root / "mkdocs.yml"), hooks=[])
    changed = stage.on_config(config)
    assert isinstance(changed, MkDocsConfig)
    return changed


def test_the_newest_month_of_the_internal_site_takes_the_place_of_docs(school: Path) -> None:
    config = configured(school, "build")

    assert config.docs_dir == str(school / "build" / "preview")
    assert config.site_name == "服务报告 · 示例运维中心"
    assert config.copyright == ""
    assert config.watch == [str(school / "report_data"), str(school / "docs")]
    assert "2013 年 11 月".encode() in tree(school / "build" / "preview")["index.md"]


def test_a_build_refuses_stale_pages_and_writes_none(school: Path) -> None:
    replace(school / RECORDS, '"rows": 40', '"rows": 41')
    before = tree(school)

    with pytest.raises(Abort, match="run reportgen generate"):
        configured(school, "build")

    assert tree(school) == before


def test_the_preview_writes_the_pages_anew(school: Path) -> None:
    replace(school / RECORDS, '"rows": 40', '"rows": 41')

    configured(school, "serve")

    page = (school / "docs/reports/monthly/2013-10.md").read_text(encoding="utf-8")
    assert "| 41 |" in page


def test_the_preview_does_not_watch_what_it_writes(school: Path) -> None:
    config = configured(school, "serve")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(school))
    server.watch(config.docs_dir)

    assert hook("stage").on_serve(server, config) is server
    assert not server._watched_paths  # noqa: SLF001 - there is no other way to ask
    server.server_close()


def test_the_search_index_is_completed_after_the_build(school: Path) -> None:
    index = school / "build" / "mkdocs" / "search" / "search_index.json"
    index.parent.mkdir(parents=True)
    entry = {"location": "", "title": "A", "text": "按时解决率"}
    index.write_text(json.dumps({"config": {"fields": {}}, "docs": [entry]}), encoding="utf-8")

    hook("search").on_post_build(load_config(str(school / "mkdocs.yml"), hooks=[]))

    assert "解决率" in json.loads(index.read_bytes())["docs"][0]["grams"]
