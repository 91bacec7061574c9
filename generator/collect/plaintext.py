"""The bytes of an export as text, in the encoding that the mapping names."""

from __future__ import annotations

from generator.collect.inputs import ExportFile
from generator.findings import Finding


def decoded(export: ExportFile, encoding: str) -> str | Finding:
    """Return the text without a byte order mark, or the first byte that is not in the encoding."""
    try:
        text = export.content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as wrong:
        # Some codecs do not say where they stopped.
        start = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        return export.finding(
            export.content.count(b"\n", 0, start) + 1,
            "C001",
            expected=f"text in {encoding}",
            found=f"the byte 0x{export.content[start]:02x}",
            action="name the export's encoding in form.encoding",
        )
    if "\0" in text:
        return export.finding(
            text.count("\n", 0, text.index("\0")) + 1,
            "C001",
            expected=f"text in {encoding}",
            found="a NUL character",
            action="name the export's encoding in form.encoding, or export the file again",
        )
    return text
