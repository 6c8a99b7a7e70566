"""A town to count: a list of a few items, streets in a register, and what each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STREETS = {"420302001": "东街街道", "420302002": "西街街道", "420302003": "南街街道"}
BASELINE = "example/list"


def list_head(
    kind: str, key: str, title: str, edition: str, code: str = "420302", name: str = "示例区"
) -> str:
    """The head of a list."""
    return (
        f'kind: {kind}\nid: {key}\ntitle: {title}\nedition: "{edition}"\n'
        f'jurisdiction: {{code: "{code}", name: {name}}}\nissuer: 示例区\n'
        "source: {title: 示例, provenance: illustrative}\n"
    )


class Town:
    """A workspace below a folder; every file is written anew when it is said again."""

    def __init__(self, folder: Path, items: int = 4) -> None:
        self.folder = folder
        self.items = items
        (folder / "catalogues").mkdir(parents=True)
        (folder / "qzqd.toml").write_text('paths = ["catalogues"]\n', "utf-8")
        self.baseline()
        self.register(STREETS)

    def baseline(
        self, edition: str = "2025-01-01", header: str = "applies_to: {type: [street]}\n", **fields: str
    ) -> None:
        """The list; `fields` are more lines of single items, by id (JD_001)."""
        head = list_head("street-powers", BASELINE, "街道权责清单", edition)
        items = "".join(
            f"  - id: {key}\n    name: {name}检查\n    power_type: 行政检查\n    authority: 街道办事处\n"
            f"    category: {'安全' if number % 2 else '环境'}\n    office: 综合执法中心\n"
            f"    basis: [{{law: 中华人民共和国消防法, article: {number}}}]\n{fields.get(key.replace('-', '_'), '')}"
            for number, (key, name) in enumerate(self.named, 1)
        )
        self.write("list.yaml", f"{head}{header}items:\n{items}")

    @property
    def named(self) -> list[tuple[str, str]]:
        """Ids and names of the items."""
        return [(f"JD-{number:03}", f"第{number}类场所") for number in range(1, self.items + 1)]

    def register(self, streets: dict[str, str]) -> None:
        """The register of units."""
        head = list_head("units", "example/units", "单位登记簿", "2025-01-01")
        items = "".join(
            f'  - {{id: "{code}", name: {name}, code: "{code}", type: street}}\n'
            for code, name in streets.items()
        )
        self.write("units.yaml", f"{head}items:\n{items}")

    def says(self, code: str, *lines: str, edition: str = "2025-01-01", unlisted: bool = True) -> None:
        """The adoption of one street: `lines` are flow mappings without id and name, such as `upstream: JD-001`."""
        head = list_head(
            "adoption", f"example/{code}", "承接情况", "2025", code, STREETS.get(code, "别街街道")
        )
        upstream = f'upstream: {{catalogue: {BASELINE}, edition: "{edition}"}}\n'
        rest = "unlisted: adopted\n" if unlisted else ""
        items = "".join(
            f"  - {{id: CJ-{number}, name: 承接, {line}}}\n" for number, line in enumerate(lines, 1)
        )
        self.write(
            f"{code}.yaml", f"{head}{upstream}{rest}items:{f'{chr(10)}{items}' if items else ' []' + chr(10)}"
        )

    def waives(self, until: str, rest: str = "", units: str = "东街街道") -> None:
        """One waiver; `rest` is more lines of it."""
        head = list_head("waivers", "example/waivers", "豁免清单", "2025")
        self.write(
            "waivers.yaml",
            f"{head}upstream: {{catalogue: {BASELINE}}}\nitems:\n  - id: HM-01\n    name: 暂缓承接\n"
            f'    units: [{units}]\n    reason: 队伍组建中\n    approval: {{body: 区委编办, date: "2025-06-01"}}\n'
            f'    until: "{until}"\n{rest}',
        )

    def write(self, name: str, text: str) -> None:
        """One file of the workspace."""
        (self.folder / "catalogues" / name).write_text(text, "utf-8")
