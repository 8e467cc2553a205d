"""Files of office programs: packed without the moment of their writing."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Final

_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MOMENTS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def timeless(data: bytes, day: date) -> bytes:
    """The same file without the moment of its writing: it bears the audit's day instead."""
    moment = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<2>"
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MOMENTS.sub(moment, part)
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, part)
    return written.getvalue()
