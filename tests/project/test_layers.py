"""A file imports only from files above it in the list of DESIGN.md."""

import ast
from pathlib import Path

import pytest

ORDER = [
    "domain", "errors", "settings", "texts", "schemes", "ingestion", "retrieval", "understanding", "rules",
    "answering", "pipeline", "records", "access", "notices", "faq", "evaluation", "wiring", "tasks", "service",
    "commands", "cli",
]  # fmt: skip
FILES = sorted(
    path for path in Path("assistant").rglob("*.py") if path.parent.name != "assistant" or path.stem != "__init__"
)


def layer(dotted: str) -> int:
    return ORDER.index(dotted.split(".")[1])


def own_imports(tree: ast.AST) -> list[str]:
    names = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    names += [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    return [name for name in names if name.startswith("assistant.")]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_only_go_up(path):
    here = ".".join(path.with_suffix("").parts)
    for name in own_imports(ast.parse(path.read_text("utf-8"))):
        assert layer(name) <= layer(here), f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_module_is_over_300_lines_and_no_function_over_60(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path}: {node.name}"


def test_nothing_unpickles():
    for path in FILES:
        text = path.read_text("utf-8")
        assert "import pickle" not in text
        assert "allow_dangerous_deserialization" not in text
