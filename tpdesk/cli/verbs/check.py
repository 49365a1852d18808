"""`tpdesk check`: is the register whole."""

from dataclasses import asdict

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath
from tpdesk.domain.errors import InputError
from tpdesk.store.checking import check_register


def check(register: RegisterPath, as_json: AsJson = False) -> None:
    """Check that the register is whole; exit code 3 when it is not."""
    conversation = Conversation(as_json=as_json)
    findings = check_register(register)
    answers = [asdict(each) for each in findings]
    ok = not any(each.severity == "error" for each in findings)
    conversation.answer({"ok": ok, "findings": answers})
    if not findings:
        conversation.say(f"{register.name} is whole.")
        return
    for each in findings:
        conversation.say(f"{each.severity}: {each.message} {each.fix}".rstrip())
    if not ok:
        raise typer.Exit(InputError.exit_code)
