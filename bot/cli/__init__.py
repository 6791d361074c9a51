"""The command line: parse, call, print. The commands are fixed in docs/operations.md."""

import sys
from collections.abc import Sequence

from bot.cli.arguments import parser
from bot.cli.speech import complain
from bot.errors import RoundsError
from bot.i18n import mark

FAILED = 1
_STOPPED = 130  # what a shell expects after Ctrl-C
_NO_FILE = mark("{path}: {why}.")


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 success, 1 failure said in one sentence.

    Raises SystemExit with 2 on misuse and with 0 after ``--help``, as argparse does.
    """
    wanted = parser().parse_args(argv)
    try:
        code: int = wanted.command(wanted)
    except RoundsError as trouble:
        complain(trouble)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except OSError as trouble:
        complain(RoundsError(_NO_FILE, path=trouble.filename or "rounds", why=trouble.strerror))
        return FAILED
    except KeyboardInterrupt:
        return _STOPPED
    return code
